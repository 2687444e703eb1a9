"""What hangs on a film of the starter catalogue: genres, credits, ids, ages."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import Model
from django.utils.text import slugify

from movies.catalogue_entries import Entry
from movies.models import (
    Certification,
    Credit,
    ExternalId,
    Film,
    FilmGenre,
    Genre,
    Keyword,
    Person,
)

Entries = Mapping[int, Entry]
FilmKeyword = Film.keywords.through


def replace(entries: Entries) -> None:
    """Give each film, by its id, the links of its entry and no others."""
    for link in (FilmGenre, FilmKeyword, Credit, Certification, ExternalId):
        link._base_manager.filter(film_id__in=entries).delete()
    _link_genres(entries)
    _link_keywords(entries)
    _credit_people(entries)
    Certification.objects.bulk_create(
        Certification(film_id=film, system=system, label=label)
        for film, entry in entries.items()
        for system, label in entry["certifications"].items()
    )
    ExternalId.objects.bulk_create(
        ExternalId(film_id=film, source=source, value=value)
        for film, entry in entries.items()
        for source, value in entry["ids"].items()
    )


def _link_genres(entries: Entries) -> None:
    names = (name for entry in entries.values() for name in entry["genres"])
    genres = _ids(Genre, names, lambda name: Genre(name=name, slug=slugify(name)))
    FilmGenre.objects.bulk_create(
        FilmGenre(film_id=film, genre_id=genres[name], position=position)
        for film, entry in entries.items()
        for position, name in enumerate(entry["genres"])
    )


def _link_keywords(entries: Entries) -> None:
    names = (name for entry in entries.values() for name in entry["keywords"])
    keywords = _ids(Keyword, names, lambda name: Keyword(name=name))
    FilmKeyword._base_manager.bulk_create(
        FilmKeyword(film_id=film, keyword_id=keywords[name])
        for film, entry in entries.items()
        for name in dict.fromkeys(entry["keywords"])
    )


def _credit_people(entries: Entries) -> None:
    credited = [
        (film, role, position, name)
        for film, entry in entries.items()
        for role, names in (
            (Credit.Role.DIRECTOR, entry["directors"]),
            (Credit.Role.CAST, entry["cast"]),
        )
        for position, name in enumerate(dict.fromkeys(names))
    ]
    people = _ids(
        Person, (name for *_, name in credited), lambda name: Person(name=name)
    )
    Credit.objects.bulk_create(
        Credit(film_id=film, role=role, position=position, person_id=people[name])
        for film, role, position, name in credited
    )


def _ids(
    model: type[Model], names: Iterable[str], make: Callable[[str], Model]
) -> dict[str, int]:
    """Return name -> id, making the rows that are missing."""
    wanted = list(dict.fromkeys(names))
    rows = model._default_manager.filter(name__in=wanted)
    known = set(rows.values_list("name", flat=True))
    model._default_manager.bulk_create(
        make(name) for name in wanted if name not in known
    )
    return dict(rows.order_by("-pk").values_list("name", "pk"))
