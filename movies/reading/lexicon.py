"""The words of the catalogue and of moods and places, found by a spaCy pipeline.

The pipeline is blank (nothing is downloaded): a whitespace tokenizer over folded words,
and an entity ruler that takes the longest phrase first ("new york" before "new").
"""

import time
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Manager, Value
from django.db.models.functions import MD5, Concat

from movies.folding import fold, word_set
from movies.models import Genre, Keyword
from movies.moods import MOODS
from movies.places import (
    ADJECTIVES,
    COUNTRIES,
    COUNTRY_WORDS,
    LANGUAGE_WORDS,
)

if TYPE_CHECKING:
    from spacy.language import Language

# How long changed genres and keywords may stay unknown to the reading of sentences.
CHECK_EVERY_S = 10

# Folded words for genres, besides their names and plurals.
GENRE_WORDS = {
    "science-fiction": ("sci fi", "scifi", "sf", "futuristic"),
    "comedy": ("comedies", "romcom", "rom com", "romcoms"),
    "romance": ("romcom", "rom com", "romcoms", "romances", "romantic"),
    "noir": ("film noir", "neo noir", "noirs"),
    "animation": ("animated", "cartoon", "cartoons", "anime", "animations"),
    "documentary": ("documentaries", "docu", "docs", "nonfiction"),
    "thriller": ("thrillers",),
    "western": ("westerns", "cowboy film", "cowboy movie"),
    "musical": ("musicals",),
    "mystery": ("mysteries", "whodunit", "whodunnit", "detective film"),
    "crime": ("gangster film", "gangster movie"),
    "history": ("historical", "period film", "costume drama"),
    "sport": ("sports",),
    "drama": ("dramas", "dramatic"),
    "horror": ("horrors",),
}
# Genre names that are also ordinary words: "a family moves into a house at war".
ORDINARY = word_set(
    "action adventure crime family fantasy history music mystery romance sport war"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the lexicon in a sentence, from word `start` to before `end`."""

    kind: str
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Phrases:
    """What each folded phrase means: (kind, value) pairs, several for "romcom"."""

    meanings: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, kind: str, value: str, *phrases: str) -> None:
        for phrase in phrases:
            known = self.meanings.setdefault(phrase, [])
            # A word has one kind, the first that claims it, and maybe several values.
            if phrase and all(known_kind == kind for known_kind, _ in known):
                known.append((kind, value))


def find(words: list[str]) -> list[Found]:
    """Return the phrases of the lexicon among folded words; none overlap."""
    if not words:
        return []
    nlp, meanings = _current()
    return [
        Found(
            entity.label_,
            tuple(dict.fromkeys(value for _, value in meanings[entity.text])),
            entity.start,
            entity.end,
        )
        for entity in nlp(" ".join(words)).ents
    ]


def warm() -> None:
    """Build the pipeline now, so that the first question need not wait."""
    find(["warm"])


def forget() -> None:
    """Look for changed genres and keywords at the next sentence, not seconds later."""
    global _checked
    with _lock:
        _checked = (float("-inf"), _UNKNOWN)


# Digests of the names of genres and of keywords: a row may go, or change its name.
Version = tuple[str, str]
_UNKNOWN: Version = ("", "")
_lock = Lock()
_checked: tuple[float, Version] = (float("-inf"), _UNKNOWN)


def _current() -> tuple["Language", dict[str, list[tuple[str, str]]]]:
    global _checked
    with _lock:
        if time.monotonic() - _checked[0] > CHECK_EVERY_S:
            _checked = (time.monotonic(), _version())
        return _pipeline(_checked[1])


def _version() -> Version:
    genres = Concat("slug", Value("="), "name")
    return _digest(Genre.objects, genres), _digest(Keyword.objects, F("name"))


def _digest(rows: Manager[Any], said: Concat | F) -> str:
    joined = StringAgg(said, "\n", order_by="pk")
    return rows.aggregate(digest=MD5(joined))["digest"] or ""


@lru_cache(1)
def _pipeline(
    version: Version,
) -> "tuple[Language, dict[str, list[tuple[str, str]]]]":
    import spacy
    from spacy.tokenizer import Tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    ruler = nlp.add_pipe("entity_ruler")
    meanings = _phrases().meanings
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": kinds[0][0], "pattern": text} for text, kinds in meanings.items()]
    )
    return nlp, meanings


def _phrases() -> _Phrases:
    phrases = _Phrases()
    for name, slug in Genre.objects.values_list("name", "slug"):
        phrases.add("genre", slug, fold(name), *GENRE_WORDS.get(slug, ()))
    for key, mood in MOODS.items():
        phrases.add("mood", key, *map(fold, mood.said))
    for word, (country, language) in ADJECTIVES.items():
        phrases.add("place", f"{country} {language}", word)
    for code, label in COUNTRIES.items():
        phrases.add("country", code, fold(str(label)))
    for word, code in COUNTRY_WORDS.items():
        phrases.add("country", code, word)
    for word, code in LANGUAGE_WORDS.items():
        phrases.add("language", code, word)
    for name in Keyword.objects.values_list("name", flat=True):
        phrases.add("keyword", name, *_forms(fold(name)))
    return phrases


def _forms(phrase: str) -> tuple[str, ...]:
    """Return a keyword and its other number: "ghosts" is asked for as "ghost"."""
    other = phrase[:-1] if phrase.endswith("s") else f"{phrase}s"
    return phrase, other
