"""What a row of somebody else's export says. No Django models here, nor files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = 1870, 2040
LONGEST_TITLE = 300

Fields = Mapping[str, str]


class RowUnreadableError(ValueError):
    """A row that says nothing usable; `reason` says why, to a person."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = str(reason)


class FileUnreadableError(RowUnreadableError):
    """The whole file is of no use."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What one export says about one film. stars: half stars, None where unrated."""

    title: str
    year: int | None = None
    imdb: str = ""
    letterboxd: str = ""
    stars: Decimal | None = None
    seen: bool = False
    watchlist: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RowError:
    """Row `number` of a file (the heading is row 1) was left out."""

    file: str
    number: int
    reason: str


def title_in(fields: Fields, column: str) -> str:
    title = fields.get(column, "").strip()[:LONGEST_TITLE]
    if not title:
        raise RowUnreadableError(_("There is no title."))
    return title


def year_in(fields: Fields, column: str = "Year") -> int | None:
    text = fields.get(column, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise RowUnreadableError(_("“%(text)s” is no year.") % {"text": text[:20]})
    year = int(text)
    return year if EARLIEST <= year <= LATEST else None


def number_in(fields: Fields, column: str) -> Decimal | None:
    text = fields.get(column, "").strip()
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise RowUnreadableError(_("“%(text)s” is no rating.") % {"text": text[:20]})
    return number


def day_in(fields: Fields, column: str) -> date | None:
    """Return the day of a row; how it was written matters little, so no error."""
    try:
        return date.fromisoformat(fields.get(column, "").strip()[:10])
    except ValueError:
        return None
