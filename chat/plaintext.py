"""A message's text as its search reads it, in SQL: the index and the question alike."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Func, TextField, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Left

# A tsvector holds a megabyte at most, and a model may write more.
INDEXED_CHARS = 20_000


class Plain(Func):
    """Text without accents (there is no unaccent here) and without film marks."""

    template = (
        "regexp_replace(normalize(%(expressions)s, NFKD), "
        r"'\[\[film:\d+\]\]|[\u0300-\u036f]', '', 'g')"
    )
    output_field = TextField()


def vector(column: str) -> CombinedExpression:
    """Index words as they are, for names, and by their stems."""
    text = Plain(Left(column, INDEXED_CHARS))
    return SearchVector(text, config="simple") + SearchVector(text, config="english")


def question(words: str) -> SearchQuery:
    """Ask for words as people type them to a search engine: "a phrase", or, -not."""
    plain = Plain(Value(words))
    return SearchQuery(plain, config="simple", search_type="websearch") | SearchQuery(
        plain, config="english", search_type="websearch"
    )
