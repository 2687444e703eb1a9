"""Prices and caps."""

from django.contrib import admin
from django.http import HttpRequest

from cinematch.adminbase import StaffAdmin
from providers.models import Cap, Price


@admin.register(Price)
class PriceAdmin(StaffAdmin):
    """A new price is a new row: what was asked before keeps the old one."""

    list_display = (
        "model", "kind", "valid_from", "input_usd", "cached_usd", "output_usd", "source"
    )  # fmt: skip
    ordering = ("kind", "model", "valid_from")
    list_filter = ("kind",)
    search_fields = ("model__startswith",)


@admin.register(Cap)
class CapAdmin(StaffAdmin):
    list_display = ("scope", "usd")
    readonly_fields = ("scope",)
    ordering = ("scope",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Cap | None = None
    ) -> bool:
        return False
