"""Which films are worth scoring for a viewer: a thousand or so out of all."""

from pgvector.django import CosineDistance

from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Credit, Film, FilmQuerySet
from movies.ranking import centre
from movies.search import search
from movies.taste import ViewerTaste

# Near in meaning, well known, and by liked people. More cost time and change nothing in
# the first fifty (measured on the starter catalogue and on 100,000 generated films).
NEAR = 400
FAMOUS = 500
BY_PEOPLE = 150
PEOPLE = 12
WISHED = 200
# What a viewer is done with is dropped after the query, which so keeps its index.
DONE_AT_MOST = 1000


def candidates(viewer: User, taste: ViewerTaste, query: FilmQuery) -> dict[int, float]:
    """Return film ids and how well each meets the wishes, 0 to 1 (three queries)."""
    if query.has_wishes:
        found = search(query, viewer, limit=WISHED).films
        return {film.pk: 1 - rank / WISHED for rank, film in enumerate(found)}
    films = query.narrow(Film.objects.visible_to(viewer))
    spare = min(len(taste.done), DONE_AT_MOST)
    ids = [
        *films.famous_first().values_list("pk", flat=True)[: FAMOUS + spare],
        *_near(films, taste, NEAR + spare),
        *_by_people(films, taste),
    ]
    return dict.fromkeys(ids, 0.0)


def _near(films: FilmQuerySet, taste: ViewerTaste, limit: int) -> list[int]:
    middle = centre(taste.learned)
    if middle is None:
        return []
    nearest = films.filter(embedding__isnull=False).order_by(
        CosineDistance("embedding", middle)
    )
    return list(nearest.values_list("pk", flat=True)[:limit])


def _by_people(films: FilmQuerySet, taste: ViewerTaste) -> list[int]:
    weights = taste.learned.weights["person"]
    liked = [key for key, weight in weights.items() if weight > 0]
    liked = sorted(liked, key=weights.__getitem__, reverse=True)[:PEOPLE]
    if not liked:
        return []
    credited = Credit.objects.filter(
        person__in=map(int, liked), role__in=[Credit.Role.DIRECTOR, Credit.Role.CAST]
    ).values("film")
    known = films.filter(pk__in=credited).famous_first()
    return list(known.values_list("pk", flat=True)[:BY_PEOPLE])
