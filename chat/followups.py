"""How a short remark changes the question before it: "shorter", "not that one".

Pure: a question, the films it brought, a remark, and what the remark says on its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chat.references import referred
from movies.filmquery import FilmQuery, Named
from movies.folding import fold


@dataclass(frozen=True, slots=True)
class Shown:
    """A film the last answer showed."""

    film_id: int
    title: str
    year: int | None
    runtime_min: int | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The changed question; `exclude` are films not to show again."""

    query: FilmQuery
    exclude: frozenset[int]


_SHORTER = re.compile(r"\b(?:shorter|less long|not (?:so|that|as) long|too long)\b")
_LONGER = re.compile(r"\b(?:longer|too short)\b")
_OLDER = re.compile(r"\b(?:older|earlier|too (?:new|recent|modern))\b")
_NEWER = re.compile(r"\b(?:newer|more recent|more modern|later|too old)\b")
_LIKE = re.compile(r"\b(?:more|something|anything|others?|films?|movies?) like\b")
_YES = re.compile(r"(?:yes|yeah|yep|yup|sure|of course|please do)(?: please| do)?")
_REJECT = re.compile(
    r"^(?:no )?not (?:this|that|these|those|the|it|them)\b|"
    r"\b(?:seen|watched|know|hate|hated) (?:it|this|that|them|these|those|the|both)\b|"
    r"^(?:already )?(?:seen|watched)(?: (?:it|that|them))?$|"
    r"\balready (?:seen|watched)\b"
)
_ANOTHER = re.compile(
    r"^(?:and |ok |please )?(?:show me |give me |got )?(?:some |any )?"
    r"(?:another|others?|more|something else|anything else|something different|"
    r"different ones?|next|again|what else|none of (?:these|those|them)|surprise me)"
    r"(?: (?:one|ones|film|films|please|of (?:these|those)|options|ideas))?$"
)
# A remark on the films before: it opens with one of these, or compares.
_OPENING = re.compile(
    r"^(?:but|and|with|without|no|not|nothing|less|more|only|just|make it|what about|"
    r"how about|in|from|under|over|before|after|even|too|a bit|bit|ok but|yes but|"
    r"preferably|rather|ideally|also|same|for)\b"
)
_COMPARATIVE = re.compile(
    r"^(?:something |anything |a bit |much |maybe )*(?!thriller|slasher)\w{3,}er$"
)
MAX_REMARK_WORDS = 7
_NUMBER = re.compile(r"\d")
_NO_LIMITS = dict.fromkeys(("runtime_min", "runtime_max", "year_from", "year_to"))


def follow_up(
    remark: str,
    fresh: FilmQuery,
    before: FilmQuery,
    shown: Sequence[Shown],
    seen: frozenset[int],
) -> FollowUp | None:
    """Return the question as the remark changes it; None if it is a new question.

    `fresh` is what the remark says on its own, `seen` every film shown so far.
    """
    said = fold(remark)
    if not shown:
        return None
    meant = referred(said, [film.film_id for film in shown])
    if _LIKE.search(said) and meant:
        return FollowUp(_like(meant, shown), seen)
    if _YES.fullmatch(said):
        # What was offered last is more of the kind of the first film.
        return FollowUp(_like([shown[0].film_id], shown), seen)
    if _REJECT.search(said):
        # The others on the table may stay there.
        kept = {film.film_id for film in shown} - set(meant) if meant else set()
        return FollowUp(before, seen - kept)
    if limit := _relative(said, fresh, shown):
        wish = fresh.changed(text="", **_NO_LIMITS)
        return FollowUp(before.joined(wish).changed(**limit), seen)
    if _ANOTHER.search(said):
        return FollowUp(before, seen)
    if _is_remark(said, fresh):
        return FollowUp(_merged(before, fresh), seen)
    return None


def _relative(said: str, fresh: FilmQuery, shown: Sequence[Shown]) -> dict[str, int]:
    """Return the limit that is past every film shown, or the one that is named."""
    runtimes = [film.runtime_min for film in shown if film.runtime_min]
    years = [film.year for film in shown if film.year]
    limits = {}
    if runtimes and _SHORTER.search(said):
        limits["runtime_max"] = min(runtimes) - 1
    if runtimes and _LONGER.search(said):
        limits["runtime_min"] = max(runtimes) + 1
    if years and _OLDER.search(said):
        limits["year_to"] = min(years) - 1
    if years and _NEWER.search(said):
        limits["year_from"] = max(years) + 1
    named = _NUMBER.search(said) is not None
    return {
        name: (getattr(fresh, name) if named else None) or value
        for name, value in limits.items()
    }


def _like(meant: list[int], shown: Sequence[Shown]) -> FilmQuery:
    titles = {film.film_id: film.title for film in shown}
    return FilmQuery(like=tuple(Named(film_id, titles[film_id]) for film_id in meant))


def _is_remark(said: str, fresh: FilmQuery) -> bool:
    if fresh.is_empty or len(said.split()) > MAX_REMARK_WORDS:
        return False
    # "Oppenheimer" ends like "funnier", but nothing is understood of it.
    compares = _COMPARATIVE.search(said) and not fresh.is_plain_text
    return bool(_OPENING.search(said) or compares)


def _merged(before: FilmQuery, fresh: FilmQuery) -> FilmQuery:
    """Join both; what the remark rules out is no longer wished for, and vice versa."""
    joined = before.joined(fresh)
    if not fresh.is_plain_text and not fresh.text:
        joined = joined.changed(text=before.text)
    for wish in ("genres", "keywords", "moods", "people"):
        wanted, unwanted = getattr(fresh, wish), getattr(fresh, f"without_{wish}")
        joined = joined.changed(
            **{
                wish: _left(getattr(joined, wish), unwanted),
                f"without_{wish}": _left(getattr(joined, f"without_{wish}"), wanted),
            }
        )
    return joined


def _left(values: tuple[object, ...], gone: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(value for value in values if value not in gone)
