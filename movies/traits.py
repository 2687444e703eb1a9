"""Which films have which genres, people, keywords: both ways round. No Django."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

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

    def rows_with(self, key: str) -> list[int]:
        vocabulary, codes, rows = self._links
        found: list[int] = rows[codes == vocabulary.get(key, -1)].tolist()
        return found

    def sums(self, weights: Mapping[str, float]) -> Floats:
        """(n,): the weights of each film's keys, damped where it has many."""
        vocabulary, codes, rows = self._links
        known = np.zeros(len(vocabulary), np.float32)
        for key, weight in weights.items():
            if key in vocabulary:
                known[vocabulary[key]] = weight
        total = np.bincount(rows, known[codes], minlength=len(self._keys))
        return np.asarray(total * self._damping, np.float32)

    @cached_property
    def _links(self) -> tuple[dict[str, int], NDArray[np.intp], NDArray[np.intp]]:
        """A number for each key, and the pairs of key number and row."""
        vocabulary: dict[str, int] = {}
        numbers = [
            vocabulary.setdefault(key, len(vocabulary))
            for key in chain.from_iterable(self._keys)
        ]
        counts = [len(keys) for keys in self._keys]
        rows = np.repeat(np.arange(len(counts)), counts)
        return vocabulary, np.array(numbers, np.intp), rows

    @cached_property
    def _damping(self) -> Floats:
        counts = np.array([len(keys) for keys in self._keys], np.float32)
        return np.asarray(1 / np.sqrt(np.maximum(counts, 1)), np.float32)
