"""Which films are worth scoring for a viewer: some hundreds out of all."""

from pgvector.django import CosineDistance

from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Credit, Film, FilmQuerySet
from movies.ranking import centre
from movies.search import search
from movies.taste import ViewerTaste

# Near in meaning, well known, and by liked people. A film more costs 40 microseconds.
NEAR = 150
FAMOUS = 300
BY_PEOPLE = 100
PEOPLE = 12
# A dozen real people have fewer, so none is missed.
CREDITS = 250
WISHED = 200
# The place in the search at which a film meets the wishes half as well as the first.
HALF_WISHED = 6
# What a viewer is done with is dropped after the query, which so keeps its index.
DONE_AT_MOST = 1000


def wished(viewer: User, query: FilmQuery) -> dict[int, float]:
    """Return the ids of films that meet the wishes, and how well: 1 down to 0."""
    found = search(query, viewer, limit=WISHED).films
    return {film.pk: 1 / (1 + rank / HALF_WISHED) for rank, film in enumerate(found)}


def candidates(
    viewer: User, taste: ViewerTaste, query: FilmQuery
) -> list[FilmQuerySet]:
    """Return films within the limits, as up to three queries not yet made."""
    films = query.narrow(Film.objects.visible_to(viewer))
    spare = min(len(taste.done), DONE_AT_MOST)
    return [
        films.famous_first()[: FAMOUS + spare],
        *_near(films, taste, NEAR + spare // 2),
        *_by_people(films, taste),
    ]


def _near(films: FilmQuerySet, taste: ViewerTaste, limit: int) -> list[FilmQuerySet]:
    middle = centre(taste.learned)
    if middle is None:
        return []
    nearest = films.filter(embedding__isnull=False).order_by(
        CosineDistance("embedding", middle)
    )
    return [nearest[:limit]]


def _by_people(films: FilmQuerySet, taste: ViewerTaste) -> list[FilmQuerySet]:
    weights = taste.learned.weights["person"]
    liked = [key for key, weight in weights.items() if weight > 0]
    liked = sorted(liked, key=weights.__getitem__, reverse=True)[:PEOPLE]
    if not liked:
        return []
    credited = Credit.objects.filter(
        person__in=map(int, liked), role__in=[Credit.Role.DIRECTOR, Credit.Role.CAST]
    ).values_list("film", flat=True)[:CREDITS]
    # As a subquery PostgreSQL would walk all films by fame for people few have heard
    # of: 100 ms instead of 4.
    return [films.filter(pk__in=list(credited)).famous_first()[:BY_PEOPLE]]
