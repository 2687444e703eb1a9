"""IMDb exports: ratings and watchlist as CSV, ratings from 1 to 10."""

import re

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

COLUMNS = {"Const", "Title"}
_ID = re.compile(r"tt\d{7,10}")
# As IMDb wrote them over the years: "movie", "Movie", "tvMovie", "TV Movie", "short".
FILM_TYPES = {"", "movie", "tvmovie", "video", "short", "tvshort", "tvspecial"}


def is_it(columns: set[str]) -> bool:
    return columns >= COLUMNS


def read(fields: Fields, file: str) -> ImportRow:
    kind = fields.get("Title Type", "").replace(" ", "").casefold()
    if kind not in FILM_TYPES:
        raise RowUnreadableError(_("Not a film, but “%(kind)s”.") % {"kind": kind[:20]})
    imdb = fields.get("Const", "").strip()
    if not _ID.fullmatch(imdb):
        raise RowUnreadableError(_("“%(id)s” is no IMDb id.") % {"id": imdb[:20]})
    rating = number_in(fields, "Your Rating")
    if rating is not None and (rating % 1 or not 1 <= rating <= 10):
        raise RowUnreadableError(
            _("“%(rating)s” is no rating from 1 to 10.")
            % {"rating": fields["Your Rating"][:20]}
        )
    return ImportRow(
        title=title_in(fields, "Title"),
        year=year_in(fields),
        imdb=imdb,
        stars=None if rating is None else rating / 2,
        seen=rating is not None,
        watchlist=rating is None,
        day=day_in(fields, "Date Rated") or day_in(fields, "Created"),
    )


def merged(rows: list[ImportRow]) -> list[ImportRow]:
    """Keep the last row of each film."""
    return list({row.imdb: row for row in rows}.values())
