"""Which films have which genres, people, keywords: both ways round. No Django."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Traits:
    """The keys of one kind for n films: by film, and films by key."""

    def __init__(self, keys: Sequence[Sequence[str]]) -> None:
        self._keys = keys

    def __getitem__(self, row: int) -> Sequence[str]:
        return self._keys[row]

    def __iter__(self) -> Iterator[Sequence[str]]:
        return iter(self._keys)

    def at(self, rows: Sequence[int]) -> "Traits":
        return Traits([self._keys[row] for row in rows])

    def rows_with(self, key: str) -> Sequence[int]:
        return self._rows.get(key, [])

    def sums(self, weights: Mapping[str, float]) -> Floats:
        """(n,): the weights of each film's keys, damped where it has many."""
        total = np.zeros(len(self._keys), np.float32)
        for key in weights.keys() & self._rows.keys():
            total[self._rows[key]] += weights[key]
        return total * self._damping

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row, keys in enumerate(self._keys):
            for key in keys:
                rows.setdefault(key, []).append(row)
        return rows

    @cached_property
    def _damping(self) -> Floats:
        counts = np.array([len(keys) for keys in self._keys], np.float32)
        return np.asarray(1 / np.sqrt(np.maximum(counts, 1)), np.float32)
