"""The rankings search is fused from, but for meanings: exact titles, words, wishes.

Each takes the films a viewer may see within the limits of the question, and returns
ids, the best first. None of them ranks all films with a common word: candidates come by
fame, and only they are scored.
"""

import time
from collections import Counter
from collections.abc import Collection
from functools import lru_cache, reduce
from math import log
from operator import add

from django.contrib.postgres.search import SearchRank
from django.db.models import F, FloatField, Value

from movies.filmquery import FilmQuery
from movies.folding import title_key, words
from movies.fulltext import all_of, any_form, any_of, titled, with_words
from movies.models import Film, FilmGenre, FilmQuerySet, Keyword, Word
from movies.moods import MOODS
from movies.reading.sentence import FILLERS

# How many films a leg offers, and how many candidates it scores for them.
DEPTH = 100
CANDIDATES = 200
# Rare words are looked for while so many films have them.
RARE_FILMS = 400
MAX_WORDS = 12
# With so many candidates within the limits, the best known ones, the search ends.
ENOUGH = 24
# What a word weighs in synopsis, keywords and genres, people, titles (ts_rank's order).
WEIGHTS = [0.1, 0.35, 0.6, 1.0]
# What being known by everybody adds to a film's words.
FAME_SHARE = 0.1
COUNT_EVERY_S = 600


def exact_titles(films: FilmQuerySet, text: str) -> list[int]:
    key = title_key(text)
    if not key:
        return []
    return _ids(titled(films, key), DEPTH)


def by_words(visible: FilmQuerySet, films: FilmQuerySet, text: str) -> list[int]:
    """Rank `films`, the visible ones within the limits, by the words they have."""
    asked = telling_words(text)
    if not asked:
        return []
    frequency = dict(Word.objects.filter(text__in=asked).values_list("text", "films"))
    # The count may be older than a film that has the word.
    counted = _film_count(int(time.monotonic() // COUNT_EVERY_S))
    total = max([counted, *frequency.values()])
    score = reduce(
        add,
        (
            SearchRank(F("search"), any_form(word), weights=WEIGHTS)
            * Value(log(1 + total / (1 + frequency.get(word, 0))))
            for word in asked
        ),
        F("fame") * Value(FAME_SHARE / 100, output_field=FloatField()),
    )
    candidates = _within(visible, films, asked, frequency)
    scored = Film.objects.filter(pk__in=candidates).order_by(
        score.desc(), "-fame", "pk"
    )
    return list(scored.values_list("pk", flat=True)[:DEPTH])


def telling_words(text: str) -> list[str]:
    asked = list(dict.fromkeys(words(text)))
    return ([word for word in asked if word not in FILLERS] or asked)[:MAX_WORDS]


def by_wishes(
    films: FilmQuerySet, query: FilmQuery, candidates: Collection[int]
) -> list[int]:
    """Rank candidates, and the best known films, by the moods and keywords they have.

    What has as many of them stays in the candidates' order. Beside films to be like,
    only those near them count: the best known are no nearer for being funny.
    """
    if not (query.moods or query.keywords):
        return []
    famous = [] if query.like else _ids(films.famous_first(), CANDIDATES)
    known = list(dict.fromkeys((*candidates, *famous)))
    kept = _wishes_kept(query, known)
    return sorted(filter(kept.get, known), key=lambda film: -kept[film])[:DEPTH]


def by_fame(candidates: Collection[int]) -> list[int]:
    known = Film.objects.filter(pk__in=candidates).famous_first()
    return list(known.values_list("pk", flat=True))


def _ids(films: FilmQuerySet, limit: int) -> list[int]:
    return list(films.values_list("pk", flat=True)[:limit])


def _best_known(films: FilmQuerySet) -> list[int]:
    return _ids(films.famous_first(), CANDIDATES)


def _within(
    visible: FilmQuerySet,
    films: FilmQuerySet,
    asked: list[str],
    frequency: dict[str, int],
) -> list[int]:
    """Return candidates within the limits, weighing these for few films if it can."""
    found = _candidates(visible, asked, frequency)
    if visible is films:
        return list(found)
    within = list(films.filter(pk__in=found).values_list("pk", flat=True))
    if len(within) >= ENOUGH or len(found) < CANDIDATES:
        return within
    return list(_candidates(films, asked, frequency))


def _candidates(
    films: FilmQuerySet, asked: list[str], frequency: dict[str, int]
) -> set[int]:
    found = {
        *_best_known(films.filter(title_words=with_words(asked))),
        *_best_known(films.filter(people_words=with_words(asked))),
        *_best_known(films.filter(search=all_of(asked))),
    }
    if len(asked) > 1 and len(found) < DEPTH:
        rare = _rare(asked, frequency)
        found.update(_best_known(films.filter(search=any_of(rare))))
    return found


def _rare(asked: list[str], frequency: dict[str, int]) -> list[str]:
    by_rarity = sorted(asked, key=lambda word: frequency.get(word, 0))
    kept, films = by_rarity[:1], frequency.get(by_rarity[0], 0)
    for word in by_rarity[1:]:
        films += frequency.get(word, 0)
        if films > RARE_FILMS:
            break
        kept.append(word)
    return kept


@lru_cache(1)
def _film_count(period: int) -> int:
    return Film.objects.count()


def _wishes_kept(query: FilmQuery, films: Collection[int]) -> Counter[int]:
    """Count the moods and keywords each film has; films with none are left out."""
    links = FilmGenre.objects.filter(film__in=films)
    genres = links.values_list("film", "genre__slug")
    keywords = Keyword.objects.filter(films__in=films).values_list("films", "name")
    has: dict[int, set[str]] = {}
    for film, word in (*genres, *keywords):
        has.setdefault(film, set()).add(word)
    kept: Counter[int] = Counter()
    for film, of_film in has.items():
        moods = (MOODS[mood] for mood in query.moods)
        kept[film] = sum(
            not of_film.isdisjoint((*mood.genres, *mood.keywords)) for mood in moods
        ) + len(of_film.intersection(query.keywords))
    return +kept
