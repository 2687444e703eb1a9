"""Embedding films costs what the model costs."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from bench.result import Result, times_ms
from movies.catalogue_entries import read
from providers import embeddings

TEXTS = 128


def measure() -> Iterator[Result]:
    texts = [
        f"{entry['title']}\n{entry['synopsis']}" for entry in islice(read(), TEXTS)
    ]
    model = embeddings.load(embeddings.weights_folder())
    embeddings.embed(texts[:64])
    encode = partial(
        model.encode, batch_size=embeddings.BATCH_SIZE, show_progress_bar=False
    )
    encode(texts[:64])
    # In turns, so that what else the machine does meets both alike.
    ours, bare = [], []
    for _ in range(3):
        ours += times_ms([lambda: embeddings.embed(texts)])
        bare += times_ms([lambda: encode(texts)])
    per_second = TEXTS / min(bare) * 1000
    yield Result(
        "embedding_throughput_ratio",
        min(bare) / min(ours),
        "of model.encode",
        ">= 0.9",
        f"{per_second:.0f} texts/s bare",
    )
