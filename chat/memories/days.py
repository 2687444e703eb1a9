"""Days of the week in a sentence: "on Fridays", "weeknights", "it's film night"."""

import re
from dataclasses import dataclass

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKNIGHTS, WEEKDAYS, WEEKEND = (0, 1, 2, 3), (0, 1, 2, 3, 4), (5, 6)
_SPANS = {
    "weeknight": WEEKNIGHTS, "school night": WEEKNIGHTS, "week night": WEEKNIGHTS,
    "during the week": WEEKDAYS, "weekday": WEEKDAYS, "weekend": WEEKEND,
}  # fmt: skip
_DAY = rf"(?:{'|'.join((*DAYS, *_SPANS))})"
_PART = r"(?:night|evening|afternoon|morning)"
_EVENT = r"(?:(?:our |the |my )?(?:film|movie|family|pizza|cinema) (?:film |movie )?)"
_HABIT = re.compile(
    rf"\b(?:(?:on|at|over|every|each|most) )*(?P<day>{_DAY})(?P<many>s)?"
    rf"(?: (?:{_EVENT}?{_PART})(?P<parts>s)?)?\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|most|during|is|are)\b", re.IGNORECASE)
_OCCASION = re.compile(
    rf"\b(?:(?:it is|it['’]?s|this is|happy|for|on|this) )"
    rf"(?:our |the |my |a )?(?P<day>{_DAY})s?(?: {_EVENT}?{_PART})?\b"
    rf"|\b(?:(?:it is|it['’]?s|this is|for|on) )?(?:our |the |my |a )?"
    rf"(?P<named>{_DAY})s? {_EVENT}{_PART}\b"
    rf"|\b(?:(?:it is|it['’]?s|this is|for) )?(?:our |the |my |a )?"
    rf"(?:film|movie) night\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:tonight|today|this evening)\b", re.IGNORECASE)
_EDGES = " ,;:.!?-–—"


@dataclass(frozen=True, slots=True)
class Occasion:
    """The weekdays a question is about, and the question without saying so."""

    weekdays: frozenset[int] = frozenset()
    rest: str = ""


def habitual_days(clause: str) -> tuple[int, ...]:
    """Return the weekdays on which something usually happens; a single day is none."""
    days: set[int] = set()
    for found in _HABIT.finditer(clause):
        if found["many"] or found["parts"] or _EVERY.search(clause):
            days.update(_numbers(found["day"]))
    return tuple(sorted(days))


def without_days(clause: str) -> str:
    return " ".join(_HABIT.sub(" ", clause).split()).strip(_EDGES)


def occasion(question: str, today: int) -> Occasion:
    """Read "it's Friday film night"; `today` is the weekday that "tonight" means."""
    if found := _OCCASION.search(question):
        named = found["day"] or found["named"]
        days = _numbers(named) if named else (today,)
        rest = question[: found.start()] + " " + question[found.end() :]
        return Occasion(frozenset(days), " ".join(rest.split()).strip(_EDGES))
    days = (today,) if _TODAY.search(question) else ()
    return Occasion(frozenset(days), question)


def _numbers(day: str) -> tuple[int, ...]:
    day = day.lower()
    return (DAYS.index(day),) if day in DAYS else _SPANS[day]
