"""Films in the order of a viewer's taste, and picks out of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from cinematch.accounts.models import User
from movies import ranking
from movies.candidates import candidates, wished
from movies.causes import Cause, causes
from movies.explaining import Reason, explain
from movies.facts import facts_of
from movies.filmquery import FilmQuery
from movies.models import Film
from movies.ranking import Facts
from movies.taste import ViewerTaste, taste_of
from movies.traits import Floats

# So much score is given up for a film wholly unlike those before it.
VARIETY = 0.35
# A film on the watchlist is known to be wanted: it may come, but not lead.
WATCHLIST_STEP_BACK = 0.3
WISH_WEIGHT = 3.0
# Films the varied order is made from, for each film wanted.
POOL_SHARE = 6

Lead = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Pick:
    film: Film
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates of a viewer with their scores; rows as in `facts`."""

    viewer: User
    taste: ViewerTaste
    query: FilmQuery
    facts: Facts
    scores: Floats

    def rows(
        self, without: Collection[int] = (), runtime_max: int | None = None
    ) -> list[int]:
        """Return the rows within limits; a film of unknown length is outside of one."""
        fits = ~np.isin(self.facts.ids, list(without))
        if runtime_max is not None:
            runtimes = self.facts.runtimes
            fits &= (runtimes > 0) & (runtimes <= runtime_max)
        return np.flatnonzero(fits).tolist()

    def films(self, rows: Sequence[int]) -> list[Film]:
        """Return the films of these rows (one query), without their reasons."""
        ids = [self.facts.ids[row] for row in rows]
        films = Film.objects.visible_to(self.viewer).for_cards().in_bulk(ids)
        return [films[pk] for pk in ids]

    def varied(
        self, n: int, rows: Sequence[int] | None = None, scores: Floats | None = None
    ) -> list[int]:
        """Return the n best rows (of these), each unlike those before it."""
        own = self.scores if scores is None else scores
        some = np.arange(len(own)) if rows is None else np.asarray(rows, np.intp)
        pool = some[np.argsort(-own[some], kind="stable")[: n * POOL_SHARE]]
        chosen = ranking.diversify(
            own[pool],
            self.facts.vectors[pool],
            [self.facts.series[row] for row in pool],
            n,
            variety=VARIETY,
        )
        return [int(pool[row]) for row in chosen]

    def picks(self, rows: Sequence[int], leads: Sequence[Lead] = ()) -> list[Pick]:
        """Return the films of these rows with their reasons (up to five queries).

        leads: for each row, the (kind, key) of the cause to name first, if it is one.
        """
        found = causes(self.taste.learned, self.facts, rows)
        if leads:
            found = [_led(*pair) for pair in zip(found, leads, strict=True)]
        shown = self.films(rows)
        reasons = explain(self.viewer, self.taste, shown, found, self.query)
        return [
            Pick(film, float(self.scores[row]), why)
            for film, row, why in zip(shown, rows, reasons, strict=True)
        ]


def _led(found: list[Cause], lead: Lead) -> list[Cause]:
    return sorted(found, key=lambda cause: (cause.kind, cause.key) != lead)


def ranked(
    viewer: User, query: FilmQuery | None = None, exclude: Collection[int] = ()
) -> Ranked:
    """Score what this viewer may see, wants, and has not seen (about ten queries)."""
    taste = taste_of(viewer)
    asked = query or FilmQuery()
    whole = asked.joined(never_shown(taste))
    wishes = wished(viewer, whole) if asked.has_wishes else {}
    films = (
        [Film.objects.visible_to(viewer).filter(pk__in=wishes)]
        if asked.has_wishes
        else candidates(viewer, taste, whole)
    )
    facts = facts_of(*films, without={*taste.done, *exclude})
    scores = ranking.score(taste.learned, facts)
    met = np.array([wishes.get(pk, 0) for pk in facts.ids], np.float32)
    scores += WISH_WEIGHT * met
    scores -= WATCHLIST_STEP_BACK * np.isin(facts.ids, list(taste.watchlist))
    return Ranked(viewer, taste, asked, facts, scores)


def told_about(viewer: User, film_ids: Collection[int]) -> dict[int, Pick]:
    """Return films with what speaks for each to this viewer, picked or not."""
    taste = taste_of(viewer)
    facts = facts_of(Film.objects.visible_to(viewer).filter(pk__in=film_ids))
    scores = ranking.score(taste.learned, facts)
    order = Ranked(viewer, taste, FilmQuery(), facts, scores)
    return {pick.film.pk: pick for pick in order.picks(range(len(facts.ids)))}


def never_shown(taste: ViewerTaste) -> FilmQuery:
    """What the profile always keeps away."""
    return FilmQuery(
        without_genres=tuple(taste.profile.avoid_genres),
        without_keywords=tuple(taste.profile.avoid_keywords),
        languages=tuple(taste.profile.languages),
    )
