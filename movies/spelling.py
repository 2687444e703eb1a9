"""Forgive typos: "incpetion", "shawshenk", "finding memo".

An index picks the candidates (movies.vocabulary), RapidFuzz ranks them.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from django.db.models import QuerySet
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from movies.folding import title_key, words
from movies.fulltext import with_any_word, with_words
from movies.models import Film, FilmQuerySet, Word
from movies.reading.sentence import FILLERS
from movies.vocabulary import MAX_EDITS, SHORT_WORD, deletes
from providers.embeddings import common_words

# Two edits in a word of five letters make another word.
LONG_WORD = 6
SHORTEST_WORD = 4
# Titles this alike (per cent, rapidfuzz's ratio) are one title misspelled: 83 is one
# wrong letter in each of two short words.
TITLE_LIKENESS = 83
LONGEST_TITLE_WORDS = 6
CANDIDATES = 300
# Words with the first two letters of an unfinished one, by fame.
BEGUN_WORDS = 1_500
# More telling words than this tell a plot; its rare words are seldom misspelled names.
LONGEST_REQUEST = 3

_ENDINGS = ("", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness")
_DIGITS = re.compile(r"\d+")


def correct(sentence: str, within: str) -> str | None:
    """Return the sentence with the misspelled words of a part of it mended.

    `within` is the part no rule understood. None when nothing is to be mended.
    """
    asked = words(within)
    if title := closest_title(within):
        telling = [word for word in words(sentence) if word not in FILLERS]
        whole = telling == [word for word in asked if word not in FILLERS]
        return title if whole else _replaced(sentence, {within: title})
    long = sum(word not in FILLERS for word in asked) > LONGEST_REQUEST
    mended = _mended_words(asked, careful=long)
    return _replaced(sentence, mended) if mended else None


def closest_word(
    word: str, *, beginning: bool = False, careful: bool = False
) -> str | None:
    """Return the catalogue's word somebody meant, or None.

    With `beginning` the word is still being typed; `careful` allows one edit only.
    """
    if len(word) < SHORTEST_WORD:
        return None
    allowed = 1 if careful else _edits_allowed(word)
    candidates = _begun_words(word) if beginning else _like_words(word)
    ranked = sorted(
        (_distance(word, other, beginning), -fame, -named, other)
        for other, fame, named in candidates.values_list("text", "fame", "named")
    )
    fitting = (
        other
        for distance, *_, other in ranked
        # People rarely miss the first letter and another one.
        if distance <= allowed and (distance < MAX_EDITS or other[0] == word[0])
    )
    return next(fitting, None)


def _like_words(word: str) -> QuerySet[Word]:
    return Word.objects.filter(deletes__overlap=deletes(word), named__gt=0)


def _begun_words(start: str) -> QuerySet[Word]:
    # The deletes are those of whole words: they do not know half of one.
    known = Word.objects.filter(text__startswith=start[:2], named__gt=0)
    return known.order_by("-fame")[:BEGUN_WORDS]


def closest_title(text: str) -> str | None:
    """Return a title that is nearly this text, where no title has all its words."""
    asked = words(text)
    key = title_key(text)
    if (
        not 2 <= len(asked) <= LONGEST_TITLE_WORDS
        or Film.objects.filter(title_words=with_words(asked)).exists()
    ):
        return None
    titles = dict(
        _titles_with_any([*asked, *map("".join, pairwise(asked))])
        .famous_first()
        .values_list("title_key", "title")[:CANDIDATES]
    )
    numbers = _DIGITS.findall(key)
    same_numbers = [title for title in titles if _DIGITS.findall(title) == numbers]
    best = process.extractOne(
        key, same_numbers, scorer=fuzz.ratio, score_cutoff=TITLE_LIKENESS
    )
    return titles[best[0]] if best else None


def _titles_with_any(asked: list[str]) -> FilmQuerySet:
    rare = [word for word in asked if word not in FILLERS] or asked
    return Film.objects.filter(title_words=with_any_word(rare))


def _mended_words(asked: Iterable[str], *, careful: bool) -> dict[str, str]:
    unknown = [
        word
        for word in dict.fromkeys(asked)
        if word.isalpha() and word not in FILLERS and not _is_english(word)
    ]
    known = set(Word.objects.filter(text__in=unknown).values_list("text", flat=True))
    found = {
        word: closest_word(word, careful=careful)
        for word in unknown
        if word not in known
    }
    return {word: meant for word, meant in found.items() if meant}


def _is_english(word: str) -> bool:
    stems = (word.removesuffix(ending) for ending in _ENDINGS)
    return any(
        form in common_words()
        for stem in stems
        for form in (stem, f"{stem}e", stem.removeprefix("be"))
        if len(stem) >= SHORTEST_WORD - 1
    )


def _replaced(sentence: str, mended: dict[str, str]) -> str:
    for wrong, right in mended.items():
        sentence = re.sub(
            rf"(?<![^\W_]){re.escape(wrong)}(?![^\W_])",
            right,
            sentence,
            flags=re.IGNORECASE,
        )
    return sentence


def _distance(word: str, other: str, beginning: bool) -> int:
    if not beginning:
        return OSA.distance(word, other, score_cutoff=MAX_EDITS)
    lengths = range(len(word) - 1, len(word) + 2)
    return min(OSA.distance(word, other[:n], score_cutoff=MAX_EDITS) for n in lengths)


def _edits_allowed(word: str) -> int:
    return (
        MAX_EDITS if len(word) >= LONG_WORD else 1 if len(word) > SHORT_WORD - 1 else 0
    )
