"""Which words of the lexicon are wishes or limits, and which only tell a plot."""

from collections.abc import Iterable, Iterator

from movies.reading.lexicon import ORDINARY, Found
from movies.reading.sentence import BREAK, FILM_WORDS, Sentence

# A sentence with so many telling words beside the lexicon's tells a plot.
PLOT_WORDS = 3
# Where a request begins: "a slow thriller about ...", "looking for a comedy where ...".
OPENING_WORDS = 6

_JOINS = frozenset(("and", "or", BREAK))
_DESCRIBES = frozenset(("genre", "mood", "place", "country", "language"))


def is_plot(sentence: Sentence, found: Iterable[Found]) -> bool:
    return _telling_words(sentence, found) >= PLOT_WORDS


def accepted(sentence: Sentence, found: list[Found]) -> Iterator[Found]:
    """Yield the phrases that say which films are wanted, not what happens in them."""
    telling = _telling_words(sentence, found)
    anchored = _anchored(sentence, found, plot=telling >= PLOT_WORDS)
    for phrase in found:
        if phrase.kind not in _DESCRIBES:
            continue
        ordinary = phrase.kind == "genre" and phrase.values[0] in ORDINARY
        # "Family" beside two other words may be the family of a plot.
        if telling >= (2 if ordinary else PLOT_WORDS) and phrase not in anchored:
            continue
        yield phrase


def _telling_words(sentence: Sentence, found: Iterable[Found]) -> int:
    described = {
        p for f in found if f.kind in _DESCRIBES for p in range(f.start, f.end)
    }
    inside = {p for f in found for p in range(f.start + 1, f.end)}
    return len(set(sentence.content()) - described - inside)


def _anchored(sentence: Sentence, found: list[Found], *, plot: bool) -> set[Found]:
    """Return phrases in a run of such words with "film" or a clear genre in it."""
    anchored: set[Found] = set()
    run: list[Found] = []
    anchor = False
    by_start = {phrase.start: phrase for phrase in found if phrase.kind in _DESCRIBES}
    place = 0
    while place <= len(sentence.words):
        phrase = by_start.get(place)
        word = sentence.words[place] if place < len(sentence.words) else ""
        if phrase:
            run.append(phrase)
            anchor |= _is_clear_genre(phrase) and (not plot or place < OPENING_WORDS)
        elif word in FILM_WORDS:
            anchor = True
        elif word not in _JOINS and not (word and sentence.taken[place]):
            anchored |= set(run) if anchor else set()
            run, anchor = [], False
        place = phrase.end if phrase else place + 1
    return anchored


def _is_clear_genre(phrase: Found) -> bool:
    return phrase.kind == "genre" and phrase.values[0] not in ORDINARY
