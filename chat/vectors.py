"""Lines as vectors, or none while the weights are missing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from providers.embeddings import EmbeddingsUnavailableError, embed

Vector = NDArray[np.float32]


def vector_of(text: str) -> Vector | None:
    """Return a unit row, or None: what is compared by it is then found otherwise."""
    return vectors_of([text])[0]


def vectors_of(texts: list[str]) -> Sequence[Vector | None]:
    try:
        return list(embed(texts))
    except EmbeddingsUnavailableError:
        return [None] * len(texts)
