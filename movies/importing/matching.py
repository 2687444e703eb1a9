"""Which films of the catalogue the rows mean, as far as the person may see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.folding import title_key
from movies.importing.rows import ImportRow
from movies.models import ExternalId, Film
from movies.search import Legs, search

# A premiere and a release may lie this far apart.
YEARS_APART = 1
CANDIDATES = 3
# So many rows are worth a search each; the rest is only said to be missing.
SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Match:
    """A film, or films to choose from; neither means not here for this person."""

    film: int | None = None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Titled:
    id: int
    year: int | None


def match(rows: Sequence[ImportRow], viewer: User) -> list[Match]:
    """Return a match for each row. Three queries, and a search for up to 30 rows.

    A film above the viewer's age is treated as one that is not in the catalogue: the
    answer must not tell the two apart.
    """
    by_id = _by_external_id(rows, viewer)
    by_title = _by_title(rows, viewer)
    matches = [_match(row, by_id, by_title[title_key(row.title)]) for row in rows]
    open_rows = [
        index
        for index, found in enumerate(matches)
        if found.film is None and not found.candidates
    ]
    for index in open_rows[:SEARCHED_ROWS]:
        matches[index] = _searched(rows[index], viewer)
    return matches


def _by_external_id(
    rows: Iterable[ImportRow], viewer: User
) -> dict[tuple[str, str], int]:
    imdb = {row.imdb for row in rows if row.imdb}
    letterboxd = {row.letterboxd for row in rows if row.letterboxd}
    known = ExternalId.objects.filter(
        Q(source=ExternalId.Source.IMDB, value__in=imdb)
        | Q(source=ExternalId.Source.LETTERBOXD, value__in=letterboxd),
        film__in=Film.objects.visible_to(viewer),
    )
    return {
        (source, value): film_id
        for source, value, film_id in known.values_list("source", "value", "film_id")
    }


def _by_title(rows: Iterable[ImportRow], viewer: User) -> dict[str, list[Titled]]:
    keys = {title_key(row.title) for row in rows} - {""}
    named = Film.objects.visible_to(viewer).filter(
        Q(title_key__in=keys) | Q(original_key__in=keys)
    )
    films: dict[str, list[Titled]] = defaultdict(list)
    for pk, year, *own in named.famous_first().values_list(
        "pk", "year", "title_key", "original_key"
    ):
        for key in set(own) & keys:
            films[key].append(Titled(pk, year))
    return films


def _match(
    row: ImportRow, by_id: dict[tuple[str, str], int], titled: Sequence[Titled]
) -> Match:
    for name in (("imdb", row.imdb), ("letterboxd", row.letterboxd)):
        if name in by_id:
            return Match(by_id[name])
    exact = [film for film in titled if film.year == row.year]
    near = [film for film in titled if _is_near(film.year, row.year)]
    for found in (exact, near):
        if len(found) == 1:
            return Match(found[0].id)
    return Match(candidates=tuple(film.id for film in titled[:CANDIDATES]))


def _is_near(year: int | None, other: int | None) -> bool:
    if year is None or other is None:
        return True
    return abs(year - other) <= YEARS_APART


def _searched(row: ImportRow, viewer: User) -> Match:
    """Films with much the same words; by words alone, for nobody waits for a model."""
    # Plain text, not a sentence to understand: titles are full of names and years.
    query = FilmQuery(text=row.title)
    found = search(query, viewer, limit=CANDIDATES, using=Legs(meanings=False))
    near = [film.pk for film in found.films if _is_near(film.year, row.year)]
    return Match(candidates=tuple(near))
