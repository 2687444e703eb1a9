"""Text to vectors, from weights on this machine."""

import sys
from pathlib import Path

import numpy as np
import pytest

from providers import embeddings


def test_rows_are_unit_vectors_of_384_floats() -> None:
    vectors = embeddings.embed(["a heist in Los Angeles", "", "日本 🎬"])
    assert vectors.shape == (3, embeddings.DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_like_meanings_lie_close() -> None:
    shark, jaws, waltz = embeddings.embed(
        ["a shark attacks swimmers", "a great white eats bathers", "couples at a ball"]
    )
    assert shark @ jaws > shark @ waltz


def test_no_text_gives_no_row() -> None:
    assert embeddings.embed([]).shape == (0, embeddings.DIMENSIONS)


def test_the_package_of_the_weights_is_never_imported() -> None:
    embeddings.warm()
    assert embeddings.PACKAGE not in sys.modules


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(embeddings.EmbeddingsUnavailableError, match="reinstall"):
        embeddings.load(tmp_path)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    with pytest.raises(
        embeddings.EmbeddingsUnavailableError, match="published all-MiniLM"
    ):
        embeddings.load(tmp_path)
