"""Work of the movies app that no page waits for. Every task may run twice."""

from celery import shared_task

from movies import indexing
from movies.vocabulary import refresh_vocabulary


@shared_task
def reindex_films(film_ids: list[int]) -> None:
    """Make films findable again, by words and by meaning, after a name changed."""
    indexing.index_films(film_ids)
    indexing.embed_films(film_ids)


@shared_task
def embed_films(film_ids: list[int]) -> int:
    """Make the vectors of these films whose text changed."""
    return indexing.embed_films(film_ids)


@shared_task
def count_words() -> None:
    """Count the catalogue's words again (for spelling and search ranks)."""
    refresh_vocabulary()
