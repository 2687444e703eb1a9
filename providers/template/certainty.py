"""How sure the template may be that its answer is all that was asked for.

Two things can be known from a brief: whether the catalogue has every fact the answer
needs, and whether the question holds words the answer does not speak to.
"""

import re
from collections.abc import Callable

from providers.base import Brief, Candidate, Intent, Topic

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that ask, point or are polite: none of them asks for anything more.
_PLAIN = (
    "a an the is was are were be been do does did can could would will shall may might "
    "i i'd i'm you your me my we us it its it's he she they that that's this these "
    "those one ones there here of in on at by for from to with about into and or so "
    "please tell know what what's whats which who who's whos when where how if any "
    "movie movies film films again just now then ok okay well really also too more bit "
    "some something cinebot bot first second third last"
)
_OF_TOPIC = {
    Topic.DIRECTOR: "directed director direct made make maker directors",
    Topic.CAST: "stars starred star plays played cast actors acts acted actor actress",
    Topic.RUNTIME: "long runtime running time length minutes run last take many hours",
    Topic.YEAR: "year made released release come came out old when filmed",
    Topic.GENRE: "genre genres kind belong sort type",
    Topic.AGE: "suitable good safe fine kids children rated rating certificate age "
    "ok okay kid child old",
    Topic.ABOUT: "plot story synopsis happens happen have",
    Topic.GREETING: "hi hello hey hiya howdy good morning afternoon evening",
    Topic.THANKS: "thanks thank thx ta cheers much appreciated great perfect cool nice "
    "lovely lot very",
    Topic.FAREWELL: "bye goodbye night goodnight see later ya ciao good",
    Topic.HOW_ARE_YOU: "hi hello hey going hows how's whats up doing today",
}
_OF_WHY = "why but pick picked choose chose suggest suggested recommend show like not"
_FACTS: dict[Topic, Callable[[Candidate], object]] = {
    Topic.DIRECTOR: lambda film: film.directors,
    Topic.CAST: lambda film: film.cast,
    Topic.RUNTIME: lambda film: film.runtime_min,
    Topic.YEAR: lambda film: film.year,
    Topic.GENRE: lambda film: film.genres,
    Topic.AGE: lambda film: film.certificate,
}
# The answer can only ask back.
ASKS_BACK = 0.3


def certainty(brief: Brief) -> float:
    """Return 0 to 1: the share of what was asked for that the answer can hold."""
    match brief.intent:
        case Intent.LOOKUP:
            return _known(brief, _FACTS.get(brief.topic, _synopsis)) * _covered(brief)
        case Intent.WHY:
            return _known(brief, lambda film: film.reasons) * _covered(brief)
        case Intent.SMALLTALK:
            return _covered(brief)
        case Intent.HELP:
            return ASKS_BACK if brief.topic is Topic.UNCLEAR else 1.0
        case Intent.OFF_TOPIC:
            # The answer is the way back to films, whatever the question was.
            return 1.0
        case _:
            # Which film to choose, and how to say it, is never certain.
            return 0.0


def _synopsis(film: Candidate) -> object:
    return film.synopsis


def _known(brief: Brief, fact: Callable[[Candidate], object]) -> float:
    """Return the share of films whose fact is there; that a film is not counts too."""
    films = len(brief.candidates) + len(brief.missing)
    if not films:
        return ASKS_BACK
    without = sum(not fact(film) for film in brief.candidates)
    return 1 - without / films


def _covered(brief: Brief) -> float:
    """Return the share of the question's words that the answer speaks to."""
    asked = _words(brief.question)
    if not asked:
        return 0.0
    told = _words(_PLAIN) | _words(_OF_TOPIC.get(brief.topic, ""))
    if brief.intent is Intent.WHY:
        told |= _words(_OF_WHY)
    titles = (*(film.title for film in brief.candidates), *brief.missing)
    for title in titles:
        told |= _words(title)
    return len(asked & told) / len(asked)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("’", "'") for word in _WORD.findall(text.casefold()))
