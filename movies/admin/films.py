"""Films with everything that hangs on them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cinematch.adminbase import StaffAdmin, StaffInline
from movies.admin.jobs import reindex_later
from movies.certification import MINIMUM_AGES
from movies.folding import words
from movies.indexing import index_films
from movies.models import Certification, Credit, ExternalId, Film, FilmGenre

if TYPE_CHECKING:
    from django.forms import BaseModelForm

MACHINE_COLUMNS = (
    "embedding", "search", "search_titles", "search_people",
    "search_genres", "search_keywords", "search_synopsis",
)  # fmt: skip


def nulls_last(column: str) -> OrderBy:
    """Newest or best first, as the index has it; NULLs stay at the end."""
    return F(column).desc(nulls_last=True)


class GenreInline(StaffInline):
    model = FilmGenre


class KeywordInline(StaffInline):
    model = Film.keywords.through
    autocomplete_fields = ("keyword",)
    verbose_name = _("keyword")
    verbose_name_plural = _("keywords")


class CreditInline(StaffInline):
    model = Credit
    autocomplete_fields = ("person",)


class CertificationInline(StaffInline):
    model = Certification


class ExternalIdInline(StaffInline):
    model = ExternalId


class Lacks(admin.SimpleListFilter):
    """What an editor looks for: films without something that people notice."""

    title = _("what is missing")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("synopsis", _("Synopsis")), ("certification", _("Certification"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Film]
    ) -> QuerySet[Film]:
        if self.value() == "synopsis":
            return queryset.filter(synopsis="")
        if self.value() == "certification":
            known = Certification.objects.filter(film=OuterRef("pk"))
            # A film without certification is for adults: the index narrows it first.
            return queryset.filter(~Exists(known), min_age=18)
        return queryset


class MinimumAge(admin.SimpleListFilter):
    title = _("minimum age")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        # From the table of the boards: asking the films would read them all.
        ages = {age for labels in MINIMUM_AGES.values() for age in labels.values()}
        return [(str(age), str(age)) for age in sorted(ages)]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Film]
    ) -> QuerySet[Film]:
        chosen = self.value() or ""
        return queryset.filter(min_age=int(chosen)) if chosen.isdecimal() else queryset


@admin.register(Film)
class FilmAdmin(StaffAdmin):
    list_display = ("title", "newest", "fame", "age", "best", "shown", "changed")
    sortable_by = ("title", "newest", "fame", "best", "changed")
    ordering = ("-fame", "pk")
    list_filter = (Lacks, "hidden", MinimumAge, "genres")
    search_fields = ("title",)
    search_help_text = _("Titles, people, genres and keywords, or an id like tt0113277")
    readonly_fields = (
        "min_age", "ratings_count", "ratings_mean", "created_at", "updated_at",
    )  # fmt: skip
    inlines = (
        GenreInline, KeywordInline, CreditInline, CertificationInline, ExternalIdInline,
    )  # fmt: skip
    actions = ("hide_films", "show_films", "index_again")
    fieldsets = (
        (None, {"fields": ("title", "original_title", "year", "runtime_min")}),
        (_("What it is about"), {"fields": ("synopsis",)}),
        (_("Where it is from"), {"fields": ("countries", "language")}),
        (_("How it is shown"), {"fields": ("hidden", "fame", "image")}),
        (_("Kept by the site"), {"fields": readonly_fields}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        return super().get_queryset(request).defer(*MACHINE_COLUMNS)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Film], search_term: str
    ) -> tuple[QuerySet[Film], bool]:
        """Find by an id elsewhere, or with the site's own index, hidden films too."""
        if not (asked := words(search_term)):
            return queryset, False
        ids = ExternalId.objects.filter(
            source__in=ExternalId.Source.values, value=search_term.strip()
        )
        if ids.exists():
            return queryset.filter(pk__in=ids.values("film")), False
        prefixes = " & ".join(f"{word}:*" for word in asked)
        found = SearchQuery(prefixes, search_type="raw", config="simple")
        return queryset.filter(search=found), False

    @admin.display(description=_("year"), ordering=nulls_last("year"))
    def newest(self, film: Film) -> int | None:
        return film.year

    @admin.display(description=_("mean rating"), ordering=nulls_last("ratings_mean"))
    def best(self, film: Film) -> str | None:
        return None if film.ratings_mean is None else f"{film.ratings_mean:.2f}"

    @admin.display(description=_("age"))
    def age(self, film: Film) -> int:
        return film.min_age

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, film: Film) -> str:
        return date_format(timezone.localtime(film.updated_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("shown"), boolean=True)
    def shown(self, film: Film) -> bool:
        return not film.hidden

    def save_related(
        self,
        request: HttpRequest,
        form: "BaseModelForm[Film]",
        formsets: Any,
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        film: Film = form.instance
        film.refresh_min_age()
        film.save(update_fields=["min_age"])
        # The words at once, so that the editor finds the film; the vector in a task.
        index_films([film.pk])
        reindex_later([film.pk])

    @admin.action(description=_("Hide: show them to nobody"), permissions=["change"])
    def hide_films(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        self.log_all(request, queryset, "Hidden.")
        count = queryset.update(hidden=True)
        told = ngettext("%d film is hidden now.", "%d films are hidden now.", count)
        self.message_user(request, told % count, messages.SUCCESS)

    @admin.action(description=_("Show them again"), permissions=["change"])
    def show_films(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        self.log_all(request, queryset, "Shown again.")
        count = queryset.update(hidden=False)
        told = ngettext("%d film is shown again.", "%d films are shown again.", count)
        self.message_user(request, told % count, messages.SUCCESS)

    @admin.action(description=_("Index again for search"), permissions=["change"])
    def index_again(self, request: HttpRequest, queryset: QuerySet[Film]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        reindex_later(ids)
        told = ngettext(
            "%d film will be indexed.", "%d films will be indexed.", len(ids)
        )
        self.message_user(request, told % len(ids), messages.SUCCESS)
