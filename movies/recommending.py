"""What to watch: for any question, for tonight, and as shelves."""

import random
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from cinematch.accounts.models import User
from movies import shelving
from movies.explaining import Reason
from movies.filmquery import FilmQuery
from movies.models import Film, TonightPick
from movies.picking import Pick, Ranked, ranked, told_about
from movies.shelving import Shelf

__all__ = [
    "Pick",
    "Shelf",
    "reasons_for",
    "recommend",
    "refill",
    "shelves",
    "skip_tonight",
    "tonight",
]

# Tonight's film is drawn from so many of the best.
TONIGHT_FROM = 8
# Monday to Thursday, when the profile's longest film counts.
WEEKNIGHTS = range(4)


def recommend(
    viewer: User,
    n: int,
    constraints: FilmQuery | None = None,
    exclude: Collection[int] = (),
) -> list[Pick]:
    """Return up to n films the viewer may see and has not, best first, with reasons."""
    order = ranked(viewer, constraints, exclude)
    return order.picks(order.varied(n))


def shelves(viewer: User) -> list[Shelf]:
    """Return For You of today: at least one shelf, unless the catalogue is empty."""
    return shelving.fill(ranked(viewer))


def refill(viewer: User, shelf: str, shown: Collection[int]) -> Pick | None:
    """Return one more film for a shelf, besides those shown anywhere on the page."""
    return shelving.refill(ranked(viewer), shelf, shown)


def reasons_for(
    viewer: User, film_ids: Collection[int]
) -> dict[int, tuple[Reason, ...]]:
    """Return what speaks for films, seen or not; for those the viewer may see."""
    picks = told_about(viewer, film_ids)
    return {film_id: pick.reasons for film_id, pick in picks.items()}


def tonight(viewer: User, order: Ranked | None = None) -> Pick | None:
    """Return the film of the day, the same all day long; None for an empty catalogue.

    It changes when it was skipped, rated, hidden, or is not allowed any more. `order`
    is the viewer's ranking, where a page has it already.
    """
    order, day = order or ranked(viewer), timezone.localdate()
    kept = _kept(viewer, day)
    longest = _longest(order, day)
    rows = order.rows(kept.skipped, longest)
    if not rows and longest is not None:
        # Rare: of the hundreds that were ranked, none is short enough.
        order = ranked(viewer, FilmQuery(runtime_max=longest), kept.skipped)
        rows = order.rows()
    row = next((row for row in rows if order.facts.ids[row] == kept.film_id), None)
    if row is not None:
        return order.picks([row])[0]
    best = order.varied(TONIGHT_FROM, rows)
    if not best:
        return None
    chance = random.Random(f"{viewer.pk} {day} {len(kept.skipped)}")  # noqa: S311
    pick = order.picks([chance.choice(best)])[0]
    if viewer.pk is not None:
        kept.film = pick.film
        kept.save()
    return pick


@transaction.atomic
def skip_tonight(viewer: User, film: Film) -> None:
    """Not this one tonight. It teaches nothing about taste."""
    kept = _kept(viewer, timezone.localdate())
    kept.film = None
    kept.skipped = [*kept.skipped, film.pk]
    kept.save()


def _kept(viewer: User, day: date) -> TonightPick:
    kept = viewer.pk and TonightPick.objects.filter(user=viewer).first()
    kept = kept or TonightPick(user=viewer, day=day)
    kept.begin(day)
    return kept


def _longest(order: Ranked, day: date) -> int | None:
    return order.taste.profile.runtime_max if day.weekday() in WEEKNIGHTS else None
