"""The staff panel's site: Django's admin behind allauth's sign-in, in our dress."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cinematch.adminbase import Count, count_rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on the overview: rows anyone can open, shown to who may view them.

    `list_url` names the changelist; the rows are counted when the page is drawn.
    """

    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    list_url: str
    permission: str

    def count(self) -> Count:
        return count_rows(self.rows())


# Filled by each app's admin, shown in the order of the apps.
_figures: list[Figure] = []


def show_figures(*figures: Figure) -> None:
    _figures.extend(figures)


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

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        shown = [f for f in _figures if request.user.has_perm(f.permission)]
        return super().index(request, {**(extra_context or {}), "figures": shown})
