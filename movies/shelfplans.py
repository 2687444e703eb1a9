"""What the shelves of For You are about, decided before their films are chosen."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from movies import wording
from movies.causes import is_close, pull
from movies.explaining import Reason, genre_names
from movies.models import Film, Person, ReasonKind
from movies.picking import Lead, Pick, Ranked
from movies.ranking import Evidence, strength_of
from movies.tastegroups import GROUPS
from movies.traits import Floats

LOVED_SHELVES = 2
LOVED_FROM_STARS = 4
# The loved films whose turn it may be today.
LOVED_POOL = 8
GROUP_SHELVES = 2
PEOPLE_LOOKED_AT = 8
# A trait needs so many liked films to be a habit, and so many candidates for a shelf.
HABIT_FROM = 2
ENOUGH_CANDIDATES = 4
NEW_YEARS = 8
# Before, nothing is usual yet, so nothing is outside of it; and what "unusual" means.
EXPLORE_FROM_RATINGS = 5
UNUSUAL_SHARE = 0.05
# What the shelf is about counts so much more than the rest of the score.
OWN_PULL = 3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A shelf to be: the rows that may stand on it, and a score for every row."""

    key: str
    heading: str
    rows: Sequence[int]
    scores: Floats
    lead: Lead = None
    tell: Callable[[Pick], Pick] | None = None

    def told(self, pick: Pick) -> Pick:
        return self.tell(pick) if self.tell else pick


def plans(ranked: Ranked, chance: random.Random) -> Iterator[Plan]:
    yield _best(ranked)
    yield from _loved(ranked, chance)
    yield from _groups(ranked)
    yield from _person(ranked)
    yield from _keyword(ranked)
    yield from _weeknight(ranked)
    yield _recent(ranked)
    yield from _unusual(ranked, chance)


def _best(ranked: Ranked) -> Plan:
    count = ranked.taste.ratings
    if ranked.taste.is_blank:
        heading = _("Well known, and a good start")
    elif not count:
        heading = _("A first guess from what you picked")
    else:
        heading = ngettext(
            "Your best matches, from %(count)d rating",
            "Your best matches, from %(count)d ratings",
            count,
        ) % {"count": count}
    return Plan("best", heading, range(len(ranked.facts)), ranked.scores)


def _loved(ranked: Ranked, chance: random.Random) -> Iterator[Plan]:
    stars = ranked.taste.stars
    loved = [
        said
        for said in ranked.taste.learned.evidence
        if said.kind == ReasonKind.FILM and stars[int(said.key)] >= LOVED_FROM_STARS
    ]
    pool = sorted(loved, key=strength_of, reverse=True)[:LOVED_POOL]
    leads = chance.sample(pool, min(LOVED_SHELVES, len(pool)))
    wanted = [int(said.key) for said in leads]
    films = Film.objects.visible_to(ranked.viewer).only("title").in_bulk(wanted)
    for said in leads:
        film = films[int(said.key)]
        heading = _("Because you rated %(title)s %(stars)s") % {
            "title": film.title,
            "stars": wording.stars_text(stars[film.pk]),
        }
        yield _pulled(ranked, f"film-{said.key}", heading, [said])


def _groups(ranked: Ranked) -> Iterator[Plan]:
    for key in ranked.taste.profile.groups[:GROUP_SHELVES]:
        said = [one for one in ranked.taste.learned.evidence if one.key == key]
        if said:
            heading = _("“%(group)s”, as you picked") % {"group": GROUPS[key].name}
            yield _pulled(ranked, f"group-{key}", heading, said)


def _pulled(
    ranked: Ranked, key: str, heading: str, evidence: Sequence[Evidence]
) -> Plan:
    learned, facts = ranked.taste.learned, ranked.facts
    rows = np.flatnonzero(is_close(learned, facts, evidence).any(axis=1)).tolist()
    added = pull(learned, facts, evidence)
    scores = ranked.scores + OWN_PULL * added / max(float(added.max(initial=0)), 1e-6)
    return Plan(key, heading, rows, scores, (evidence[0].kind, evidence[0].key))


def _person(ranked: Ranked) -> Iterator[Plan]:
    names = _names_of_people(ranked)
    for key, name in names.items():
        plan = _with_trait(
            ranked, "person", key, _("More from %(name)s") % {"name": name}
        )
        if len(plan.rows) >= ENOUGH_CANDIDATES:
            yield plan
            return


def _names_of_people(ranked: Ranked) -> dict[str, str]:
    keys = [key for key, _weight in _habits(ranked, "person", least=1)]
    people = Person.objects.in_bulk([int(key) for key in keys[:PEOPLE_LOOKED_AT]])
    return {key: people[int(key)].name for key in keys if int(key) in people}


def _keyword(ranked: Ranked) -> Iterator[Plan]:
    for key, _weight in _habits(ranked, "keyword", least=HABIT_FROM):
        heading = _("You keep coming back to “%(keyword)s”") % {"keyword": key}
        plan = _with_trait(ranked, "keyword", key, heading)
        if len(plan.rows) >= ENOUGH_CANDIDATES:
            yield plan
            return


def _habits(ranked: Ranked, kind: str, *, least: int) -> list[tuple[str, float]]:
    """Liked traits with so many liked ratings behind them, the strongest first."""
    learned = ranked.taste.learned
    habits = []
    for key, weight in learned.weights[kind].items():
        witnesses = learned.witnesses[kind].get(key, [])
        liked = [
            said for said in witnesses if said.pleasure > 0 and said.kind == "film"
        ]
        if weight > 0 and len(liked) >= least:
            habits.append((key, weight))
    return sorted(habits, key=lambda habit: -habit[1])


def _with_trait(ranked: Ranked, kind: str, key: str, heading: str) -> Plan:
    rows = ranked.facts.traits[kind].rows_with(key)
    return Plan(f"{kind}-{key}", heading, rows, ranked.scores, (kind, key))


def _weeknight(ranked: Ranked) -> Iterator[Plan]:
    longest = ranked.taste.profile.runtime_max
    if longest is None:
        return
    runtimes = ranked.facts.runtimes
    rows = np.flatnonzero((runtimes > 0) & (runtimes <= longest)).tolist()
    heading = _("For a weeknight: %(minutes)d minutes at most") % {"minutes": longest}
    yield Plan("weeknight", heading, rows, ranked.scores)


def _recent(ranked: Ranked) -> Plan:
    since = timezone.localdate().year - NEW_YEARS
    rows = np.flatnonzero(ranked.facts.years >= since).tolist()
    heading = _("Recent: %(year)d and later") % {"year": since}
    return Plan("recent", heading, rows, ranked.scores)


def _unusual(ranked: Ranked, chance: random.Random) -> Iterator[Plan]:
    """Good films of the genres this person hardly ever rates, labelled as that."""
    learned, total = ranked.taste.learned, ranked.taste.ratings
    if total < EXPLORE_FROM_RATINGS:
        return
    rated = Counter(
        genre
        for said in learned.evidence
        if said.kind == ReasonKind.FILM
        for genre in learned.facts.traits["genre"][said.row]
    )
    rare = {
        row: keys[0]
        for row, keys in enumerate(ranked.facts.traits["genre"])
        if keys and rated[keys[0]] < UNUSUAL_SHARE * total
    }
    scores = np.square(ranked.facts.fame) + ranked.facts.quality
    scores += np.array([chance.random() for _row in scores], np.float32)
    names = genre_names() if rare else {}
    genres = {ranked.facts.ids[row]: names[key] for row, key in rare.items()}

    def tell(pick: Pick) -> Pick:
        text = wording.outside_usual(pick.film, genres[pick.film.pk])
        reason = Reason(ReasonKind.EXPLORE, text)
        return replace(pick, reasons=(reason, *pick.reasons[:2]))

    yield Plan("unusual", _("Outside your usual"), list(rare), scores, tell=tell)
