"""The starter catalogue comes in: the films that ship with the site.

A film is known by its IMDb id. The digest of its line is kept with it, so that a line
is loaded once: what staff edited stays until that line changes in a later version,
which then replaces the edits.
"""

from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from movies import catalogue_links
from movies.catalogue_entries import STARTER, Entry, read
from movies.certification import strictest
from movies.indexing import index_films
from movies.models import ExternalId, Film
from movies.vocabulary import refresh_vocabulary

BATCH = 250
FACTS = (
    "title", "original_title", "year", "runtime_min", "countries", "language",
    "synopsis", "fame",
)  # fmt: skip

Progress = Callable[[int, int], None]


def load_starter(progress: Progress | None = None, folder: Path = STARTER) -> int:
    """Load what is new or changed in the folder; return how many films that was.

    `progress` is called with (films done, films in all). The vectors are made after it,
    by `manage.py embed` or the worker.
    """
    known = set(Film.objects.values_list("starter_digest", flat=True))
    entries = [entry for entry in read(folder) if entry["digest"] not in known]
    for start in range(0, len(entries), BATCH):
        _load(entries[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(entries)), len(entries))
    if entries:
        refresh_vocabulary()
        _refresh_statistics()
    return len(entries)


@transaction.atomic
def _load(entries: list[Entry]) -> None:
    imdb_ids = [entry["ids"]["imdb"] for entry in entries]
    known = dict(
        ExternalId.objects.filter(
            source=ExternalId.Source.IMDB, value__in=imdb_ids
        ).values_list("value", "film_id")
    )
    new = [_film(e) for e in entries if e["ids"]["imdb"] not in known]
    Film.objects.bulk_create(new)
    changed = [
        _film(e, known[e["ids"]["imdb"]]) for e in entries if e["ids"]["imdb"] in known
    ]
    Film.objects.bulk_update(
        changed, [*FACTS, "min_age", "starter_digest", "updated_at"]
    )
    by_digest = {entry["digest"]: entry for entry in entries}
    loaded = {film.pk: by_digest[film.starter_digest] for film in (*new, *changed)}
    catalogue_links.replace(loaded)
    index_films(loaded, vocabulary=False)


def _film(entry: Entry, pk: int | None = None) -> Film:
    return Film(
        pk=pk,
        min_age=strictest(entry["certifications"].items()),
        starter_digest=entry["digest"],
        updated_at=timezone.now(),
        **{name: value for name, value in entry.items() if name in FACTS},
    )


def _refresh_statistics() -> None:
    # The planner chooses between "famous films first" and "films with this word first"
    # by them, and autovacuum would come only a minute later.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE movies_film, movies_person, movies_credit, movies_word")
