"""Full text over the folded columns, in the configurations their indexes are built in.

Titles and names are indexed word by word ("simple"), genres, keywords and synopses by
stems ("english"); a query asks for both forms of each word.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, Value

from movies.models import FilmQuerySet

# "Famous first" for a few rows an index finds. Plain "fame" invites the planner
# to walk everything by fame until it meets them, which it may not before the end.
RARE_BY_FAME = ((F("fame") + Value(0)).desc(), F("id"))


def any_form(word: str) -> SearchQuery:
    return SearchQuery(word, config="simple") | SearchQuery(word, config="english")


def all_of(words: Iterable[str]) -> SearchQuery:
    return reduce(and_, map(any_form, words))


def any_of(words: Iterable[str]) -> SearchQuery:
    return reduce(or_, map(any_form, words))


def titled(films: FilmQuerySet, key: str) -> FilmQuerySet:
    """Keep films with this folded title or original title, the famous first."""
    return films.filter(Q(title_key=key) | Q(original_key=key)).order_by(*RARE_BY_FAME)


def with_words(words: Iterable[str]) -> SearchQuery:
    """Ask a column of words (`title_words`, `people_words`) for all of these."""
    return SearchQuery(" ".join(words), config="simple")


def with_any_word(words: Iterable[str]) -> SearchQuery:
    return SearchQuery(" | ".join(words), config="simple", search_type="raw")


def with_word_start(words: list[str]) -> SearchQuery:
    """Ask for all words but the last, and for a word the last one begins."""
    raw = " & ".join([*words[:-1], f"{words[-1]}:*"])
    return SearchQuery(raw, config="simple", search_type="raw")
