"""What the filter panel offers, and where each choice leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from django.utils.functional import Promise

from movies.browsing import Browsing
from movies.filmquery import FilmQuery
from movies.models import Genre
from movies.places import LANGUAGES

FIRST_DECADE = 1920
# The certification steps people know; what is above the viewer's own age is left out.
AGES = (0, 6, 8, 12, 13, 15, 16, 18)
# What has a control of its own in the form; the rest of a question rides along hidden.
CONTROLS = {"year_from", "year_to", "runtime_min", "runtime_max", "language", "max_age"}


@dataclass(frozen=True, slots=True)
class GenreChoice:
    """A first tap wants the genre, a second leaves it out, a third forgets it."""

    slug: str
    name: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class Decade:
    first: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Panel:
    genres: Sequence[GenreChoice]
    decades: Sequence[Decade]
    languages: Sequence[tuple[str, str]]
    ages: Sequence[int]
    sorts: Sequence[tuple[str, str | Promise]]
    hidden: Sequence[tuple[str, str]]


def panel(browsing: Browsing, ceiling: int) -> Panel:
    """Build the panel (one query) for a viewer who may see films up to `ceiling`."""
    asked = parse_qsl(browsing.query.to_params())
    languages = ((code, str(name)) for code, name in LANGUAGES.items())
    return Panel(
        genres=[_genre(browsing, genre) for genre in Genre.objects.all()],
        decades=[
            _decade(browsing, first)
            for first in range(_this_decade(), FIRST_DECADE - 1, -10)
        ],
        languages=sorted(languages, key=lambda language: language[1]),
        ages=[age for age in AGES if age < ceiling],
        sorts=list(browsing.orders.items()),
        hidden=[(name, value) for name, value in asked if name not in CONTROLS],
    )


def _genre(browsing: Browsing, genre: Genre) -> GenreChoice:
    query = browsing.query
    without = {
        "genres": tuple(slug for slug in query.genres if slug != genre.slug),
        "without_genres": tuple(s for s in query.without_genres if s != genre.slug),
    }
    if genre.slug in query.genres:
        state, without["without_genres"] = "in", (*query.without_genres, genre.slug)
    elif genre.slug in query.without_genres:
        state = "out"
    else:
        state, without["genres"] = "", (*query.genres, genre.slug)
    address = browsing.address(query.changed(**without))
    return GenreChoice(genre.slug, genre.name, state, address)


def _decade(browsing: Browsing, first: int) -> Decade:
    years: dict[str, int | None] = {"year_from": first, "year_to": first + 9}
    query: FilmQuery = browsing.query
    chosen = (query.year_from, query.year_to) == (first, first + 9)
    if chosen:
        years = dict.fromkeys(years)
    return Decade(first, chosen, browsing.address(query.changed(**years)))


def _this_decade() -> int:
    return date.today().year // 10 * 10  # noqa: DTZ011 (no zone shifts a decade)
