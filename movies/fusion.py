"""Several rankings become one: reciprocal rank fusion. Plain Python."""

from collections import defaultdict
from collections.abc import Collection, Iterable


def fuse(rankings: Iterable[tuple[float, Collection[int]]], k: float) -> list[int]:
    """Return ids by the sum of weight / (k + rank) over (weight, ids best first).

    Cormack, Clarke and Buettcher 2009. The earlier ranking breaks ties.
    """
    scores: dict[int, float] = defaultdict(float)
    for weight, ids in rankings:
        for rank, film in enumerate(ids, start=1):
            scores[film] += weight / (k + rank)
    return sorted(scores, key=lambda film: -scores[film])
