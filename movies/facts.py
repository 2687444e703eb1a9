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
from django.db.models.functions import Cast

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

# When any of these changes, so may have what is kept: the digest stands for title,
# genres, keywords and synopsis.
_STAMP = {
    "people_hash": Func(
        F("search_people"), function="hashtext", output_field=IntegerField()
    )
}
_STAMPED = ("updated_at", "embedded_digest", "people_hash")
_VOLATILE = ("pk", "fame", "ratings_count", "ratings_mean")

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
    year: int
    runtime: int
    heaviness: float
    traits: Mapping[str, Sequence[str]]


_rows: OrderedDict[int, Row] = OrderedDict()
_lock = Lock()


def facts_of(films: FilmQuerySet) -> Facts:
    """Return the films' facts (one query, one more for films not met before)."""
    fresh = films.order_by().annotate(**_STAMP).values_list(*_VOLATILE, *_STAMPED)
    listed = list(fresh)
    rows = _kept_rows({pk: stamp for pk, _fame, _count, _mean, *stamp in listed})
    listed = [one for one in listed if one[0] in rows]
    ids = [one[0] for one in listed]
    known = [rows[pk] for pk in ids]
    return Facts(
        ids=ids,
        vectors=np.array([row.vector for row in known], np.float32).reshape(
            -1, DIMENSIONS
        ),
        fame=np.array([fame for _pk, fame, *_rest in listed], np.float32)
        / np.float32(100),
        quality=np.array(
            [_quality(count, mean) for _pk, _fame, count, mean, *_rest in listed],
            np.float32,
        ),
        years=np.array([row.year for row in known], np.float32),
        runtimes=np.array([row.runtime for row in known], np.float32),
        heaviness=np.array([row.heaviness for row in known], np.float32),
        series=[row.series for row in known],
        traits={
            kind: Traits([row.traits[kind] for row in known])
            for kind in ("genre", "person", "keyword", "decade")
        },
    )


def _kept_rows(stamps: Mapping[int, Sequence[Any]]) -> dict[int, Row]:
    with _lock:
        rows = {pk: _rows[pk] for pk in stamps if pk in _rows}
    stale = [
        pk
        for pk, stamp in stamps.items()
        if pk not in rows or rows[pk].stamp != tuple(stamp)
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
    films = Film.objects.filter(pk__in=film_ids).annotate(**_STAMP, **_KEPT)
    plain = ("pk", "title", "year", "runtime_min")
    return {
        pk: _row(
            tuple(rest[: len(_STAMPED)]), title, year, runtime, *rest[-len(_KEPT) :]
        )
        for pk, title, year, runtime, *rest in films.order_by().values_list(
            *plain, *_STAMPED, *_KEPT
        )
    }


def _row(
    stamp: tuple[Any, ...],
    title: str,
    year: int | None,
    runtime: int | None,
    vector: bytes | None,
    genres: list[str],
    people: list[str],
    keywords: list[str],
) -> Row:
    return Row(
        stamp,
        _unpacked(vector),
        series_of(title),
        year or 0,
        runtime or 0,
        mood(genres, keywords).heaviness,
        {
            "genre": genres,
            "person": list(dict.fromkeys(people)),
            "keyword": keywords,
            "decade": [str(year // 10 * 10)] if year else [],
        },
    )


def _unpacked(vector: bytes | None) -> Floats:
    """Read what vector_send wrote: two int16 (dimensions, unused), then floats."""
    if vector is None:
        return np.zeros(DIMENSIONS, np.float32)
    return np.frombuffer(vector, ">f4", offset=4).astype(np.float32)


def _quality(count: int, mean: float | None) -> float:
    """The mean rating as pleasure, shrunk towards neutral while few people rated."""
    stars = NEUTRAL_STARS if mean is None else mean
    return pleasure(stars) * count / (count + SITE_DOUBT)
