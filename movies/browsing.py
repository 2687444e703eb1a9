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
from movies.search import ranked, read

DEFAULT_SORT = "known"
# Where there are wishes, how well they are met is an order of its own.
BEST_MATCH = "match"
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
    sort: str = ""
    unseen: bool = False
    did_you_mean: str | None = None

    @classmethod
    def from_params(cls, params: QueryDict) -> Self:
        sort = params.get("sort", "")
        said, meant = read(params.get("q", ""))
        return cls(
            query=said.joined(FilmQuery.from_params(params)),
            did_you_mean=meant,
            sort=sort if sort in SORTS else "",
            unseen=params.get("unseen") == "1",
        )

    @property
    def order(self) -> str:
        return self.sort or _usual_order(self.query)

    @property
    def orders(self) -> dict[str, str | Promise]:
        """Return what this view can be sorted by, as it is said to people."""
        best = {BEST_MATCH: _("Best match")} if self.query.has_wishes else {}
        return best | {key: label for key, (label, _order) in SORTS.items()}

    def address(self, query: FilmQuery | None = None) -> str:
        """Return the query string of the same view, or of another question in it."""
        query = self.query if query is None else query
        rest = []
        if self.sort and self.sort != _usual_order(query):
            rest.append(("sort", self.sort))
        if self.unseen:
            rest.append(("unseen", "1"))
        parts = (query.to_params(), urlencode(rest))
        return "?" + "&".join(part for part in parts if part)


def _usual_order(query: FilmQuery) -> str:
    return BEST_MATCH if query.has_wishes else DEFAULT_SORT


def look(viewer: User, browsing: Browsing, page: str) -> FilmPage:
    """Return a page of films: by fitness where there are wishes, else in order."""
    if not browsing.query.has_wishes:
        return _sorted(matching(viewer, browsing), browsing, page)
    visible = Film.objects.visible_to(viewer)
    found = ranked(visible, browsing.query)
    # Only now: "like Heat" goes by a film that was seen.
    films = _unseen(visible.filter(pk__in=found), viewer, browsing)
    if browsing.order != BEST_MATCH:
        return _sorted(films, browsing, page)
    left = set(films.values_list("pk", flat=True)) if browsing.unseen else set(found)
    best = [pk for pk in found if pk in left]

    def fetch(first: int, last: int) -> tuple[list[Film], int]:
        shown = films.for_cards().in_bulk(best[first:last])
        return [shown[pk] for pk in best[first:last]], len(best)

    return filled_page(page, fetch)


def _sorted(films: FilmQuerySet, browsing: Browsing, page: str) -> FilmPage:
    return page_of(films.order_by(*SORTS[browsing.order][1]).for_cards(), page)


def _unseen(films: FilmQuerySet, viewer: User, browsing: Browsing) -> FilmQuerySet:
    return films.unseen_by(viewer) if browsing.unseen else films


def matching(viewer: User, browsing: Browsing) -> FilmQuerySet:
    films = browsing.query.narrow(Film.objects.visible_to(viewer))
    return _unseen(films, viewer, browsing)


def offers(viewer: User, browsing: Browsing) -> list[tuple[Chip, int]]:
    """Return which single part of the question to give up, for how many films."""
    counted = [
        (chip, matching(viewer, replace(browsing, query=chip.without)).count())
        for chip in browsing.query.chips()[:MOST_OFFERS]
    ]
    return [(chip, count) for chip, count in counted if count]
