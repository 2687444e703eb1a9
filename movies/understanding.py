"""A sentence becomes a typed question, whatever somebody wrote.

"slow snowy thriller under 100 minutes before 1990", "like Heat but funnier", "Miyazaki,
nothing scary": limits first, then names, then the words of the lexicon. What is not
wanted becomes a limit and never reaches the vectors. A sentence that tells a plot ("a
family moves into a hotel for the winter") stays text: its family and winter are no
wishes for a genre.
"""

from collections import defaultdict
from typing import Any

from movies.filmquery import FilmQuery
from movies.reading import lexicon, names
from movies.reading.lexicon import Found
from movies.reading.limits import read_limits
from movies.reading.negation import negated, opens_clause
from movies.reading.sentence import Sentence
from movies.reading.wishes import accepted, is_plot

MAX_UNWANTED_WORDS = 3


def understand(sentence: str) -> FilmQuery:
    """Read any text; a film's title is left alone. A handful of queries, no error."""
    reading = Sentence(sentence)
    whole = reading.whole()
    return FilmQuery(text=whole) if names.is_title(whole) else _read(reading)


def warm() -> None:
    """Build what sentences are read with, so that the first question need not wait."""
    lexicon.warm()


def _read(reading: Sentence) -> FilmQuery:
    fields: dict[str, Any] = dict(names.take_like(reading))
    fields |= read_limits(reading, weak=False)
    unwanted = negated(reading)
    found = [f for f in lexicon.find(reading.words) if not _is_taken(reading, f)]
    fields |= _people(reading, found, unwanted)
    found = [f for f in found if not _is_taken(reading, f)]
    plot = is_plot(reading, found)
    if not plot:
        fields |= read_limits(reading, weak=True)
        found = [f for f in found if not _is_taken(reading, f)]
    fields |= _unwanted(reading, found, unwanted, plot=plot)
    fields |= _wanted(reading, [f for f in found if not _is_taken(reading, f)])
    if not plot:
        found = [f for f in found if not _is_taken(reading, f)]
        fields |= _keywords(reading, found)
    return FilmQuery(text=reading.rest(plot=plot), **fields)


def _people(
    reading: Sentence, found: list[Found], unwanted: dict[int, int]
) -> dict[str, Any]:
    people: dict[str, list[Any]] = defaultdict(list)
    known = {place for f in found for place in range(f.start, f.end)}
    for person, place in names.take_people(reading, known):
        people["without_people" if place in unwanted else "people"].append(person)
        if place in unwanted:
            reading.take(unwanted[place], place + 1)
    return {field: tuple(dict.fromkeys(who)) for field, who in people.items()}


def _unwanted(
    reading: Sentence, found: list[Found], unwanted: dict[int, int], *, plot: bool
) -> dict[str, Any]:
    """Take what a "no" or "not" speaks of; inside a plot only genres and moods."""
    fields: dict[str, list[str]] = defaultdict(list)
    requested = {
        place: cue
        for place, cue in unwanted.items()
        if not plot or opens_clause(reading, cue)
    }
    for phrase in found:
        if phrase.start not in (requested if phrase.kind == "keyword" else unwanted):
            continue
        if phrase.kind in ("genre", "mood", "keyword"):
            fields[f"without_{phrase.kind}s"] += phrase.values
        reading.take(phrase.start, phrase.end)
        reading.take(unwanted[phrase.start], unwanted[phrase.start] + 1)
    unknown = [place for place in reading.content() if place in requested]
    for place in unknown[:MAX_UNWANTED_WORDS]:
        fields["without_keywords"].append(reading.words[place])
        reading.take(place, place + 1)
        reading.take(requested[place], requested[place] + 1)
    return _tuples(fields)


def _wanted(reading: Sentence, found: list[Found]) -> dict[str, Any]:
    fields: dict[str, list[str]] = defaultdict(list)
    for phrase in list(accepted(reading, found)):
        if phrase.kind == "place":
            country, language = phrase.values[0].split()
            in_it = phrase.start > 0 and reading.words[phrase.start - 1] == "in"
            fields["languages" if in_it else "countries"].append(
                language if in_it else country
            )
        else:
            field = "countries" if phrase.kind == "country" else f"{phrase.kind}s"
            fields[field] += phrase.values
        reading.take(phrase.start, phrase.end)
    return _tuples(fields)


def _keywords(reading: Sentence, found: list[Found]) -> dict[str, Any]:
    """Take keywords where nothing else is left to understand: "heist films"."""
    keywords = [phrase for phrase in found if phrase.kind == "keyword"]
    covered = {
        place for phrase in keywords for place in range(phrase.start, phrase.end)
    }
    if not keywords or not covered.issuperset(reading.content()):
        return {}
    for phrase in keywords:
        reading.take(phrase.start, phrase.end)
    return {"keywords": tuple(dict.fromkeys(phrase.values[0] for phrase in keywords))}


def _is_taken(reading: Sentence, phrase: Found) -> bool:
    return any(reading.taken[phrase.start : phrase.end])


def _tuples(fields: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(dict.fromkeys(values)) for name, values in fields.items() if values
    }
