"""One box finds films by title, people, genre, keyword and meaning.

Exact titles come first. The rest is fused by reciprocal rank from the legs of
`movies.legs`; the constants were chosen by `manage.py search evaluate` on one half of
movies/evaluation/queries.tsv and checked on the other (docs/decisions.md).
"""

import logging
from dataclasses import dataclass

from cinematch.accounts.models import User
from movies import legs
from movies.filmquery import FilmQuery
from movies.fusion import fuse
from movies.meaning import by_meaning, nearest, vector_of
from movies.models import Film, FilmQuerySet
from movies.spelling import correct
from movies.typeahead import Suggestion, suggest
from movies.understanding import understand
from providers.embeddings import EmbeddingsUnavailableError

__all__ = ["SearchResult", "Suggestion", "search", "similar", "suggest"]

PAGE = 24
# Where there is no text to rank, films are counted up to here: an exact count of all
# would cost more than the page.
COUNTED = 1_000
# See docs/decisions.md for how these were chosen.
K = 3
WORDS, MEANINGS, WISHES, FAME = 1.0, 1.0, 1.2, 0.5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of films. `total` is counted up to COUNTED."""

    films: list[Film]
    total: int
    query: FilmQuery
    did_you_mean: str | None = None


@dataclass(frozen=True, slots=True)
class Legs:
    """Which rankings take part; the evaluation leaves some out."""

    words: bool = True
    meanings: bool = True


def search(
    query: FilmQuery | str,
    viewer: User,
    *,
    limit: int = PAGE,
    offset: int = 0,
    using: Legs = Legs(),
) -> SearchResult:
    """Return the films a viewer may see that answer a question or a sentence."""
    meant = None
    if isinstance(query, str):
        query, meant = read(query)
    visible = Film.objects.visible_to(viewer)
    if not query.has_wishes:
        films = query.narrow(visible)
        page = films.famous_first().for_cards()[offset : offset + limit]
        total = films.order_by()[: COUNTED + 1].count()
        return SearchResult(list(page), min(total, COUNTED), query, meant)
    ids = ranked(visible, query, using)
    page_ids = ids[offset : offset + limit]
    found = visible.for_cards().in_bulk(page_ids)
    return SearchResult([found[pk] for pk in page_ids], len(ids), query, meant)


def similar(film: Film, viewer: User, n: int) -> list[Film]:
    """Return the films nearest in meaning; none while the film has no vector."""
    if film.embedding is None:
        return []
    others = Film.objects.visible_to(viewer).exclude(pk=film.pk)
    ids = nearest(others, film.embedding, n)
    found = others.for_cards().in_bulk(ids)
    return [found[pk] for pk in ids]


def ranked(visible: FilmQuerySet, query: FilmQuery, using: Legs = Legs()) -> list[int]:
    """Return the ids of the films that answer a question, the best first."""
    liked = visible.filter(pk__in=[film.id for film in query.like])
    visible = visible.exclude(pk__in=[film.id for film in query.like])
    films = query.narrow(visible) if _has_limits(query) else visible
    text = " ".join([query.text, *query.keywords])
    exact = legs.exact_titles(visible, films, query.text)
    words = legs.by_words(visible, films, text) if using.words else {}
    meanings = _by_meaning(visible, films, query, liked) if using.meanings else {}
    wishes = legs.by_wishes(films, query, words | meanings)
    fame = legs.by_fame(words | meanings | wishes)
    fused = fuse(
        [(WORDS, words), (MEANINGS, meanings), (WISHES, wishes), (FAME, fame)], K
    )
    return list(dict.fromkeys((*exact, *fused)))


def read(sentence: str) -> tuple[FilmQuery, str | None]:
    """Understand a sentence; if only a better spelt one makes sense, return it too."""
    query = understand(sentence)
    if query.text and (meant := correct(sentence, query.text)):
        return understand(meant), meant
    return query, None


def _has_limits(query: FilmQuery) -> bool:
    wishes = FilmQuery(
        text=query.text, keywords=query.keywords, moods=query.moods, like=query.like
    )
    return query != wishes


def _by_meaning(
    visible: FilmQuerySet, films: FilmQuerySet, query: FilmQuery, liked: FilmQuerySet
) -> legs.Ranking:
    try:
        vector = vector_of(query, liked)
    except EmbeddingsUnavailableError as unavailable:
        logger.warning("Search answers without vectors: %s", unavailable)
        return {}
    if vector is None:
        return {}
    return by_meaning(visible, films, vector)
