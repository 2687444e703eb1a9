"""How often the answer cache recognises a question said otherwise, and is mistaken."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chat.briefing import films_asked_for
from chat.paraphrase import meaning_of
from movies.folding import fold
from movies.understanding import understand
from providers.cache import are_near
from providers.embeddings import embed

PAIRS = Path(__file__).parent / "paraphrases.tsv"
SAME, DIFFERENT = "same", "different"


class BadPairError(ValueError):
    """A line is not label, one question and another with tabs between them."""


@dataclass(frozen=True, slots=True)
class Pair:
    label: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Judged:
    pair: Pair
    likeness: float
    hit: bool


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Raises BadPairError with the number of the line."""
    pairs = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] not in (SAME, DIFFERENT):
            raise BadPairError(
                f"{path}, line {number}: expected “same” or “different” and two "
                "questions with tabs between them."
            )
        pairs.append(Pair(*cells))
    return pairs


def judge(pairs: Iterable[Pair]) -> list[Judged]:
    """Ask of each pair whether one's answer would be given to the other."""
    pairs = list(pairs)
    ones = embed([pair.one for pair in pairs])
    others = embed([pair.other for pair in pairs])
    return [
        _judged(pair, one, other)
        for pair, one, other in zip(pairs, ones, others, strict=True)
    ]


def report(judged: Iterable[Judged]) -> dict[str, Any]:
    """Return the share of same pairs recognised, and every mistake by its words."""
    judged = list(judged)
    same = [each for each in judged if each.pair.label == SAME]
    different = [each for each in judged if each.pair.label == DIFFERENT]
    false = [each for each in different if each.hit]
    return {
        "same": len(same),
        "hit_rate": round(sum(each.hit for each in same) / max(len(same), 1), 4),
        "different": len(different),
        "false_hits": len(false),
        "false_hit_rate": round(len(false) / max(len(different), 1), 4),
        "mistaken": [_row(each) for each in false],
        "missed": [_row(each) for each in same if not each.hit],
    }


def _judged(pair: Pair, one: NDArray[np.float32], other: NDArray[np.float32]) -> Judged:
    hit = fold(pair.one) == fold(pair.other) or (
        _meaning(pair.one) == _meaning(pair.other) and are_near(one, other)
    )
    return Judged(pair, round(float(one @ other), 3), hit)


def _meaning(question: str) -> str:
    return meaning_of(question, understand(question), films_asked_for(question))


def _row(judged: Judged) -> dict[str, Any]:
    return {
        "one": judged.pair.one,
        "other": judged.pair.other,
        "likeness": judged.likeness,
    }
