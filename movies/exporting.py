"""What films keep about a person, as an export tells it.

Its own ratings and marks in full, also of films that were hidden since: law 1 is about
what the site shows, this is what the person said.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.exporting import (
    Section,
    Table,
    register_exporter,
    register_table,
)
from cinematch.accounts.models import User
from movies.models import ExternalId, Mark, Rating, TasteCorrection, TasteProfile

# The columns of a Letterboxd export, so that its importers read ours.
FILM_COLUMNS = ("Date", "Name", "Year", "Letterboxd URI")
LETTERBOXD_FILM = "https://letterboxd.com/film/"


def ratings(user: User) -> Iterable[dict[str, Any]]:
    return _of_films(Rating.objects.filter(user=user)).values(
        "title", "year", "imdb", "stars", "created_at", "updated_at"
    )


def marks(user: User) -> Iterable[dict[str, Any]]:
    return _of_films(Mark.objects.filter(user=user)).values(
        "title", "year", "imdb", "kind", "created_at"
    )


def taste(user: User) -> Iterable[Mapping[str, Any]]:
    return TasteProfile.objects.filter(user=user).values(
        "groups", "runtime_max", "avoid_genres", "avoid_keywords", "languages",
        "newer", "heavier", "obscure", "updated_at",
    )  # fmt: skip


def corrections(user: User) -> Iterable[Mapping[str, Any]]:
    said = TasteCorrection.objects.filter(user=user)
    return said.values("kind", "key", "verdict", "created_at")


def ratings_table(user: User) -> Iterator[tuple[Any, ...]]:
    rated = _of_films(Rating.objects.filter(user=user))
    for row in rated.values("updated_at", "title", "year", "letterboxd", "stars"):
        yield (*_film_cells(row, row["updated_at"]), row["stars"].normalize())


def watched_table(user: User) -> Iterator[tuple[Any, ...]]:
    return _marks_table(user, Mark.Kind.SEEN)


def watchlist_table(user: User) -> Iterator[tuple[Any, ...]]:
    return _marks_table(user, Mark.Kind.WATCHLIST)


def register() -> None:
    register_exporter(
        Section("ratings", _("ratings"), ratings),
        Section("marks", _("films seen, on the watchlist or not for you"), marks),
        Section("taste", _("what you told the taste picker"), taste),
        Section("corrections", _("what you said to reasons"), corrections),
    )
    register_table(
        Table("ratings.csv", (*FILM_COLUMNS, "Rating"), ratings_table),
        Table("watched.csv", FILM_COLUMNS, watched_table),
        Table("watchlist.csv", FILM_COLUMNS, watchlist_table),
    )


def _marks_table(user: User, kind: str) -> Iterator[tuple[Any, ...]]:
    marked = _of_films(Mark.objects.filter(user=user, kind=kind))
    for row in marked.values("created_at", "title", "year", "letterboxd"):
        yield _film_cells(row, row["created_at"])


def _of_films(rows: QuerySet[Any]) -> QuerySet[Any]:
    def id_at(source: str) -> Subquery:
        ids = ExternalId.objects.filter(film=OuterRef("film"), source=source)
        return Subquery(ids.values("value")[:1])

    return rows.order_by("created_at").annotate(
        title=F("film__title"),
        year=F("film__year"),
        imdb=id_at(ExternalId.Source.IMDB),
        letterboxd=id_at(ExternalId.Source.LETTERBOXD),
    )


def _film_cells(row: dict[str, Any], when: Any) -> tuple[Any, ...]:
    slug = row["letterboxd"]
    address = f"{LETTERBOXD_FILM}{slug}/" if slug else ""
    return (when.date().isoformat(), row["title"], row["year"], address)
