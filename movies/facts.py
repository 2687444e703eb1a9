"""Films from the database as arrays for `movies.ranking`, in one query."""

from collections.abc import Iterable

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BinaryField, CharField, F, Func, OuterRef
from django.db.models.functions import Cast

from movies.axes import mood
from movies.models import Credit, FilmGenre, FilmQuerySet, Keyword
from movies.ranking import NEUTRAL_STARS, Facts, Floats, pleasure
from movies.series import series_of
from providers.embeddings import DIMENSIONS

# Means of fewer ratings than this lean towards the neutral rating.
SITE_DOUBT = 10

_OF_FILM = {"film": OuterRef("pk")}
_COLUMNS = {
    # pgvector's own binary form: 20 times faster to read than its text.
    "vector": Func(F("embedding"), function="vector_send", output_field=BinaryField()),
    "genre_slugs": ArraySubquery(
        FilmGenre.objects.filter(**_OF_FILM).order_by("position").values("genre__slug")
    ),
    "person_ids": ArraySubquery(
        Credit.objects.filter(
            **_OF_FILM, role__in=[Credit.Role.DIRECTOR, Credit.Role.CAST]
        )
        .order_by("position")
        .annotate(key=Cast("person_id", CharField()))
        .values("key")
    ),
    "keyword_names": ArraySubquery(
        Keyword.objects.filter(films=OuterRef("pk")).order_by().values("name")
    ),
}
_PLAIN = ("pk", "title", "fame", "year", "runtime_min", "ratings_count", "ratings_mean")


def facts_of(films: FilmQuerySet) -> Facts:
    rows = list(films.order_by().annotate(**_COLUMNS).values_list(*_PLAIN, *_COLUMNS))
    columns = list(zip(*rows, strict=True)) or [()] * (len(_PLAIN) + len(_COLUMNS))
    (
        ids,
        titles,
        fame,
        years,
        runtimes,
        counts,
        means,
        vectors,
        genres,
        people,
        keywords,
    ) = columns
    return Facts(
        ids=ids,
        vectors=_unit_rows(vectors),
        fame=np.array(fame, np.float32) / np.float32(100),
        quality=_quality(counts, means),
        years=np.array([year or 0 for year in years], np.float32),
        runtimes=np.array([minutes or 0 for minutes in runtimes], np.float32),
        heaviness=np.array(
            [
                mood(slugs, words).heaviness
                for slugs, words in zip(genres, keywords, strict=True)
            ],
            np.float32,
        ),
        series=[series_of(title) for title in titles],
        traits={
            "genre": genres,
            "person": [list(dict.fromkeys(keys)) for keys in people],
            "keyword": keywords,
            "decade": [[str(year // 10 * 10)] if year else [] for year in years],
        },
    )


def _unit_rows(packed: Iterable[bytes | None]) -> Floats:
    """(n, 384): vector_send writes two int16 (dimensions, unused), then floats."""
    missing = bytes(DIMENSIONS * 4)
    rows = b"".join(missing if row is None else row[4:] for row in packed)
    return np.frombuffer(rows, ">f4").reshape(-1, DIMENSIONS).astype(np.float32)


def _quality(counts: Iterable[int], means: Iterable[float | None]) -> Floats:
    """Mean ratings as pleasure, shrunk towards neutral while few people rated."""
    return np.array(
        [
            pleasure(NEUTRAL_STARS if mean is None else mean)
            * count
            / (count + SITE_DOUBT)
            for count, mean in zip(counts, means, strict=True)
        ],
        np.float32,
    )
