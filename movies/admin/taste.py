"""What people think of films. Staff look, and take manipulation out of the means."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cinematch.adminbase import ReadOnlyAdmin, StaffAdmin
from movies.models import (
    ImportDraft,
    Mark,
    Rating,
    TasteCorrection,
    TasteProfile,
    TonightPick,
)
from movies.rating import refresh_means

if TYPE_CHECKING:
    from django.forms import ModelForm

BY_PERSON = ("user__email__startswith",)
BY_PERSON_HELP = _("The beginning of an e-mail address, in lower case")


@admin.register(Rating)
class RatingAdmin(StaffAdmin):
    list_display = ("film", "user", "stars", "weight", "updated_at")
    list_select_related = ("film", "user")
    sortable_by = ("updated_at",)
    ordering = ("-updated_at",)
    search_fields = BY_PERSON
    search_help_text = BY_PERSON_HELP
    fields = ("film", "user", "stars", "weight", "created_at", "updated_at")
    readonly_fields = ("film", "user", "stars", "created_at", "updated_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Rating, form: "ModelForm[Rating]", change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        refresh_means([obj.film_id])

    def delete_model(self, request: HttpRequest, obj: Rating) -> None:
        super().delete_model(request, obj)
        refresh_means([obj.film_id])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Rating]) -> None:
        films = list(queryset.values_list("film_id", flat=True))
        super().delete_queryset(request, queryset)
        refresh_means(films)


@admin.register(Mark)
class MarkAdmin(ReadOnlyAdmin):
    list_display = ("film", "user", "kind", "created_at")
    list_select_related = ("film", "user")
    sortable_by = ("created_at",)
    ordering = ("-created_at",)
    list_filter = ("kind",)
    search_fields = BY_PERSON
    search_help_text = BY_PERSON_HELP


@admin.register(TasteProfile)
class TasteProfileAdmin(ReadOnlyAdmin):
    list_display = ("user", "newer", "heavier", "obscure", "runtime_max", "updated_at")
    list_select_related = ("user",)
    ordering = ("-pk",)
    search_fields = BY_PERSON
    search_help_text = BY_PERSON_HELP


@admin.register(TasteCorrection)
class TasteCorrectionAdmin(ReadOnlyAdmin):
    list_display = ("user", "verdict", "kind", "key", "created_at")
    list_select_related = ("user",)
    ordering = ("-pk",)
    list_filter = ("verdict", "kind")
    search_fields = BY_PERSON
    search_help_text = BY_PERSON_HELP


@admin.register(TonightPick)
class TonightPickAdmin(ReadOnlyAdmin):
    list_display = ("user", "day", "film")
    list_select_related = ("user", "film")
    ordering = ("-pk",)
    search_fields = BY_PERSON
    search_help_text = BY_PERSON_HELP


@admin.register(ImportDraft)
class ImportDraftAdmin(ReadOnlyAdmin):
    """How far an import got; the rows are the person's own business."""

    list_display = ("user", "source", "created_at")
    list_select_related = ("user",)
    ordering = ("-created_at",)
    list_filter = ("source",)
    fields = ("user", "source", "errors", "created_at")
    search_fields = BY_PERSON
    search_help_text = BY_PERSON_HELP

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportDraft]:
        return super().get_queryset(request).defer("rows")
