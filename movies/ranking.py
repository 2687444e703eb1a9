"""How well films suit a taste: arrays in, arrays out, no Django.

The score is a plain sum, so that what moved it can be named (movies.causes): how well
known a film is, how near its text is to films the person spoke about, what it shares
with them (traits), and the sliders. All parts shrink towards nothing while little was
said: a new person gets the well-known films first, and taste takes over as it grows.

The weights were found by random search on half of the people of MovieLens latest-small
who rated films of the starter catalogue (5, 10 and 20 ratings given, the rest ranked)
and checked on the other half.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from movies.traits import Floats, Traits

# A rating of so many stars says nothing either way; a star is so much pleasure.
NEUTRAL_STARS = 3.25
STARS_SPAN = 1.75
# What was disliked tells less about the next film than what was loved.
DISLIKE_SHARE = 0.5

FAME_WEIGHT = 1.5
SITE_WEIGHT = 0.5
CONTENT_WEIGHT = 1.0
# Two film texts with nothing in common still have a cosine of about this much.
UNRELATED_COSINE = 0.25
# (weight in the score, doubt: so many indifferent films are imagined beside the real).
TRAIT_WEIGHTS: Mapping[str, tuple[float, float]] = {
    "genre": (0.6, 6.0),
    "keyword": (0.25, 1.0),
    "person": (1.2, 4.0),
    "decade": (0.2, 3.0),
}
SLIDER_WEIGHT = 0.35
OBSCURE_STEP = 0.6
LESS_STEP = 0.2
LESS_SHARE = 0.3

SLIDERS = ("newer", "heavier", "obscure")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of n films; row i of every field is the same film.

    vectors: (n, 384) unit rows, a zero row where there is none yet. fame: 0 to 1.
    quality: mean rating on this site, shrunk, -1 to 1. years, runtimes (minutes): 0
    where unknown. heaviness: -1 (light) to 1. series: equal for films of one series.
    traits: kind -> the film's keys of that kind.
    """

    ids: Sequence[int]
    vectors: Floats
    fame: Floats
    quality: Floats
    years: Floats
    runtimes: Floats
    heaviness: Floats
    series: Sequence[str]
    traits: Mapping[str, Traits]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a person said: of which row of the facts, and how it pleased, -1 to 1.

    kind and key are how a reason names it; trust is how much of a rating it is worth.
    """

    row: int
    kind: str
    key: str
    pleasure: float
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Taste:
    """All a person said, and what follows from it (`learn`)."""

    facts: Facts
    evidence: Sequence[Evidence]
    # By kind and key of a trait: its weight, and the evidence for it, the best first.
    weights: Mapping[str, Mapping[str, float]]
    witnesses: Mapping[str, Mapping[str, Sequence[Evidence]]]
    sliders: Mapping[str, int]
    fame_share: float


def pleasure(stars: float) -> float:
    """Map stars to -0.79..1 around the neutral rating."""
    return (stars - NEUTRAL_STARS) / STARS_SPAN


def learn(
    facts: Facts,
    evidence: Sequence[Evidence],
    corrections: Mapping[tuple[str, str], str],
    sliders: Mapping[str, int],
) -> Taste:
    """Weigh traits by the evidence. Corrections map (kind, key) to less or wrong."""
    kept = [_corrected(said, corrections) for said in evidence]
    kept = [said for said in kept if said.trust > 0]
    witnesses: dict[str, dict[str, list[Evidence]]] = {}
    weights: dict[str, dict[str, float]] = {}
    for kind, (_weight, doubt) in TRAIT_WEIGHTS.items():
        found = witnesses[kind] = _witnesses(facts.traits[kind], kept)
        weights[kind] = {key: _mean(said, doubt) for key, said in found.items()}
    for (kind, key), verdict in corrections.items():
        if kind in weights:
            weight = weights[kind].get(key, 0.0)
            less = min(weight, weight / 2 - LESS_STEP)
            weights[kind][key] = less if verdict == "less" else min(weight, 0.0)
    unknown = ("popular", "") in corrections
    share = 1 - OBSCURE_STEP * sliders["obscure"]
    fame_share = share * LESS_SHARE if unknown and share > 0 else share
    return Taste(facts, kept, weights, witnesses, sliders, fame_share)


def score(taste: Taste, facts: Facts) -> Floats:
    """Return (n,) float32: the higher, the better the film suits."""
    total = popularity_of(taste, facts) + moved_by_sliders(taste, facts).sum(axis=0)
    total += nearness(taste, facts, taste.evidence).sum(axis=1)
    for kind in TRAIT_WEIGHTS:
        total += sum_of_traits(taste.weights[kind], facts, kind)
    return total.astype(np.float32)


def centre(taste: Taste) -> Floats | None:
    """Return the unit vector the liked texts lie around, None where none has one."""
    loved = [said for said in taste.evidence if said.pleasure > 0]
    rows = [said.row for said in loved]
    weights = np.array([strength_of(said) for said in loved], np.float32)
    vector = weights @ taste.facts.vectors[rows]
    length = float(np.linalg.norm(vector))
    return vector / length if length else None


def diversify(
    scores: Floats, vectors: Floats, series: Sequence[str], n: int, *, variety: float
) -> list[int]:
    """Return up to n rows, best first, each unlike those before it, one of a series.

    Maximal marginal relevance (Carbonell and Goldstein, 1998) over scores as they are.
    Of one series are films whose titles say so and whose texts have much in common.
    """
    left = list(np.argsort(-scores, kind="stable"))
    likeness = np.zeros(len(scores), np.float32)
    chosen: list[int] = []
    while left and len(chosen) < n:
        best = max(left, key=lambda row: scores[row] - variety * likeness[row])
        chosen.append(int(best))
        near = vectors @ vectors[best]
        left = [
            row
            for row in left
            if row != best
            and not (series[row] == series[best] and near[row] > UNRELATED_COSINE)
        ]
        likeness = np.maximum(likeness, near)
    return chosen


def facts_at(facts: Facts, rows: Sequence[int]) -> Facts:
    """Return the facts of these rows only, in this order."""
    index = np.asarray(rows, np.intp)
    return Facts(
        ids=[facts.ids[row] for row in rows],
        vectors=facts.vectors[index],
        fame=facts.fame[index],
        quality=facts.quality[index],
        years=facts.years[index],
        runtimes=facts.runtimes[index],
        heaviness=facts.heaviness[index],
        series=[facts.series[row] for row in rows],
        traits={kind: traits.at(rows) for kind, traits in facts.traits.items()},
    )


def strength_of(said: Evidence) -> float:
    """Return how far one thing said counts, dislikes less than likes."""
    share = 1.0 if said.pleasure > 0 else DISLIKE_SHARE
    return said.pleasure * said.trust * share


def _corrected(said: Evidence, corrections: Mapping[tuple[str, str], str]) -> Evidence:
    verdict = corrections.get((said.kind, said.key))
    share = {None: 1.0, "less": LESS_SHARE, "wrong": 0.0}[verdict]
    return Evidence(said.row, said.kind, said.key, said.pleasure, said.trust * share)


def _witnesses(
    traits: Traits, evidence: Sequence[Evidence]
) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for said in sorted(evidence, key=strength_of, reverse=True):
        for key in traits[said.row]:
            found.setdefault(key, []).append(said)
    return found


def _mean(said: Sequence[Evidence], doubt: float) -> float:
    trust = sum(one.trust for one in said)
    return sum(map(strength_of, said)) / (trust + doubt)


def popularity_of(taste: Taste, facts: Facts) -> Floats:
    # Squared, for fame is a rank: from 90 to 95 is a longer way than from 40 to 45.
    known = FAME_WEIGHT * np.square(facts.fame) * taste.fame_share
    return np.asarray(known + SITE_WEIGHT * facts.quality, np.float32)


def moved_by_sliders(taste: Taste, facts: Facts) -> Floats:
    """(3, n): what each slider adds; the obscure one acts on the popularity."""
    dated = np.where(facts.years > 0, (facts.years - 1990) / 30, 0)
    newer = taste.sliders["newer"] / 2 * np.clip(dated, -1, 1)
    heavier = taste.sliders["heavier"] / 2 * facts.heaviness
    moved = np.stack([newer, heavier, np.zeros_like(newer)])
    return np.asarray(SLIDER_WEIGHT * moved, np.float32)


def nearness(taste: Taste, facts: Facts, evidence: Sequence[Evidence]) -> Floats:
    """(n, m): what each of m things said adds by the nearness of the texts."""
    rows = np.array([one.row for one in evidence], np.intp)
    said = taste.facts.vectors[rows]
    near = np.maximum(facts.vectors @ said.T - UNRELATED_COSINE, 0)
    strengths = np.array([strength_of(one) for one in evidence], np.float32)
    trust = sum(one.trust for one in taste.evidence)
    scale = CONTENT_WEIGHT / (1 - UNRELATED_COSINE) / max(trust, 1) ** 0.5
    return near * strengths * np.float32(scale)


def sum_of_traits(weights: Mapping[str, float], facts: Facts, kind: str) -> Floats:
    weight, _doubt = TRAIT_WEIGHTS[kind]
    return np.float32(weight) * facts.traits[kind].sums(weights)
