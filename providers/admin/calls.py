"""Calls, to be read. Nobody edits the books, nobody deletes from them."""

from django.contrib import admin
from django.http import HttpRequest

from cinematch.adminbase import ReadOnlyAdmin
from providers.models import Call


@admin.register(Call)
class CallAdmin(ReadOnlyAdmin):
    list_display = (
        "opened_at", "kind", "model", "purpose", "outcome", "input_tokens",
        "output_tokens", "basis", "cost", "first_text_ms", "total_ms",
    )  # fmt: skip
    ordering = ("-pk",)
    list_filter = ("outcome", "kind")
    fields = (
        "opened_at", "kind", "model", "purpose", "person", "outcome", "restarts",
        "input_tokens", "cached_tokens", "output_tokens", "basis", "cost", "reserved",
        "first_text_ms", "total_ms", "asked", "sent",
    )  # fmt: skip

    def has_delete_permission(
        self, request: HttpRequest, obj: Call | None = None
    ) -> bool:
        return False
