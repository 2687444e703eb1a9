"""The ranking by meaning: the films whose vectors are nearest to the question's."""

from collections.abc import Sequence

import numpy as np
from django.db.models import Value
from django.db.models.expressions import Combinable
from pgvector.django import CosineDistance

from movies.filmquery import FilmQuery
from movies.models import FilmQuerySet
from movies.moods import MOODS
from movies.querychips import genre_name
from providers.embeddings import embed

Vector = Sequence[float]

# How many films the ranking offers.
DEPTH = 100
# And how many where the index must pass over most films to find them.
PAGE = 24
# How much of a "like Heat, but funnier" is funnier.
BUT_SHARE = 0.6
# Limits are tried on so many neighbours first; where enough of them are within, the
# index has answered, and the limits were weighed for these only.
SAMPLE, ENOUGH = 200, 5
# Where a limit leaves so few films, reading all their vectors is the cheaper way.
FEW_FILMS = 500


def by_meaning(
    visible: FilmQuerySet, films: FilmQuerySet, vector: Vector
) -> dict[int, int]:
    """Rank `films`, the visible ones within the limits, by nearness to a vector.

    Returns the fame of each by its id, the nearest first.
    """
    if visible is films:
        return _ranked(_by_index(films, vector, DEPTH), vector)
    sample = _by_index(visible, vector, SAMPLE).values("pk")
    within = films.filter(pk__in=sample)
    near = _ranked(_one_by_one(within, vector, DEPTH), vector)
    if len(near) >= ENOUGH:
        return near
    few = list(films.values_list("pk", flat=True)[: FEW_FILMS + 1])
    if len(few) > FEW_FILMS:
        return _ranked(_by_index(films, vector, PAGE), vector)
    return _ranked(_one_by_one(visible.filter(pk__in=few), vector, DEPTH), vector)


def vector_of(query: FilmQuery, liked: FilmQuerySet) -> Vector | None:
    """Return the direction to look in: the words', the liked films', or both.

    None where there is neither. Raises EmbeddingsUnavailableError.
    """
    said = meaning_of(query)
    known = liked.filter(embedding__isnull=False).values_list("embedding", flat=True)
    vectors = [np.asarray(vector) for vector in known]
    if not (said or vectors):
        return None
    if not vectors:
        return list(map(float, embed([said])[0]))
    direction = np.mean(vectors, axis=0)
    if said:
        direction = direction + BUT_SHARE * embed([said])[0]
    return list(map(float, direction / np.linalg.norm(direction)))


def meaning_of(query: FilmQuery) -> str:
    """Return what the vectors are asked for; what is not wanted is not in it."""
    parts = [
        query.text,
        *query.keywords,
        *(MOODS[mood].meaning for mood in query.moods),
        *(genre_name(genre) for genre in query.genres),
    ]
    return ", ".join(part for part in parts if part)


def nearest(films: FilmQuerySet, vector: Vector, n: int) -> list[int]:
    """Return the ids of the films nearest to a vector, the nearest first.

    By the index, more are asked for than are needed: it looks around for longer, and
    under a child's filter ten of ten asked for were only eight of the true ten.
    """
    return list(_ranked(_by_index(films, vector, max(n, DEPTH)), vector))[:n]


def _by_index(films: FilmQuerySet, vector: Vector, n: int) -> FilmQuerySet:
    return _nearest(films, CosineDistance("embedding", vector))[:n]


def _one_by_one(films: FilmQuerySet, vector: Vector, n: int) -> FilmQuerySet:
    # No index has this expression in order, so the few films are simply sorted.
    return _nearest(films, CosineDistance("embedding", vector) + Value(0.0))[:n]


def _nearest(films: FilmQuerySet, distance: Combinable) -> FilmQuerySet:
    return films.filter(embedding__isnull=False).order_by(distance)


def _ranked(near: FilmQuerySet, vector: Vector) -> dict[int, int]:
    """Return the fame of films by their ids, the nearest first."""
    distance = CosineDistance("embedding", vector)
    # The iterative scan gives nearly the right order, so what it found is sorted again.
    rows = sorted(near.values_list(distance, "pk", "fame"))
    return {pk: fame for _distance, pk, fame in rows}
