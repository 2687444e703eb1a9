"""A question in an address, and back: /films/?genre=thriller&year_to=1990&text=snow.

Whatever somebody wrote into the address is read without an error: what makes no sense
is left out.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict

from movies.moods import MOODS
from movies.named import Named
from movies.places import COUNTRIES, LANGUAGES

if TYPE_CHECKING:
    from movies.filmquery import FilmQuery

MAX_TEXT = 300
# A question with more of a kind is a machine's.
MAX_VALUES = 10

# Parameter -> field, for fields with several values.
_LISTS = {
    "genre": "genres",
    "not_genre": "without_genres",
    "keyword": "keywords",
    "not_keyword": "without_keywords",
    "mood": "moods",
    "not_mood": "without_moods",
    "person": "people",
    "not_person": "without_people",
    "like": "like",
    "unlike": "unlike",
    "language": "languages",
    "country": "countries",
}
_NUMBERS = {
    "year_from": range(1870, 2101),
    "year_to": range(1870, 2101),
    "runtime_min": range(1, 1501),
    "runtime_max": range(1, 1501),
    "max_age": range(19),
}


def read(params: QueryDict) -> dict[str, Any]:
    """Return the fields of a FilmQuery that the parameters set."""
    lists = {
        field: tuple(dict.fromkeys(filter(None, map(_READERS[field], values))))
        for name, field in _LISTS.items()
        if (values := params.getlist(name)[:MAX_VALUES])
    }
    numbers = {
        name: int(value)
        for name, allowed in _NUMBERS.items()
        if (value := params.get(name, "")).isdecimal() and _within(value, allowed)
    }
    return {"text": _clean(params.get("text", "")), **lists, **numbers}


def write(query: "FilmQuery") -> str:
    pairs: list[tuple[str, str | int]] = [
        (name, f"{value.id}:{value.name}" if isinstance(value, Named) else value)
        for name, field in _LISTS.items()
        for value in getattr(query, field)
    ]
    pairs += [
        (name, value)
        for name in _NUMBERS
        if (value := getattr(query, name)) is not None
    ]
    if query.text:
        pairs.append(("text", query.text))
    return urlencode(pairs)


def _within(value: str, allowed: range) -> bool:
    # Python refuses to read numbers of thousands of digits.
    return len(value) <= 4 and int(value) in allowed


def _clean(value: str) -> str:
    return " ".join(value.replace("\0", " ").split())[:MAX_TEXT].strip()


def _slug(value: str) -> str:
    return value if value.replace("-", "").isalnum() and len(value) <= 60 else ""


def _named(value: str) -> Named | None:
    number, _, name = _clean(value).partition(":")
    # Ids are signed 64-bit integers in the database.
    known = number.isascii() and number.isdecimal() and len(number) <= 18
    return Named(int(number), name or f"#{number}") if known else None


def _one_of(table: dict[str, Any]) -> Callable[[str], str]:
    return lambda value: value if value in table else ""


_READERS: dict[str, Callable[[str], str | Named | None]] = {
    "genres": _slug,
    "without_genres": _slug,
    "keywords": _clean,
    "without_keywords": _clean,
    "moods": _one_of(MOODS),
    "without_moods": _one_of(MOODS),
    "people": _named,
    "without_people": _named,
    "like": _named,
    "unlike": _named,
    "languages": _one_of(LANGUAGES),
    "countries": _one_of(COUNTRIES),
}
