"""An uploaded file, as bytes, to rows and to the rows that could not be read."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from django.utils.translation import gettext as _

from movies.importing import imdb, letterboxd
from movies.importing.rows import (
    Fields,
    FileUnreadableError,
    ImportRow,
    RowError,
    RowUnreadableError,
)

LARGEST_BYTES = 5_000_000
# Of all files of an archive once unpacked: a zip bomb is stopped while it unpacks.
LARGEST_UNPACKED_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_ERRORS = 200

SOURCES: dict[str, ModuleType] = {"letterboxd": letterboxd, "imdb": imdb}


@dataclass(frozen=True, slots=True)
class Parsed:
    source: str
    rows: list[ImportRow]
    errors: list[RowError]


def parse(data: bytes, filename: str) -> Parsed:
    """Read an export; raises FileUnreadableError where there is nothing to read."""
    if len(data) > LARGEST_BYTES:
        raise FileUnreadableError(_("The file is larger than 5 MB."))
    files = _unpacked(data) if data.startswith(b"PK") else {filename.casefold(): data}
    rows: list[ImportRow] = []
    errors: list[RowError] = []
    source = ""
    for name, content in files.items():
        source = _read(_text(content), name, rows, errors)
    return Parsed(source, SOURCES[source].merged(rows), errors[:MOST_ERRORS])


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The files we know at the top of an archive; deleted/... are not looked at."""
    files: dict[str, bytes] = {}
    left = LARGEST_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in letterboxd.FILES:
                if name not in archive.namelist():
                    continue
                with archive.open(name) as file:
                    files[name] = file.read(left + 1)
                left -= len(files[name])
                if left < 0:
                    raise FileUnreadableError(_("The archive unpacks to too much."))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as broken:
        raise FileUnreadableError(_("The archive is damaged.")) from broken
    except RuntimeError as locked:  # what zipfile raises for an encrypted member
        raise FileUnreadableError(_("The archive has a password.")) from locked
    if not files:
        raise FileUnreadableError(
            _("The archive holds none of the files Letterboxd exports.")
        )
    return files


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Excel saves so on Windows.
            text = content.decode("cp1252", errors="replace")
    return text.replace("\x00", "")


def _read(text: str, name: str, rows: list[ImportRow], errors: list[RowError]) -> str:
    """Append what a file says; return its source."""
    lines = _lines(text)
    columns = next(lines, (1, []))[1]
    if isinstance(columns, str):
        raise FileUnreadableError(columns)
    columns = [column.strip() for column in columns]
    source = _source(set(columns))
    for number, cells in lines:
        if len(rows) + len(errors) >= MOST_ROWS:
            errors.insert(0, RowError(name, number, _("Only 20,000 rows are read.")))
            break
        try:
            rows.append(_row(source, columns, cells, name))
        except RowUnreadableError as error:
            errors.append(RowError(name, number, error.reason))
    return source


def _row(
    source: str, columns: list[str], cells: list[str] | str, name: str
) -> ImportRow:
    if isinstance(cells, str):
        raise RowUnreadableError(cells)
    fields: Fields = dict(zip(columns, cells, strict=False))
    row: ImportRow = SOURCES[source].read(fields, name)
    return row


def _source(columns: set[str]) -> str:
    for source, module in SOURCES.items():
        if module.is_it(columns):
            return source
    raise FileUnreadableError(
        _("This is no export of Letterboxd (Name, Year) or IMDb (Const, Title).")
    )


def _lines(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield row numbers with their cells, or with what is wrong with the row."""
    reader = csv.reader(io.StringIO(text, newline=""))
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, _("The row is no CSV.")
        else:
            if any(cell.strip() for cell in cells):
                yield number, cells
