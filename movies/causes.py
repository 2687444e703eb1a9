"""What raised a film's score: the parts of the sum, by name. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from movies.ranking import (
    SLIDER_WEIGHT,
    SLIDERS,
    TRAIT_WEIGHTS,
    Evidence,
    Facts,
    Taste,
    facts_at,
    moved_by_sliders,
    nearness,
    popularity_of,
    strength_of,
    sum_of_traits,
)
from movies.traits import Floats

# From here on two films may be called close to each other.
CLOSE_COSINE = 0.4
# A film so far to one side, of the way a slider counts, may be called newer or heavier.
PLAINLY = 0.5


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that raised a film's score, by how much, and the films it came from."""

    kind: str
    key: str
    strength: float
    films: tuple[int, ...] = ()


def pull(taste: Taste, facts: Facts, evidence: Sequence[Evidence]) -> Floats:
    """Return (n,): what these of the things said add to each film's score."""
    total = nearness(taste, facts, evidence).sum(axis=1)
    for kind in TRAIT_WEIGHTS:
        shares = _trait_shares(taste, kind, evidence)
        total += sum_of_traits(shares, facts, kind)
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
    content = nearness(taste, picked, taste.evidence)
    close = is_close(taste, picked, taste.evidence)
    popularity = popularity_of(taste, picked)
    sliders = moved_by_sliders(taste, picked)
    found = []
    for row in range(len(picked)):
        film = _trait_causes(taste, picked, row)
        film += _evidence_causes(taste, picked, row, content[row], close[row])
        film.append(Cause("popular", "", float(popularity[row])))
        film += _slider_causes(taste, sliders[:, row])
        film = [cause for cause in film if cause.strength > 0]
        found.append(sorted(film, key=lambda cause: -cause.strength))
    return found


def _slider_causes(taste: Taste, moved: Floats) -> list[Cause]:
    """A slider is named where the film lies plainly on the side it was moved to."""
    return [
        Cause("slider", name, float(by))
        for name, by in zip(SLIDERS, moved, strict=True)
        if by >= PLAINLY * SLIDER_WEIGHT * abs(taste.sliders[name]) / 2
    ]


def _trait_shares(
    taste: Taste, kind: str, evidence: Sequence[Evidence]
) -> dict[str, float]:
    """The part of each liked trait's weight that comes from these things said."""
    _weight, doubt = TRAIT_WEIGHTS[kind]
    weights = taste.weights[kind]
    shares: dict[str, float] = {}
    for said in evidence:
        for key in taste.facts.traits[kind][said.row]:
            # Not so where a correction took the weight away.
            if weights[key] <= 0:
                continue
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
