"""Films from the database as arrays for `movies.ranking`.

Vectors and traits are most of what a ranking reads and seldom change, so each process
keeps those of films it met (18 of 45 ms of a For You were spent on reading them again).
What changes with every rating is read every time.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BinaryField, CharField, F, Func, IntegerField, OuterRef
from django.db.models.functions import Cast, Concat

from movies.axes import mood
from movies.models import Credit, Film, FilmGenre, FilmQuerySet, Keyword
from movies.ranking import NEUTRAL_STARS, Facts, pleasure
from movies.series import series_of
from movies.traits import Floats, Traits
from providers.embeddings import DIMENSIONS

# About 4 KB each.
ROWS_KEPT = 8_000
# Means of fewer ratings than this lean towards the neutral rating.
SITE_DOUBT = 10

# When either of these changes, so may have what is kept: the words the index keeps of
# a film (movies.indexing), and the text its vector stands for.
_STAMP = {
    "words_hash": Func(
        Concat("search_titles", "search_people", "search_genres", "search_keywords"),
        function="hashtext",
        output_field=IntegerField(),
    )
}
_STAMPED = ("embedded_digest", "words_hash")
_VOLATILE = ("pk", "fame", "year", "runtime_min", "ratings_count", "ratings_mean")

_OF_FILM = {"film": OuterRef("pk")}
_ON_STAGE = [Credit.Role.DIRECTOR, Credit.Role.CAST]
_KEPT: dict[str, Any] = {
    # pgvector's own binary form: 20 times faster to read than its text.
    "vector": Func(
        F("embedding"), function="vector_send", output_field=BinaryField(null=True)
    ),
    "genre_slugs": ArraySubquery(
        FilmGenre.objects.filter(**_OF_FILM).order_by("position").values("genre__slug")
    ),
    "person_ids": ArraySubquery(
        Credit.objects.filter(**_OF_FILM, role__in=_ON_STAGE)
        .order_by("position")
        .annotate(key=Cast("person_id", CharField()))
        .values("key")
    ),
    "keyword_names": ArraySubquery(
        Keyword.objects.filter(films=OuterRef("pk")).order_by().values("name")
    ),
}


class Row(NamedTuple):
    """What is kept of one film."""

    stamp: tuple[Any, ...]
    vector: Floats
    series: str
    heaviness: float
    traits: Mapping[str, Sequence[str]]


class Volatile(NamedTuple):
    """What is read anew each time."""

    pk: int
    fame: int
    year: int | None
    runtime: int | None
    ratings: int
    mean: float | None


_rows: OrderedDict[int, Row] = OrderedDict()
_lock = Lock()


def facts_of(*films: FilmQuerySet, without: Collection[int] = ()) -> Facts:
    """Return facts of the films of all the queries, each film once.

    One query each, and one more for films this process has not met.
    """
    listed = {
        pk: (Volatile(pk, *volatile), (digest, words))
        for some in films
        for pk, *volatile, digest, words in some.annotate(**_STAMP).values_list(
            *_VOLATILE, *_STAMPED
        )
        if pk not in without
    }
    rows = _kept_rows({pk: stamp for pk, (_film, stamp) in listed.items()})
    kept = [pk for pk in listed if pk in rows]
    return _facts([listed[pk][0] for pk in kept], [rows[pk] for pk in kept])


def _facts(films: Sequence[Volatile], rows: Sequence[Row]) -> Facts:
    vectors = np.array([row.vector for row in rows], np.float32)
    return Facts(
        ids=[film.pk for film in films],
        vectors=vectors.reshape(-1, DIMENSIONS),
        fame=np.array([film.fame / 100 for film in films], np.float32),
        quality=np.array([_quality(film) for film in films], np.float32),
        years=np.array([film.year or 0 for film in films], np.float32),
        runtimes=np.array([film.runtime or 0 for film in films], np.float32),
        heaviness=np.array([row.heaviness for row in rows], np.float32),
        series=[row.series for row in rows],
        traits={
            kind: Traits([row.traits[kind] for row in rows])
            for kind in ("genre", "person", "keyword")
        }
        | {"decade": Traits([_decade(film.year) for film in films])},
    )


def _kept_rows(stamps: Mapping[int, tuple[Any, ...]]) -> dict[int, Row]:
    with _lock:
        rows = {pk: _rows[pk] for pk in stamps if pk in _rows}
    stale = [
        pk for pk, stamp in stamps.items() if pk not in rows or rows[pk].stamp != stamp
    ]
    if stale:
        read = _read(stale)
        rows |= read
        with _lock:
            _rows.update(read)
            while len(_rows) > ROWS_KEPT:
                _rows.popitem(last=False)
    return rows


def _read(film_ids: Collection[int]) -> dict[int, Row]:
    films = Film.objects.filter(pk__in=film_ids).annotate(**_STAMP, **_KEPT).order_by()
    return {
        pk: _row((digest, words), *kept)
        for pk, digest, words, *kept in films.values_list(
            "pk", *_STAMPED, "title", *_KEPT
        )
    }


def _row(
    stamp: tuple[Any, ...],
    title: str,
    vector: bytes | None,
    genres: list[str],
    people: list[str],
    keywords: list[str],
) -> Row:
    return Row(
        stamp,
        _unpacked(vector),
        series_of(title),
        mood(genres, keywords).heaviness,
        {
            "genre": genres,
            "person": list(dict.fromkeys(people)),
            "keyword": keywords,
        },
    )


def _decade(year: int | None) -> list[str]:
    return [str(year // 10 * 10)] if year else []


def _unpacked(vector: bytes | None) -> Floats:
    """Read what vector_send wrote: two int16 (dimensions, unused), then floats."""
    if vector is None:
        return np.zeros(DIMENSIONS, np.float32)
    return np.frombuffer(vector, ">f4", offset=4).astype(np.float32)


def _quality(film: Volatile) -> float:
    """The mean rating as pleasure, shrunk towards neutral while few people rated."""
    stars = NEUTRAL_STARS if film.mean is None else film.mean
    return pleasure(stars) * film.ratings / (film.ratings + SITE_DOUBT)
