"""A copy of everything the site keeps about a person, in one zip.

Each app registers its part: rows for the JSON file, and tables as CSV files.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.functional import Promise

from cinematch.accounts.models import EXPORT_LIFETIME, DataExport, User


@dataclass(frozen=True, slots=True)
class Section:
    """A list in the JSON file; `label` names its rows to people ("ratings")."""

    name: str
    label: str | Promise
    rows: Callable[[User], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Table:
    filename: str
    columns: tuple[str, ...]
    rows: Callable[[User], Iterable[Sequence[Any]]]


_sections: list[Section] = []
_tables: list[Table] = []


def register_exporter(*sections: Section) -> None:
    _sections.extend(sections)


def register_table(*tables: Table) -> None:
    _tables.extend(tables)


def counts(user: User) -> list[tuple[str | Promise, int]]:
    """Count what is kept about a person, by kind, leaving out what there is none of."""
    found = [
        (section.label, sum(1 for _row in section.rows(user))) for section in _sections
    ]
    return [(label, number) for label, number in found if number]


def pack(export: DataExport) -> None:
    """Write the file and mark the export ready; may run twice."""
    export.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Under another name first: a file that is there is whole.
    unfinished = export.path.with_suffix(".part")
    with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
        archive.writestr("cinematch.json", _as_json(export.user))
        for table in _tables:
            archive.writestr(table.filename, _as_csv(table, export.user))
    unfinished.rename(export.path)
    still_wanted = DataExport.objects.filter(pk=export.pk).update(
        size_bytes=export.path.stat().st_size, ready_at=timezone.now()
    )
    if not still_wanted:
        export.path.unlink()


def request_export(user: User) -> DataExport:
    """Make place for a new copy; the file of the one before goes."""
    for earlier in user.exports.all():
        drop(earlier)
    return DataExport.objects.create(user=user)


def drop(export: DataExport) -> None:
    export.path.unlink(missing_ok=True)
    export.path.with_suffix(".part").unlink(missing_ok=True)
    export.delete()


def drop_expired() -> None:
    for export in DataExport.objects.filter(
        requested_at__lt=timezone.now() - EXPORT_LIFETIME
    ):
        if export.expires_at < timezone.now():
            drop(export)


def _as_json(user: User) -> str:
    parts = {section.name: list(section.rows(user)) for section in _sections}
    return json.dumps(parts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _as_csv(table: Table, user: User) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(table.rows(user))
    return text.getvalue()
