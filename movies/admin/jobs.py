"""Work that an edit starts and nobody waits for."""

from functools import partial

from django.db import transaction

from movies.tasks import reindex_films


def reindex_later(film_ids: list[int]) -> None:
    # Robust: with the broker gone the edit stays saved, and the log says so.
    transaction.on_commit(partial(reindex_films.delay, film_ids), robust=True)
