"""People, genres and keywords: a new name is found at once through its films."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cinematch.adminbase import StaffAdmin
from movies.admin.jobs import reindex_later
from movies.folding import fold
from movies.models import Genre, Keyword, Person


class NameAdmin(StaffAdmin):
    def save_model(
        self,
        request: HttpRequest,
        obj: Person | Genre | Keyword,
        form: "ModelForm[Any]",
        change: bool,
    ) -> None:
        super().save_model(request, obj, form, change)
        if change:
            reindex_later(list(obj.films.values_list("pk", flat=True)))

    def delete_model(self, request: HttpRequest, obj: Person | Genre | Keyword) -> None:
        films = list(obj.films.values_list("pk", flat=True))
        super().delete_model(request, obj)
        reindex_later(films)


@admin.register(Person)
class PersonAdmin(NameAdmin):
    list_display = ("name", "fame")
    sortable_by = ("name", "fame")
    ordering = ("-fame", "pk")
    search_fields = ("name_key__startswith", "surname_key__startswith")
    search_help_text = _("The beginning of a name or of a surname")
    fields = ("name",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Person], search_term: str
    ) -> tuple[QuerySet[Person], bool]:
        # One quoted phrase: Django would look for each word by itself.
        return super().get_search_results(request, queryset, f'"{fold(search_term)}"')


@admin.register(Genre)
class GenreAdmin(NameAdmin):
    list_display = ("name", "slug")
    sortable_by = ("name",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012 (Django reads a dict)


@admin.register(Keyword)
class KeywordAdmin(NameAdmin):
    list_display = ("name",)
    sortable_by = ("name",)
    search_fields = ("name__startswith",)
    search_help_text = _("The beginning of a keyword, in lower case")
