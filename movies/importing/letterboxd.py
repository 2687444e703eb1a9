"""Letterboxd exports: ratings.csv, diary.csv, watched.csv, watchlist.csv."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from movies.importing.rows import (
    Fields,
    ImportRow,
    RowUnreadableError,
    day_in,
    number_in,
    title_in,
    year_in,
)

FILES = ("watchlist.csv", "watched.csv", "diary.csv", "ratings.csv")
COLUMNS = {"Name", "Year"}
_FILM_PAGE = re.compile(r"letterboxd\.com/(?:[^/]+/)?film/([a-z0-9-]{1,200})")


def is_it(columns: set[str]) -> bool:
    return columns >= COLUMNS


def read(fields: Fields, file: str) -> ImportRow:
    stars = number_in(fields, "Rating")
    if stars is not None and (stars * 2 % 1 or not 1 <= stars * 2 <= 10):
        raise RowUnreadableError(
            _("“%(stars)s” is no rating from 0.5 to 5 in half steps.")
            % {"stars": fields["Rating"][:20]}
        )
    page = _FILM_PAGE.search(fields.get("Letterboxd URI", ""))
    wanted = "watchlist" in file and stars is None
    return ImportRow(
        title=title_in(fields, "Name"),
        year=year_in(fields),
        letterboxd=page.group(1) if page else "",
        stars=stars,
        seen=not wanted,
        watchlist=wanted,
        day=day_in(fields, "Watched Date") or day_in(fields, "Date"),
    )


def merged(rows: list[ImportRow]) -> list[ImportRow]:
    """Make one row of all that the files say about one film; later rows win."""
    films: dict[tuple[str, int | None], ImportRow] = {}
    for row in rows:
        name = row.title.casefold(), row.year
        before = films.get(name)
        films[name] = _joined(before, row) if before else row
    return list(films.values())


def _joined(before: ImportRow, row: ImportRow) -> ImportRow:
    seen = before.seen or row.seen
    rated = row if row.stars is not None else before
    return replace(
        rated,
        letterboxd=row.letterboxd or before.letterboxd,
        seen=seen,
        watchlist=(before.watchlist or row.watchlist) and not seen,
    )
