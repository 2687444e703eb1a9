"""Looking through the catalogue: a question, an order, and a page of films."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Film, FilmQuerySet
from movies.paging import FilmPage, filled_page, page_of
from movies.querychips import Chip
from movies.search import SearchResult, search
from movies.understanding import asked

DEFAULT_SORT = "known"
SORTS: dict[str, tuple[str | Promise, tuple[str | OrderBy, ...]]] = {
    "known": (_("Best known first"), ("-fame", "pk")),
    "rated": (_("Best rated first"), (F("ratings_mean").desc(nulls_last=True), "pk")),
    "new": (_("Newest first"), (F("year").desc(nulls_last=True), "pk")),
    "old": (_("Oldest first"), (F("year").asc(nulls_last=True), "pk")),
    "short": (_("Shortest first"), (F("runtime_min").asc(nulls_last=True), "pk")),
    "title": (_("By title"), ("title", "pk")),
}
# Each offer counts films once more, and only when nothing was found.
MOST_OFFERS = 4


@dataclass(frozen=True, slots=True)
class Browsing:
    """What someone looks for, as the address of the page says it."""

    query: FilmQuery
    sort: str = DEFAULT_SORT
    unseen: bool = False

    @classmethod
    def from_params(cls, params: QueryDict) -> Self:
        sort = params.get("sort", "")
        return cls(
            query=asked(params),
            sort=sort if sort in SORTS else DEFAULT_SORT,
            unseen=params.get("unseen") == "1",
        )

    def address(self, query: FilmQuery | None = None) -> str:
        """Return the query string of the same view, or of another question in it."""
        rest = []
        if self.sort != DEFAULT_SORT:
            rest.append(("sort", self.sort))
        if self.unseen:
            rest.append(("unseen", "1"))
        asked = (self.query if query is None else query).to_params()
        return "?" + "&".join(part for part in (asked, urlencode(rest)) if part)


@dataclass(frozen=True, slots=True)
class Found:
    films: FilmPage
    did_you_mean: str | None = None


def look(viewer: User, browsing: Browsing, page: str) -> Found:
    """Return a page of films: by fitness where there are wishes, else in order."""
    if not browsing.query.has_wishes:
        films = matching(viewer, browsing).order_by(*SORTS[browsing.sort][1])
        return Found(page_of(films.for_cards(), page))
    results: list[SearchResult] = []

    def fetch(first: int, last: int) -> tuple[list[Film], int]:
        found = search(browsing.query, viewer, limit=last - first, offset=first)
        results.append(found)
        return found.films, found.total

    films_page = filled_page(page, fetch)
    return Found(films_page, results[0].did_you_mean)


def matching(viewer: User, browsing: Browsing) -> FilmQuerySet:
    films = browsing.query.narrow(Film.objects.visible_to(viewer))
    return films.unseen_by(viewer) if browsing.unseen else films


def offers(viewer: User, browsing: Browsing) -> list[tuple[Chip, int]]:
    """Return which single part of the question to give up, for how many films."""
    counted = [
        (chip, matching(viewer, replace(browsing, query=chip.without)).count())
        for chip in browsing.query.chips()[:MOST_OFFERS]
    ]
    return [(chip, count) for chip, count in counted if count]
