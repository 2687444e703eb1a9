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
# How much of a "like Heat, but funnier" is funnier.
BUT_SHARE = 0.6
# Limits are tried on so many neighbours first; where enough of them are within, the
# index has answered, and the limits were weighed for these only.
SAMPLE, ENOUGH = 200, 10
# Where a limit leaves so few films, reading all their vectors is the cheaper way.
FEW_FILMS = 2_000


def by_meaning(visible: FilmQuerySet, films: FilmQuerySet, vector: Vector) -> list[int]:
    """Rank `films`, the visible ones within the limits, by nearness to a vector."""
    if visible is films:
        return nearest(films, vector, DEPTH)
    sample = nearest(visible, vector, SAMPLE)
    within = set(films.filter(pk__in=sample).values_list("pk", flat=True))
    if len(within) >= ENOUGH:
        return [pk for pk in sample if pk in within][:DEPTH]
    few = list(films.values_list("pk", flat=True)[: FEW_FILMS + 1])
    if len(few) > FEW_FILMS:
        return nearest(films, vector, DEPTH)
    return nearest(visible.filter(pk__in=few), vector, DEPTH, by_index=False)


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


def nearest(
    films: FilmQuerySet, vector: Vector, n: int, *, by_index: bool = True
) -> list[int]:
    """Return the ids of the films nearest to a vector, the nearest first.

    By the index, more are asked for than are needed: it looks around for longer, and
    under a child's filter ten of ten asked for were only eight of the true ten.
    """
    distance: Combinable = CosineDistance("embedding", vector)
    if not by_index:
        # No index has this expression in order, so the few films are simply sorted.
        distance = distance + Value(0.0)
    near = films.filter(embedding__isnull=False).order_by(distance)
    # The iterative scan gives nearly the right order, so what it found is sorted again.
    found = near.values_list("pk", distance)[: max(n, DEPTH)]
    return [pk for pk, _ in sorted(found, key=lambda row: row[1])][:n]
