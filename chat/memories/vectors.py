"""Lines as vectors, or none while the weights are missing."""

from providers.embeddings import EmbeddingsUnavailableError, embed


def vector_of(text: str) -> list[float] | None:
    """Without one a fact is still found by how recent it is."""
    return vectors_of([text])[0]


def vectors_of(texts: list[str]) -> list[list[float] | None]:
    try:
        return [list(map(float, vector)) for vector in embed(texts)]
    except EmbeddingsUnavailableError:
        return [None] * len(texts)
