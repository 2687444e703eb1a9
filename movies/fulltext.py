"""Full text over the folded columns, in the configurations their indexes are built in.

Titles and names are indexed word by word ("simple"), genres, keywords and synopses by
stems ("english"); a query asks for both forms of each word.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchVector

from movies.models import Film, FilmQuerySet


def any_form(word: str) -> SearchQuery:
    return SearchQuery(word, config="simple") | SearchQuery(word, config="english")


def all_of(words: Iterable[str]) -> SearchQuery:
    return reduce(and_, map(any_form, words))


def any_of(words: Iterable[str]) -> SearchQuery:
    return reduce(or_, map(any_form, words))


def with_words(
    column: str, words: Iterable[str], films: FilmQuerySet | None = None
) -> FilmQuerySet:
    """Keep films with all the folded words, in any order, in one column of words."""
    return _matching(column, SearchQuery(" ".join(words), config="simple"), films)


def with_word_start(
    column: str, words: list[str], films: FilmQuerySet | None = None
) -> FilmQuerySet:
    """Keep films with all words but the last, and a word the last one begins."""
    raw = " & ".join([*words[:-1], f"{words[-1]}:*"])
    query = SearchQuery(raw, config="simple", search_type="raw")
    return _matching(column, query, films)


def _matching(
    column: str, query: SearchQuery, films: FilmQuerySet | None
) -> FilmQuerySet:
    every = Film.objects.all() if films is None else films
    return every.alias(in_column=SearchVector(column, config="simple")).filter(
        in_column=query
    )
