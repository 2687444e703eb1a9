"""For You as shelves: one for each kind of reason, each saying which in its heading.

All come from one ranking, and no film stands on two shelves. Chance (which loved films
lead a shelf, what is explored) is drawn from the day, so a page that is opened again
shows the same.
"""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from movies.picking import Pick, Ranked
from movies.shelfplans import Plan, plans

SHELF_LENGTH = 6
# A shelf with fewer films is left out.
SHORTEST_SHELF = 3
MOST_SHELVES = 6


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of picks that share the reason in its heading."""

    key: str
    heading: str
    picks: tuple[Pick, ...]


def fill(ranked: Ranked, day: date | None = None) -> list[Shelf]:
    """Return the shelves of a day (today), each with films enough to be one."""
    chance = _chance(ranked, day or timezone.localdate())
    taken: set[int] = set()
    chosen: list[tuple[Plan, list[int]]] = []
    for plan in plans(ranked, chance):
        rows = _choose(ranked, plan, taken)
        if len(rows) >= SHORTEST_SHELF:
            chosen.append((plan, rows))
            taken.update(rows)
        if len(chosen) == MOST_SHELVES:
            break
    return _shelves(ranked, chosen)


def refill(ranked: Ranked, key: str, shown: Collection[int]) -> Pick | None:
    """Return the next film of one of today's shelves, None where there is no more."""
    for plan in plans(ranked, _chance(ranked, timezone.localdate())):
        if plan.key == key:
            ids = ranked.facts.ids
            taken = {row for row in plan.rows if ids[row] in shown}
            rows = _choose(ranked, plan, taken)[:1]
            return next(iter(_shelves(ranked, [(plan, rows)])[0].picks), None)
    return None


def _chance(ranked: Ranked, day: date) -> random.Random:
    return random.Random(f"{ranked.viewer.pk} {day}")  # noqa: S311 -- no secret


def _choose(ranked: Ranked, plan: Plan, taken: set[int]) -> list[int]:
    rows = [row for row in plan.rows if row not in taken]
    return ranked.varied(SHELF_LENGTH, rows, plan.scores)


def _shelves(
    ranked: Ranked, chosen: Sequence[tuple[Plan, Sequence[int]]]
) -> list[Shelf]:
    rows = [row for _plan, own in chosen for row in own]
    picks = iter(
        ranked.picks(rows, [plan.lead for plan, own in chosen for _row in own])
    )
    return [
        Shelf(plan.key, plan.heading, tuple(plan.told(next(picks)) for _row in own))
        for plan, own in chosen
    ]
