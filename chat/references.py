"""Which of the films on the table a question means: "it", "the second one", "those"."""

import re
from collections.abc import Sequence

_NOUN = r"(?: (?:one|film|movie|ones|films|movies))?"
_PLACES = {
    "first": 0, "1st": 0, "top": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "last": -1, "latter": -1, "former": 0,
}  # fmt: skip
_PLACE = re.compile(rf"\b(?:the )?({'|'.join(_PLACES)}){_NOUN}\b")
_ALL = re.compile(r"\b(?:these|those|them|both|all of (?:these|those|them))\b")
_ONE = re.compile(rf"\b(?:it|its|this|that){_NOUN}\b")
# A whole phrase that is nothing but a reference.
_ONLY = re.compile(
    rf"(?:(?:the )?(?:{'|'.join(_PLACES)}){_NOUN}|it|its|this{_NOUN}|that{_NOUN}|"
    rf"these{_NOUN}|those{_NOUN}|them|both)"
)


def is_reference(said: str) -> bool:
    """Whether folded words name no film but point at one."""
    return _ONLY.fullmatch(said) is not None


def referred(said: str, films: Sequence[int], listed: Sequence[int] = ()) -> list[int]:
    """Return the ids that folded words point at, out of those shown, in their order.

    `listed` is the last list of films: after a word on the first of it, "the second
    one" still means the second of the list.
    """
    if not films:
        return []
    if place := _PLACE.search(said):
        several = listed or films
        position = _PLACES[place[1]]
        return [several[position]] if -len(several) <= position < len(several) else []
    if _ALL.search(said):
        return list(films)
    return [films[0]] if _ONE.search(said) else []
