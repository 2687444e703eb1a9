"""How a short remark changes the question before it: "shorter", "not that one".

Pure: a question, the films it brought, a remark, and what the remark says on its own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from chat.pronouns import asks_for_filmography
from chat.references import referred
from movies.filmquery import FilmQuery, Named
from movies.folding import fold
from movies.reading.limits import is_measured


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
    r"preferably|rather|ideally|also|same|for|by|starring|instead|actually)\b"
)
_COMPARATIVE = re.compile(
    r"^(?:something |anything |a bit |much |maybe )*(?!thriller|slasher)\w{3,}er$"
)
_INSTEAD = re.compile(r"\binstead\b|^(?:no )?(?:rather|actually)\b")
# A wish taken back: "any length", "forget the years", "the genre does not matter".
_TAKEN_BACK = re.compile(
    r"^(?:ok |but )?(?:any|forget|never mind|drop|ignore) (?:about )?(?:the )?(\w+)$|"
    r"^(?:the )?(\w+) (?:does not|doesnt|do not|dont) matter$"
)
_FIELDS_OF = {
    "length": ("runtime_min", "runtime_max"),
    "year": ("year_from", "year_to"),
    "genre": ("genres", "without_genres"),
    "mood": ("moods", "without_moods"),
    "language": ("languages",),
    "country": ("countries",),
    "person": ("people", "without_people"),
    "age": ("max_age",),
} | dict.fromkeys(("keyword", "theme"), ("keywords", "without_keywords"))
_CALLED = {
    "runtime": "length", "time": "length", "limit": "length", "decade": "year",
    "years": "year", "era": "year", "genres": "genre", "kind": "genre",
    "actor": "person", "actress": "person", "director": "person", "cast": "person",
}  # fmt: skip
# Who asks for the one has had enough of the others.
_AGAINST = {
    "funny": ("sad",),
    "feel-good": ("sad", "dark"),
    "cosy": ("scary", "violent", "tense", "dark"),
    "sad": ("funny", "feel-good"),
    "dark": ("feel-good", "cosy"),
    "tense": ("cosy", "slow"),
    "slow": ("tense",),
}
# Of these a film has one: the newer wish takes the place of the one before.
_ONE_OF = ("languages", "countries")
_SPANS = (("year_from", "year_to"), ("runtime_min", "runtime_max"))
MAX_REMARK_WORDS = 7


def follow_up(
    remark: str,
    fresh: FilmQuery,
    before: FilmQuery,
    shown: Sequence[Shown],
    seen: frozenset[int],
    listed: Sequence[Shown] = (),
) -> FollowUp | None:
    """Return the question as the remark changes it; None if it is a new question.

    `fresh` is what the remark says on its own, `seen` every film shown so far, `listed`
    the last list of films.
    """
    said = fold(remark)
    if not shown:
        return None
    meant = referred(said, _ids(shown), _ids(listed))
    if (_LIKE.search(said) and meant) or _YES.fullmatch(said):
        # What was offered last is more of the kind of the first film.
        return FollowUp(_like(meant or _ids(shown[:1]), [*listed, *shown]), seen)
    if _REJECT.search(said):
        # The others on the table may stay there.
        kept = {*_ids(listed), *_ids(shown)} - set(meant) if meant else set()
        return FollowUp(before, seen - kept)
    if changed := _changed(said, fresh, before, shown):
        return FollowUp(changed, seen)
    return None


def turned_down(remark: str, films: Sequence[int]) -> frozenset[int]:
    """Return which of the films before a remark says it does not want."""
    said = fold(remark)
    if not _REJECT.search(said):
        return frozenset()
    return frozenset(referred(said, films) or films)


def _changed(
    said: str, fresh: FilmQuery, before: FilmQuery, shown: Sequence[Shown]
) -> FilmQuery | None:
    """Return the question before, as a remark on its films makes it."""
    if fresh.people and asks_for_filmography(said):
        return FilmQuery(people=fresh.people)
    if limit := _relative(said, fresh, shown):
        compared = [name for span in _SPANS if limit.keys() & {*span} for name in span]
        wish = fresh.changed(text="", **dict.fromkeys(compared))
        return _consistent(_merged(before, wish, said).changed(**limit), limit)
    if _ANOTHER.search(said):
        return before
    if taken_back := _taken_back(said):
        return before.changed(
            **{name: getattr(FilmQuery(), name) for name in taken_back}
        )
    return _merged(before, fresh, said) if _is_remark(said, fresh) else None


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
    # "No longer than two hours" holds "longer", and names the other end.
    return (is_measured(said) and _named(fresh)) or limits


def _named(fresh: FilmQuery) -> dict[str, int]:
    ends = (name for span in _SPANS for name in span)
    return {name: end for name in ends if (end := getattr(fresh, name)) is not None}


def _like(meant: list[int], shown: Sequence[Shown]) -> FilmQuery:
    titles = {film.film_id: film.title for film in shown}
    return FilmQuery(like=tuple(Named(film_id, titles[film_id]) for film_id in meant))


def _ids(films: Sequence[Shown]) -> list[int]:
    return [film.film_id for film in films]


def _taken_back(said: str) -> tuple[str, ...]:
    if not (found := _TAKEN_BACK.fullmatch(said)):
        return ()
    called = found[1] or found[2]
    return _FIELDS_OF.get(_CALLED.get(called, called), ())


def _is_remark(said: str, fresh: FilmQuery) -> bool:
    if fresh.is_empty or len(said.split()) > MAX_REMARK_WORDS:
        return False
    # "Oppenheimer" ends like "funnier", but nothing is understood of it.
    compares = _COMPARATIVE.search(said) and not fresh.is_plain_text
    return bool(_OPENING.search(said) or _INSTEAD.search(said) or compares)


def _merged(before: FilmQuery, fresh: FilmQuery, said: str) -> FilmQuery:
    """Join both; what the remark rules out is no longer wished for, and vice versa."""
    replaced = _told(fresh) if _INSTEAD.search(said) else set(_ONE_OF) & _told(fresh)
    before = before.changed(**{name: getattr(FilmQuery(), name) for name in replaced})
    joined = before.joined(fresh)
    for wish in ("genres", "keywords", "moods", "people"):
        wanted, unwanted = getattr(fresh, wish), getattr(fresh, f"without_{wish}")
        if wish == "moods":
            unwanted = (*unwanted, *_opposed(wanted))
        joined = joined.changed(
            **{
                wish: _left(getattr(joined, wish), unwanted),
                f"without_{wish}": _left(getattr(joined, f"without_{wish}"), wanted),
            }
        )
    return _consistent(joined, _told(fresh))


def _told(query: FilmQuery) -> set[str]:
    """Return the names of the fields that say something."""
    empty = FilmQuery()
    return {
        field.name
        for field in fields(query)
        if getattr(query, field.name) != getattr(empty, field.name)
    }


def _opposed(moods: Iterable[str]) -> tuple[str, ...]:
    return tuple(other for mood in moods for other in _AGAINST.get(mood, ()))


def _consistent(query: FilmQuery, latest: Iterable[str]) -> FilmQuery:
    """Let go of the earlier end of a span that the later one made impossible."""
    told = set(latest)
    for low, high in _SPANS:
        first, last = getattr(query, low), getattr(query, high)
        if first is not None and last is not None and first > last:
            query = query.changed(**{low if high in told else high: None})
    return query


def _left(values: tuple[Any, ...], gone: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value for value in values if value not in gone)
