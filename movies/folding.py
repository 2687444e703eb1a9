"""Words as the search index knows them: without accents, case and punctuation.

The embedded PostgreSQL has no `unaccent`, so texts are folded here, when they are
indexed and when they are asked for: one code path everywhere.
"""

import re
import unicodedata
from itertools import pairwise

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
# "Bueller's" is also asked for as "Bueller".
_POSSESSIVE = re.compile(r"([^\W_]+)['’]s\b")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_AND = re.compile(r"\s*[&+]\s*")
_WORD = re.compile(r"[^\W_]+")
_LEADING_ARTICLE = re.compile(
    r"^(?:the|a|an|le|la|les|un|une|der|die|das|ein|eine|el|los|las|il|lo|gli|i) (?=.)"
)
_ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
}
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
)
_DIGITS = _ROMAN | {word: str(n) for n, word in enumerate(_NUMBER_WORDS.split())}


def words(text: str) -> list[str]:
    """Return the folded words of a text: "L'Été à Łódź, E.T." -> lete a lodz et."""
    return _WORD.findall(_folded(text))


def fold(text: str) -> str:
    return " ".join(words(text))


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def title_key(title: str) -> str:
    """Return a title as people look it up: folded, without a leading article."""
    return _LEADING_ARTICLE.sub("", fold(title))


def surname_first(name: str) -> str:
    """Return a folded name by its last word: "Steven Spielberg" -> spielberg steven."""
    *given, surname = words(name) or [""]
    return " ".join([surname, *given])


def title_words(title: str) -> list[str]:
    """Return a title's words in the ways people write them.

    Words run together ("starwars", "spiderman"), and numbers as digits ("rocky 4").
    """
    own = words(title)
    owners = words(" ".join(_POSSESSIVE.findall(title)))
    digits = [_DIGITS[word] for word in own if word in _DIGITS]
    pairs = [a + b for a, b in pairwise(own)]
    return list(dict.fromkeys([*own, *owners, *digits, *pairs, "".join(own)]))


def spell_out(text: str) -> str:
    """Return a text with its punctuation inside words resolved, otherwise as it was."""
    spelled = _AND.sub(" and ", _APOSTROPHES.sub("", text))
    return _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), spelled)


def _folded(text: str) -> str:
    letters = spell_out(text).casefold().translate(_LETTERS)
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", letters)
        if not unicodedata.combining(letter)
    )
