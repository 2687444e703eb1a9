"""Picks for one viewer: candidates, filter, rank, diversify, explain."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cinematch.accounts.models import User
from movies.explaining import Reason
from movies.filmquery import FilmQuery
from movies.models import Film, Mark, ReasonKind


@dataclass(frozen=True, slots=True)
class Pick:
    film: Film
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of picks that share the reason in its heading."""

    key: str
    heading: str
    picks: tuple[Pick, ...]


def recommend(
    viewer: User,
    n: int,
    constraints: FilmQuery | None = None,
    exclude: Collection[int] = (),
) -> list[Pick]:
    films = Film.objects.visible_to(viewer).exclude(pk__in=exclude).for_cards()
    if viewer.pk is not None:
        films = films.exclude(ratings__user=viewer).exclude(
            marks__user=viewer, marks__kind__in=[Mark.Kind.SEEN, Mark.Kind.NOT_FOR_ME]
        )
    popular = Reason(ReasonKind.POPULAR, _("Widely loved, and new to you here."))
    return [Pick(film, film.fame, (popular,)) for film in films.famous_first()[:n]]


def tonight(viewer: User) -> Pick | None:
    """Return the pick of the day, None for an empty catalogue."""
    return next(iter(recommend(viewer, 1)), None)


def shelves(viewer: User) -> list[Shelf]:
    picks = tuple(recommend(viewer, 12))
    return [Shelf("popular", _("Widely loved"), picks)] if picks else []
