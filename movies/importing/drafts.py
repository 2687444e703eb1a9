"""From an uploaded file to a draft, from the confirmed draft to ratings and marks."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cinematch.accounts.models import User
from movies.importing.matching import match
from movies.importing.reading import parse
from movies.models import Film, ImportDraft, Mark, Rating
from movies.rating import lock_films, refresh_means


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of a draft, as kept in JSON."""

    title: str
    year: int | None
    stars: str
    seen: bool
    watchlist: bool
    day: str
    film: int | None
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    ratings: int
    marks: int


def draft(user: User, data: bytes, filename: str) -> ImportDraft:
    """Keep what a file says, matched; raises FileUnreadableError. One a person."""
    parsed = parse(data, filename)
    rows = [
        DraftRow(
            row.title,
            row.year,
            "" if row.stars is None else str(row.stars),
            row.seen,
            row.watchlist,
            row.day.isoformat() if row.day else "",
            found.film,
            found.candidates,
        )
        for row, found in zip(parsed.rows, match(parsed.rows, user), strict=True)
    ]
    with transaction.atomic():
        user.import_drafts.all().delete()
        return ImportDraft.objects.create(
            user=user,
            source=parsed.source,
            rows=[asdict(row) for row in rows],
            errors=[asdict(error) for error in parsed.errors],
        )


def rows_of(kept: ImportDraft) -> list[DraftRow]:
    return [DraftRow(**row) for row in kept.rows]


@transaction.atomic
def apply(kept: ImportDraft, choices: Mapping[int, int]) -> Imported:
    """Rate and mark as the draft says, in a fixed number of queries, and drop it.

    choices: row -> one of its candidates. A rating given here after the day of the row
    stays. Twice the same file changes nothing.
    """
    chosen = _chosen(rows_of(kept), choices)
    visible = Film.objects.visible_to(kept.user).filter(pk__in=chosen)
    films = sorted(visible.values_list("pk", flat=True))
    rows = {film_id: chosen[film_id] for film_id in films}
    lock_films(films)
    ratings = _rate(kept.user, rows)
    marks = _mark(kept.user, rows)
    refresh_means([rating.film_id for rating in ratings])
    kept.delete()
    return Imported(len(ratings), marks)


def _chosen(
    rows: Iterable[DraftRow], choices: Mapping[int, int]
) -> dict[int, DraftRow]:
    chosen: dict[int, DraftRow] = {}
    for index, row in enumerate(rows):
        film_id = row.film or choices.get(index)
        if film_id is not None and film_id in (row.film, *row.candidates):
            chosen[film_id] = row
    return chosen


def _rate(user: User, rows: Mapping[int, DraftRow]) -> list[Rating]:
    own = Rating.objects.filter(user=user, film__in=rows)
    rated_at = dict(own.values_list("film_id", "updated_at"))
    ratings = [
        Rating(user=user, film_id=film_id, stars=Decimal(row.stars))
        for film_id, row in rows.items()
        if row.stars and not _is_newer(rated_at.get(film_id), row)
    ]
    Rating.objects.bulk_create(
        ratings,
        update_conflicts=True,
        update_fields=["stars"],
        unique_fields=["user", "film"],
    )
    for rating in ratings:
        rating.created_at = rating.updated_at = _moment(rows[rating.film_id])
    Rating.objects.bulk_update(ratings, ["created_at", "updated_at"])
    return ratings


def _is_newer(rated_at: datetime | None, row: DraftRow) -> bool:
    return rated_at is not None and rated_at > _moment(row)


def _mark(user: User, rows: Mapping[int, DraftRow]) -> int:
    seen = [film_id for film_id, row in rows.items() if row.seen]
    known = set(
        Mark.objects.filter(user=user, film__in=rows, kind=Mark.Kind.SEEN).values_list(
            "film_id", flat=True
        )
    )
    wanted = [
        film_id
        for film_id, row in rows.items()
        if row.watchlist and film_id not in known
    ]
    before = user.marks.count()
    Mark.objects.bulk_create(
        [
            *(Mark(user=user, film_id=pk, kind=Mark.Kind.SEEN) for pk in seen),
            *(Mark(user=user, film_id=pk, kind=Mark.Kind.WATCHLIST) for pk in wanted),
        ],
        ignore_conflicts=True,
    )
    added = user.marks.count() - before
    user.marks.filter(film__in=seen, kind=Mark.Kind.WATCHLIST).delete()
    return added


def _moment(row: DraftRow) -> datetime:
    """Noon of the row's day: one day everywhere but at the date line."""
    if not row.day:
        return timezone.now()
    moment = datetime.combine(date.fromisoformat(row.day), time(12), UTC)
    return min(moment, timezone.now())
