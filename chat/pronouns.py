"""Who "her" and "the same director" are: people the conversation just spoke of."""

import re
from dataclasses import dataclass
from functools import partial

_PERSON = re.compile(
    r"\b(?P<lead>with|without|by|from|starring|of)\s+(?:him|her)\b(?!\s+(?:own|birthday))"
    r"|\b(?P<verb>has|have|did|is|was)\s+(?:she|he)\b"
    r"|\b(?:his|her)(?=\s+(?:other|films?|movies?|work|early|earlier|later)\b)",
    re.IGNORECASE,
)
_DIRECTOR = re.compile(
    r"\b(?:(?:the|that) same|that|this|the) (?:director|filmmaker)(?:['’]s)?"
    r"(?=$|[ ?.!,])",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\b(?:(?:the|that) same|that|this) (?:actor|actress|star)(?:['’]s)?"
    r"(?=$|[ ?.!,])",
    re.IGNORECASE,
)
# "What else has she made?", "her other films": about her, not about what was asked.
_FILMOGRAPHY = re.compile(r"\b(?:else|other|more|another|anything|all)\b")


@dataclass(frozen=True, slots=True)
class OnTable:
    """Names: the person spoken of last, and who made and leads the film before."""

    person: str = ""
    director: str = ""
    actor: str = ""


def points_at_person(remark: str) -> bool:
    return any(each.search(remark) for each in (_PERSON, _DIRECTOR, _ACTOR))


def spelled_out(remark: str, on_table: OnTable) -> str:
    """Return the remark with names for the words that stand for them, where known."""
    for pattern, name in (
        (_PERSON, on_table.person),
        (_DIRECTOR, on_table.director),
        (_ACTOR, on_table.actor),
    ):
        if name:
            remark = pattern.sub(partial(_named, name), remark)
    return remark


def asks_for_filmography(said: str) -> bool:
    """Whether folded words ask what somebody else made, whatever was asked before."""
    return _FILMOGRAPHY.search(said) is not None


def _named(name: str, found: re.Match[str]) -> str:
    words = found.groupdict()
    lead = words.get("lead") or words.get("verb")
    return f"{lead} {name}" if lead else name
