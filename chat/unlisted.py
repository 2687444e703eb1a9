"""Titles in a model's words that are no film of this catalogue.

Models set titles in italics, in quotation marks, or before a year in brackets. What is
found so and is not known stays plain text, and is said to be not in the library.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from movies.folding import title_key

# Longer than any title of the catalogue: it is a quotation.
MAX_TITLE_CHARS = 120
MAX_TITLE_WORDS = 12
# A release is dated by festival or by cinema.
YEARS_APART = 1

_SMALL = {
    "a", "an", "and", "as", "at", "but", "by", "de", "del", "der", "des", "di", "du",
    "el", "et", "for", "from", "in", "into", "la", "las", "le", "les", "los", "nor",
    "of", "on", "or", "the", "to", "und", "vom", "von", "vs", "with", "y",
}  # fmt: skip
# How a title is set apart: the sign before it, what it cannot hold, the sign after it.
_SIGNS = {
    "bold": (r"\*\*(?=\S)", "*", r"(?<=\S)\*\*"),
    "starred": (r"\*(?=\S)", "*", r"(?<=\S)\*"),
    "underlined": (r"(?<!\w)_(?=\S)", "_", r"(?<=\S)_(?!\w)"),
    "curly": ("“", "”", "”"),
    "straight": (r'"(?=\S)', '"', r'(?<=\S)"'),
    "angled": ("«", "»", "»"),
    "low": ("„", "“", "“"),
    "single": (r"(?<!\w)[‘'](?=\S)", "\"‘’'", r"(?<=\S)[’'](?!\w)"),
}
_EMPHASIS = {"bold", "starred", "underlined"}
_YEAR = r"\s?\((?:18|19|20)\d\d\)"
_WORD = r"[^\W_][\w'’.&:!-]{0,40}"
_SET_APART = "|".join(
    rf"{before}(?P<{name}>[^\n{without}]{{1,{MAX_TITLE_CHARS}}}?){after}"
    for name, (before, without, after) in _SIGNS.items()
)
# Words in a row before a year: which of them are the title is seen later. A comma may
# be of the title ("The Good, the Bad and the Ugly"), or stand before it.
_IN_A_ROW = rf"(?<!\w)(?P<dated>{_WORD}(?:,? {_WORD}){{0,{MAX_TITLE_WORDS - 1}}})"
_MENTION = re.compile(
    rf"(?:{_SET_APART})(?P<after>{_YEAR})?|{_IN_A_ROW}(?=(?P<year>{_YEAR}))"
)


class Manner(StrEnum):
    PLAIN = "plain"
    EMPHASIS = "emphasis"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    manner: Manner = Manner.PLAIN


# Folded titles with the years of their films, None where nobody knows the year.
Known = Mapping[str, Collection[int | None]]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A stretch of text, from `start` to `end`, that may be a title.

    `run` are the words up to its end that may all be of the title, or not.
    """

    start: int
    end: int
    title: str
    run: str
    year: int | None
    is_title: bool
    is_emphasis: bool


def keys(text: str) -> set[str]:
    """Return the folded titles that a text may name, to look them up."""
    return {
        key
        for mention in _mentions(text)
        if mention.is_title
        for key in _readings(mention)
    }


def parts(text: str, known: Known) -> list[Part]:
    """Return a text in order, without its signs of emphasis, unknown titles apart."""
    found: list[Part] = []
    done = 0
    for mention in _mentions(text):
        unlisted = mention.is_title and not _is_known(mention, known)
        if not (unlisted or mention.is_emphasis):
            continue
        manner = Manner.UNLISTED if unlisted else Manner.EMPHASIS
        found += [Part(text[done : mention.start]), Part(mention.title, manner)]
        done = mention.end
    found.append(Part(text[done:]))
    return [part for part in found if part.text]


def _mentions(text: str) -> Iterator[_Mention]:
    for match in _MENTION.finditer(text):
        if match["dated"]:
            yield from _dated(match)
        else:
            yield _set_apart(match)


def _set_apart(match: "re.Match[str]") -> _Mention:
    name = next(name for name in _SIGNS if match[name])
    start, end = match.span(name)
    if name in _EMPHASIS:
        # These signs go; quotation marks stay.
        start, end = match.start(), end + (start - match.start())
    title, year = match[name].strip("* "), match["after"]
    is_title = bool(year) or _reads_as_title(title, name)
    is_emphasis = name in _EMPHASIS
    return _Mention(start, end, title, title, _number(year), is_title, is_emphasis)


def _dated(match: "re.Match[str]") -> Iterator[_Mention]:
    """Yield the run of capitalised words that stands right before a year."""
    run = _capitalised(match["dated"].split(" "))
    if not run or run[-1] in _SMALL:
        return
    # Where no such title is known, a comma is taken to end what stands before it.
    commas = [place for place, word in enumerate(run) if word.endswith(",")]
    title = " ".join(_capitalised(run[commas[-1] + 1 :] if commas else run))
    end = match.end("dated")
    start, year = end - len(title), _number(match["year"])
    run_of_words = " ".join(run)
    yield _Mention(
        start, end, title, run_of_words, year, is_title=bool(title), is_emphasis=False
    )


def _capitalised(words: list[str]) -> list[str]:
    """Return the last words that are capitalised, with the small ones among them."""
    first = len(words)
    while first and (
        not words[first - 1][0].islower() or words[first - 1].rstrip(",") in _SMALL
    ):
        first -= 1
    while first < len(words) and words[first][0].islower():
        first += 1
    return words[first:]


def _number(year: str | None) -> int | None:
    return int(year.strip(" ()")) if year else None


def _reads_as_title(said: str, name: str) -> bool:
    words = said.split()
    if not words:
        return False
    if len(words) > MAX_TITLE_WORDS or said[0].islower() or said[-1] in ".,;:":
        return False
    # Who sets words in italics means a title; quotation marks and bold mean much else.
    return name in ("starred", "underlined") or all(
        not word[0].islower() or word in _SMALL for word in words
    )


def _readings(mention: _Mention) -> Iterator[str]:
    """Yield the title, and for words before a year also each end of them.

    In "Try The Godfather (1972)" the sentence runs into the title.
    """
    yield title_key(mention.run)
    words = mention.run.split(" ")
    if mention.year:
        for first in range(1, len(words)):
            yield title_key(" ".join(words[first:]))


def _is_known(mention: _Mention, known: Known) -> bool:
    return any(
        key in known and _fits(mention.year, known[key]) for key in _readings(mention)
    )


def _fits(year: int | None, years: Collection[int | None]) -> bool:
    return year is None or any(
        each is None or abs(each - year) <= YEARS_APART for each in years
    )
