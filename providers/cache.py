"""Answers that models gave, kept for a day: money is spent once for the same answer.

Two ways to find one. Exactly: under a key of everything the answer was written from.
By meaning: under a key of what was understood, and then only for a question near it.
Whoever asks makes the keys (chat.caching).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from django.core.cache import cache
from numpy.typing import NDArray
from prometheus_client import Counter

from providers.base import Source

Vector = NDArray[np.float32]

KEPT_S = 24 * 60 * 60
# A new shape of what is kept begins anew.
_PREFIX = "answer-1"
# Questions of one meaning by their words are this near by their vectors: measured on
# chat/evaluation/paraphrases.tsv (`manage.py cinebot paraphrases`).
NEAR = 0.5

lookups = Counter(
    "cinematch_answer_cache_lookups", "Answers looked for among those kept.", ("found",)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with its film marks, and who wrote it."""

    text: str
    source: Source


def find(key: str) -> Kept | None:
    return cache.get(f"{_PREFIX}:{key}")


def keep(key: str, kept: Kept) -> None:
    cache.set(f"{_PREFIX}:{key}", kept, KEPT_S)


def find_near(key: str, vector: Callable[[], Vector | None]) -> Kept | None:
    """Return the answer kept under a meaning if its question was near enough.

    `vector` is asked for (12 ms) only where there is something to compare with.
    """
    found = cache.get(f"{_PREFIX}-near:{key}")
    if found is None or (asking := vector()) is None:
        return None
    kept, asked = found
    return kept if are_near(np.frombuffer(asked, np.float32), asking) else None


def keep_near(key: str, vector: Vector, kept: Kept) -> None:
    cache.set(f"{_PREFIX}-near:{key}", (kept, vector.tobytes()), KEPT_S)


def are_near(one: Vector, other: Vector) -> bool:
    """Compare unit rows."""
    return float(one @ other) >= NEAR
