"""The models that are asked."""

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from cinematch.adminbase import StaffAdmin
from providers.admin import console
from providers.admin.serviceform import ServiceForm
from providers.models import Service


@admin.register(Service)
class ServiceAdmin(StaffAdmin):
    form = ServiceForm
    list_display = ("name", "tier", "enabled", "position", "has_key")
    ordering = ("pk",)
    fieldsets = (
        (None, {"fields": ("kind", "model", "tier", "enabled", "position")}),
        (_("Access"), {"fields": ("base_url", "api_key", "forget_key")}),
        (
            _("Patience"),
            {"fields": ("first_s", "idle_s", "total_s", "context_tokens")},
        ),
    )

    @admin.display(description=_("model"))
    def name(self, service: Service) -> str:
        return service.endpoint.name

    @admin.display(description=_("key set"), boolean=True)
    def has_key(self, service: Service) -> bool:
        return bool(service.endpoint.api_key)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("console/", wrap(console.show), name="providers_console"),
            path(
                "console/privacy/", wrap(console.set_privacy), name="providers_privacy"
            ),
            path("<int:pk>/move/<str:way>/", wrap(console.move), name="providers_move"),
            path("<int:pk>/try/", wrap(console.try_model), name="providers_try"),
            *super().get_urls(),
        ]
