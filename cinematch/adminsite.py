"""The staff panel's site: Django's admin behind allauth's sign-in, in our dress."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class CinematchAdminSite(admin.AdminSite):
    site_header = _("Cinematch staff")
    site_title = _("Cinematch staff")
    index_title = _("Overview")

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # allauth's limits and second factors guard the panel too: Django's own
        # admin login knows neither.
        return secure_admin_login(super().login)(request, extra_context)
