"""What to ask for instead when the pick of the day is almost right."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from movies.filmquery import FilmQuery
from movies.models import Film

# What counts as another length or another time; our own judgement.
MINUTES_SHORTER = 15
SHORTEST = 60
YEARS_APART = 10
DARK_MOODS = ("dark", "sad", "scary", "violent", "tense")


def _shorter(film: Film) -> FilmQuery:
    minutes = (film.runtime_min or 120) - MINUTES_SHORTER
    return FilmQuery(runtime_max=max(SHORTEST, minutes))


def _lighter(film: Film) -> FilmQuery:
    return FilmQuery(without_moods=DARK_MOODS)


def _older(film: Film) -> FilmQuery:
    return FilmQuery(year_to=(film.year or 1990) - YEARS_APART)


def _newer(film: Film) -> FilmQuery:
    return FilmQuery(year_from=(film.year or 1990) + YEARS_APART)


WISHES: dict[str, tuple[str | Promise, Callable[[Film], FilmQuery]]] = {
    "shorter": (_("something shorter"), _shorter),
    "lighter": (_("something lighter"), _lighter),
    "older": (_("something older"), _older),
    "newer": (_("something newer"), _newer),
}


def question_for(wish: str, film: Film) -> FilmQuery | None:
    """Return what to look for instead of a film; None for a wish there is none of."""
    return WISHES[wish][1](film) if wish in WISHES else None
