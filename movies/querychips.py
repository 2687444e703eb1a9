"""What was understood of a question, as chips a person can take away one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from movies.moods import MOODS
from movies.named import Named
from movies.places import COUNTRIES, LANGUAGES

if TYPE_CHECKING:
    from movies.filmquery import FilmQuery


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a question in words, and the question without that part."""

    label: str
    without: "FilmQuery"


def chips(query: "FilmQuery") -> list[Chip]:
    return [*_listed(query), *_ranges(query), *_text(query)]


def genre_name(slug: str) -> str:
    """Return a genre as shown: science-fiction -> Science Fiction."""
    return slug.replace("-", " ").title()


# For each field that holds several values: how one of them is said.
_LABELS: dict[str, Callable[[Any], str]] = {
    "genres": genre_name,
    "people": lambda person: person.name,
    "like": lambda film: _("like %(film)s") % {"film": film.name},
    "keywords": str,
    "moods": lambda mood: str(MOODS[mood].label),
    "languages": lambda code: _("in %(language)s") % {"language": LANGUAGES[code]},
    "countries": lambda code: _("from %(country)s") % {"country": COUNTRIES[code]},
    "without_genres": lambda slug: _("no %(genre)s") % {"genre": genre_name(slug)},
    "without_keywords": lambda word: _("no %(keyword)s") % {"keyword": word},
    "without_moods": lambda mood: _("not %(mood)s") % {"mood": MOODS[mood].label},
    "without_people": lambda person: _("without %(person)s") % {"person": person.name},
    "unlike": lambda film: _("not like %(film)s") % {"film": film.name},
}


def _listed(query: "FilmQuery") -> Iterator[Chip]:
    for field, label in _LABELS.items():
        values: tuple[str | Named, ...] = getattr(query, field)
        for value in values:
            rest = tuple(other for other in values if other != value)
            yield Chip(capfirst(label(value)), query.changed(**{field: rest}))


def _ranges(query: "FilmQuery") -> Iterator[Chip]:
    if years := _years(query.year_from, query.year_to):
        yield Chip(years, query.changed(year_from=None, year_to=None))
    if runtime := _runtime(query.runtime_min, query.runtime_max):
        yield Chip(runtime, query.changed(runtime_min=None, runtime_max=None))
    if query.max_age is not None:
        label = _("For age %(age)d and up") % {"age": query.max_age}
        yield Chip(label, query.changed(max_age=None))


def _text(query: "FilmQuery") -> Iterator[Chip]:
    # A chip that leaves the plain question empty would only say it twice.
    if query.text and not query.is_plain_text:
        yield Chip(_("“%(text)s”") % {"text": query.text}, query.changed(text=""))


def _years(first: int | None, last: int | None) -> str:
    span = {"first": first, "last": last}
    if first and last:
        return _("%(first)d to %(last)d") % span if first != last else str(first)
    if first:
        return _("Since %(first)d") % span
    return _("Up to %(last)d") % span if last else ""


def _runtime(shortest: int | None, longest: int | None) -> str:
    span = {"shortest": shortest, "longest": longest}
    if shortest and longest:
        return _("%(shortest)d to %(longest)d minutes") % span
    if shortest:
        return _("At least %(shortest)d minutes") % span
    return _("Up to %(longest)d minutes") % span if longest else ""
