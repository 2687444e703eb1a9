"""How well films suit a taste: arrays in, arrays out, no Django.

The score is a plain sum, so that what moved it can be named (`causes`): how well known
a film is, how near its text is to films the person spoke about, what it shares with
them (traits), and the sliders. All parts shrink towards nothing while little was said,
so a new person gets the well-known films first, and taste takes over as it grows.

The weights were found by random search on half of the people of MovieLens latest-small
who rated films of the starter catalogue (5, 10 and 20 ratings given, the rest ranked)
and checked on the other half.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

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
# From here on two films may be called close to each other.
CLOSE_COSINE = 0.4
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
    traits: Mapping[str, Sequence[Sequence[str]]]

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


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that raised a film's score, by how much, and the films it came from."""

    kind: str
    key: str
    strength: float
    films: tuple[int, ...] = ()


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
    total = _popularity(taste, facts) + _sliders(taste, facts).sum(axis=0)
    total += _nearness(taste, facts, taste.evidence).sum(axis=1)
    for kind in TRAIT_WEIGHTS:
        total += _traits(taste.weights[kind], facts, kind)
    return total.astype(np.float32)


def centre(taste: Taste) -> Floats | None:
    """Return the unit vector the liked texts lie around, None where none has one."""
    loved = [said for said in taste.evidence if said.pleasure > 0]
    rows = [said.row for said in loved]
    weights = np.array([strength_of(said) for said in loved], np.float32)
    vector = weights @ taste.facts.vectors[rows]
    length = float(np.linalg.norm(vector))
    return vector / length if length else None


def pull(taste: Taste, facts: Facts, evidence: Sequence[Evidence]) -> Floats:
    """Return (n,): what these of the things said add to each film's score."""
    total = _nearness(taste, facts, evidence).sum(axis=1)
    for kind in TRAIT_WEIGHTS:
        shares = _trait_shares(taste, kind, evidence)
        total += _traits(shares, facts, kind)
    return total.astype(np.float32)


def is_close(
    taste: Taste, facts: Facts, evidence: Sequence[Evidence]
) -> NDArray[np.bool_]:
    """Return (n, m): whether the texts are near enough to call the films close."""
    rows = np.array([said.row for said in evidence], np.intp)
    return facts.vectors @ taste.facts.vectors[rows].T >= CLOSE_COSINE


def causes(taste: Taste, facts: Facts, rows: Sequence[int]) -> list[list[Cause]]:
    """Return, for each of these rows, what raised its score, the strongest first."""
    picked = facts_at(facts, rows)
    content = _nearness(taste, picked, taste.evidence)
    close = is_close(taste, picked, taste.evidence)
    popularity = _popularity(taste, picked)
    sliders = _sliders(taste, picked)
    found = []
    for row in range(len(picked)):
        film = _trait_causes(taste, picked, row)
        film += _evidence_causes(taste, picked, row, content[row], close[row])
        film.append(Cause("popular", "", float(popularity[row])))
        film += [
            Cause("slider", name, float(moved))
            for name, moved in zip(SLIDERS, sliders[:, row], strict=True)
        ]
        film = [cause for cause in film if cause.strength > 0]
        found.append(sorted(film, key=lambda cause: -cause.strength))
    return found


def diversify(
    scores: Floats, vectors: Floats, series: Sequence[str], n: int, *, variety: float
) -> list[int]:
    """Return up to n rows, best first, each unlike those before it, one of a series.

    Maximal marginal relevance (Carbonell and Goldstein, 1998) over scores as they are.
    """
    left = list(np.argsort(-scores, kind="stable"))
    likeness = np.zeros(len(scores), np.float32)
    chosen: list[int] = []
    used: set[str] = set()
    while left and len(chosen) < n:
        best = max(left, key=lambda row: scores[row] - variety * likeness[row])
        chosen.append(int(best))
        used.add(series[best])
        left = [row for row in left if series[row] not in used]
        likeness = np.maximum(likeness, vectors @ vectors[best])
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
        traits={
            kind: [keys[row] for row in rows] for kind, keys in facts.traits.items()
        },
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
    traits: Sequence[Sequence[str]], evidence: Sequence[Evidence]
) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for said in sorted(evidence, key=strength_of, reverse=True):
        for key in traits[said.row]:
            found.setdefault(key, []).append(said)
    return found


def _mean(said: Sequence[Evidence], doubt: float) -> float:
    trust = sum(one.trust for one in said)
    return sum(map(strength_of, said)) / (trust + doubt)


def _popularity(taste: Taste, facts: Facts) -> Floats:
    # Squared, for fame is a rank: from 90 to 95 is a longer way than from 40 to 45.
    known = FAME_WEIGHT * np.square(facts.fame) * taste.fame_share
    return np.asarray(known + SITE_WEIGHT * facts.quality, np.float32)


def _sliders(taste: Taste, facts: Facts) -> Floats:
    """(3, n): what each slider adds; the obscure one acts on the popularity."""
    dated = np.where(facts.years > 0, (facts.years - 1990) / 30, 0)
    newer = taste.sliders["newer"] / 2 * np.clip(dated, -1, 1)
    heavier = taste.sliders["heavier"] / 2 * facts.heaviness
    moved = np.stack([newer, heavier, np.zeros_like(newer)])
    return np.asarray(SLIDER_WEIGHT * moved, np.float32)


def _nearness(taste: Taste, facts: Facts, evidence: Sequence[Evidence]) -> Floats:
    """(n, m): what each of m things said adds by the nearness of the texts."""
    rows = np.array([one.row for one in evidence], np.intp)
    said = taste.facts.vectors[rows]
    near = np.maximum(facts.vectors @ said.T - UNRELATED_COSINE, 0)
    strengths = np.array([strength_of(one) for one in evidence], np.float32)
    trust = sum(one.trust for one in taste.evidence)
    scale = CONTENT_WEIGHT / (1 - UNRELATED_COSINE) / max(trust, 1) ** 0.5
    return near * strengths * np.float32(scale)


def _traits(weights: Mapping[str, float], facts: Facts, kind: str) -> Floats:
    weight, _doubt = TRAIT_WEIGHTS[kind]
    return weight * np.array(
        [
            sum(weights.get(key, 0.0) for key in keys) / max(len(keys), 1) ** 0.5
            for keys in facts.traits[kind]
        ],
        np.float32,
    )


def _trait_shares(
    taste: Taste, kind: str, evidence: Sequence[Evidence]
) -> dict[str, float]:
    """The part of each trait's weight that comes from these things said."""
    _weight, doubt = TRAIT_WEIGHTS[kind]
    shares: dict[str, float] = {}
    for said in evidence:
        for key in taste.facts.traits[kind][said.row]:
            trust = sum(one.trust for one in taste.witnesses[kind][key]) + doubt
            shares[key] = shares.get(key, 0.0) + strength_of(said) / trust
    return shares


def _trait_causes(taste: Taste, facts: Facts, row: int) -> list[Cause]:
    found = []
    for kind, (weight, _doubt) in TRAIT_WEIGHTS.items():
        keys = facts.traits[kind][row]
        for key in keys:
            loved = [
                taste.facts.ids[said.row]
                for said in taste.witnesses[kind].get(key, [])
                if said.pleasure > 0
            ]
            strength = weight * taste.weights[kind].get(key, 0.0) / len(keys) ** 0.5
            found.append(Cause(kind, key, strength, tuple(loved)))
    return [cause for cause in found if cause.films]


def _evidence_causes(
    taste: Taste,
    facts: Facts,
    row: int,
    content: Floats,
    close: NDArray[np.bool_],
) -> list[Cause]:
    """What each liked film close to this one added, by its text and common traits."""
    liked = [
        index
        for index, said in enumerate(taste.evidence)
        if said.pleasure > 0 and close[index]
    ]
    strengths: dict[tuple[str, str], float] = {}
    films: dict[tuple[str, str], list[int]] = {}
    for index in sorted(liked, key=lambda index: -content[index]):
        said = taste.evidence[index]
        added = float(content[index]) + _shared(taste, facts, row, said)
        strengths[said.kind, said.key] = strengths.get((said.kind, said.key), 0) + added
        films.setdefault((said.kind, said.key), []).append(taste.facts.ids[said.row])
    return [Cause(*name, strengths[name], tuple(films[name])) for name in strengths]


def _shared(taste: Taste, facts: Facts, row: int, said: Evidence) -> float:
    """What one thing said added to a film by the traits its own film shares with it."""
    total = 0.0
    for kind, (weight, _doubt) in TRAIT_WEIGHTS.items():
        keys = facts.traits[kind][row]
        shares = _trait_shares(taste, kind, [said])
        common = sum(shares.get(key, 0.0) for key in keys)
        total += weight * common / max(len(keys), 1) ** 0.5
    return total
