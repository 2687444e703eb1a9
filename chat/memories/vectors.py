"""A line as a vector, or none while the weights are missing."""

from providers.embeddings import EmbeddingsUnavailableError, embed


def vector_of(text: str) -> list[float] | None:
    """Without one a fact is still found by how recent it is."""
    try:
        return list(map(float, embed([text])[0]))
    except EmbeddingsUnavailableError:
        return None
