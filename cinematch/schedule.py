"""What runs by the clock. Each app names its tasks in AppConfig.ready; after a migrate
they stand in django-celery-beat's tables, where an operator may change or stop them."""

from dataclasses import dataclass

from django_celery_beat.models import CrontabSchedule, PeriodicTask


@dataclass(frozen=True, slots=True)
class Entry:
    """A task by its dotted name, and when it runs: fields of cron, in UTC."""

    name: str
    task: str
    minute: str
    hour: str = "*"
    day_of_week: str = "*"


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    _entries.extend(entries)


def enter_all(**_: object) -> None:
    """Add what is missing; what is there already keeps the operator's changes."""
    for entry in _entries:
        if PeriodicTask.objects.filter(name=entry.name).exists():
            continue
        PeriodicTask.objects.create(
            name=entry.name, task=entry.task, crontab=_crontab(entry)
        )


def _crontab(entry: Entry) -> CrontabSchedule:
    times = {
        "minute": entry.minute,
        "hour": entry.hour,
        "day_of_week": entry.day_of_week,
        "day_of_month": "*",
        "month_of_year": "*",
        "timezone": "UTC",
    }
    # The table allows twins, so get_or_create could find two.
    return CrontabSchedule.objects.filter(**times).first() or (
        CrontabSchedule.objects.create(**times)
    )
