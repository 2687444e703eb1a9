"""What kind of work a question is: rules, not a model, and the same every time."""

import re
from enum import StrEnum

from providers.base import Brief, Intent


class Route(StrEnum):
    SMALLTALK = "smalltalk"
    LOOKUP = "lookup"
    RECOMMEND = "recommend"
    REFINE = "refine"
    COMPARE = "compare"
    HARD = "hard"


_BY_INTENT = {
    Intent.SMALLTALK: Route.SMALLTALK,
    Intent.HELP: Route.SMALLTALK,
    Intent.OFF_TOPIC: Route.SMALLTALK,
    Intent.LOOKUP: Route.LOOKUP,
    # The reasons are the engine's own: they are looked up, not thought of.
    Intent.WHY: Route.LOOKUP,
    Intent.RECOMMEND: Route.RECOMMEND,
    Intent.REFINE: Route.REFINE,
    Intent.COMPARE: Route.COMPARE,
}
# What takes thought beyond the facts in the brief.
_THOUGHT = re.compile(
    r"\b(?:explain|analy[sz]e|analysis|interpret(?:ation)?|argue|essay|themes?|motifs?|"
    r"symboli[sz]\w*|subtext|allegory|influenced?|legacy|significance|philosoph\w+|"
    r"in depth|step by step|pros and cons|what makes|how does .+ (?:differ|compare)|"
    r"(?:double|triple) (?:bill|feature)|marathon|film (?:club|course|festival)|"
    r"syllabus|program(?:me)? for|in what order|which order)\b",
    re.IGNORECASE,
)
# More words, wishes or films than this do not fit one thought.
LONG_QUESTION_WORDS = 45
MANY_WISHES = 6
MANY_COMPARED = 3


def route_of(brief: Brief) -> Route:
    route = _BY_INTENT[brief.intent]
    if route is not Route.SMALLTALK and _is_hard(brief):
        return Route.HARD
    return route


def _is_hard(brief: Brief) -> bool:
    compared = brief.intent is Intent.COMPARE and len(brief.candidates)
    return (
        _THOUGHT.search(brief.question) is not None
        or len(brief.question.split()) > LONG_QUESTION_WORDS
        or len(brief.wishes) >= MANY_WISHES
        or compared >= MANY_COMPARED
    )
