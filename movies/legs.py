"""The rankings search is fused from, but for meanings: exact titles, words, wishes.

Each is one query, and none ranks all films with a common word: candidates come by fame,
and only they are scored.
"""

import time
from collections.abc import Collection
from functools import lru_cache, reduce
from math import log
from operator import add

from django.contrib.postgres.search import SearchRank
from django.db.models import (
    Case,
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable, CombinedExpression

from movies.filmquery import FilmKeyword, FilmQuery
from movies.folding import title_key, words
from movies.fulltext import all_of, any_form, any_of, titled, with_words
from movies.models import Film, FilmGenre, FilmQuerySet, Word
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

# The fame of films by their ids, the best film first.
Ranking = dict[int, int]


def exact_titles(visible: FilmQuerySet, films: FilmQuerySet, text: str) -> list[int]:
    if not (key := title_key(text)):
        return []
    ids = list(titled(visible, key).values_list("pk", flat=True)[:DEPTH])
    if visible is films or not ids:
        return ids
    # The limits are weighed for the few of that name only.
    return list(titled(films.filter(pk__in=ids), key).values_list("pk", flat=True))


def by_words(visible: FilmQuerySet, films: FilmQuerySet, text: str) -> Ranking:
    """Rank `films`, the visible ones within the limits, by the words they have."""
    asked = telling_words(text)
    if not asked:
        return {}
    frequency = dict(Word.objects.filter(text__in=asked).values_list("text", "films"))
    score = _score(asked, frequency)
    candidates = _candidates(visible, asked, frequency)
    ranking = _scored(films.filter(pk__in=candidates), score)
    rarest = min(frequency.get(word, 0) for word in asked)
    all_were_tried = rarest <= CANDIDATES
    if visible is films or len(ranking) >= ENOUGH or all_were_tried:
        return ranking
    return _scored(films.filter(pk__in=_candidates(films, asked, frequency)), score)


def _scored(films: FilmQuerySet, score: CombinedExpression) -> Ranking:
    ranked = films.order_by(score.desc(), "-fame", "pk")
    return dict(ranked.values_list("pk", "fame")[:DEPTH])


def _score(asked: list[str], frequency: dict[str, int]) -> CombinedExpression:
    """Weigh each word by how rare it is, and add a share of fame."""
    # The count may be older than a film that has the word.
    counted = _film_count(int(time.monotonic() // COUNT_EVERY_S))
    total = max([counted, *frequency.values()])
    ranks = (
        SearchRank(F("search"), any_form(word), weights=WEIGHTS)
        * Value(log(1 + total / (1 + frequency.get(word, 0))))
        for word in asked
    )
    fame = F("fame") * Value(FAME_SHARE / 100, output_field=FloatField())
    return reduce(add, ranks, fame)


def telling_words(text: str) -> list[str]:
    asked = list(dict.fromkeys(words(text)))
    return ([word for word in asked if word not in FILLERS] or asked)[:MAX_WORDS]


def by_wishes(films: FilmQuerySet, query: FilmQuery, known: Ranking) -> Ranking:
    """Rank candidates, and the best known films, by the moods and keywords they have.

    What has as many of them stays in the candidates' order. Beside films to be like,
    only those near them count: the best known are no nearer for being funny.
    """
    if not (query.moods or query.keywords):
        return {}
    among = Film.objects.filter(pk__in=list(known)).values_list("pk", flat=True)
    if not query.like:
        among = among.union(_best_known(films)[:ENOUGH])
    rows = Film.objects.filter(pk__in=among).annotate(kept=_wishes_kept(query))
    kept = {pk: (n, fame) for pk, fame, n in rows.values_list("pk", "fame", "kept")}
    famous = sorted(kept, key=lambda film: (-kept[film][1], film))
    order = [film for film in dict.fromkeys((*known, *famous)) if kept[film][0]]
    order.sort(key=lambda film: -kept[film][0])
    return {film: kept[film][1] for film in order[:DEPTH]}


def _wishes_kept(query: FilmQuery) -> Combinable:
    """Count the moods and keywords a film has."""
    has = [
        _has(mood.genres, mood.keywords)
        for mood in (MOODS[name] for name in query.moods)
    ]
    has += [_has((), (keyword,)) for keyword in query.keywords]
    return reduce(add, (Case(When(each, then=1), default=0) for each in has))


def _has(genres: Collection[str], keywords: Collection[str]) -> Q:
    linked = FilmGenre.objects.filter(film=OuterRef("pk"), genre__slug__in=genres)
    tagged = FilmKeyword.objects.filter(film=OuterRef("pk"), keyword__name__in=keywords)
    return Q(Exists(linked)) | Q(Exists(tagged))


def by_fame(known: Ranking) -> list[int]:
    return sorted(known, key=lambda film: (-known[film], film))


def _best_known(films: FilmQuerySet) -> QuerySet[Film, int]:
    return films.famous_first().values_list("pk", flat=True)[:CANDIDATES]


def _candidates(
    films: FilmQuerySet, asked: list[str], frequency: dict[str, int]
) -> QuerySet[Film, int]:
    """Return the best known films with the words in title, names or anywhere."""
    ways = [
        films.filter(title_words=with_words(asked)),
        films.filter(people_words=with_words(asked)),
        films.filter(search=all_of(asked)),
    ]
    if len(asked) > 1:
        ways.append(films.filter(search=any_of(_rare(asked, frequency))))
    first, *others = map(_best_known, ways)
    return first.union(*others)


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
