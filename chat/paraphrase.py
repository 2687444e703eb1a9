"""Whether two first questions ask alike, by what was understood and what was not.

Vectors alone cannot tell "nothing scary" from "something scary". So the typed question
must be the same to the last limit, and so must every telling word that no rule
understood; only then is it asked how near the sentences are.
"""

import re

from movies.filmquery import FilmQuery
from movies.folding import word_set, words
from movies.reading.sentence import FILLERS

# Fillers where a film is looked for, but not where two questions are told apart.
_TURNS = word_set("not no than under over more most less only but without never")
_NEGATIONS = word_set(
    "not no without never nothing none nobody nor neither except but unlike avoid hate "
    "hates dont doesnt isnt arent cant wont minus skip"
)
# "Movies" and "movie", "robots" and "robot"; never so short that a word is lost.
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![su])s$")


def meaning_of(question: str, query: FilmQuery, count: int) -> str:
    """Return a text that is the same for questions of one meaning.

    `query` is the question as understood, `count` how many films it asks for.
    """
    typed = query.changed(text="").to_params()
    told = sorted({_stem(word) for word in words(query.text) if _is_telling(word)})
    negated = not _NEGATIONS.isdisjoint(words(question))
    return f"{count} {negated} {typed} {' '.join(told)}"


def _is_telling(word: str) -> bool:
    return word in _TURNS or word not in FILLERS


def _stem(word: str) -> str:
    return _PLURAL.sub("", word)
