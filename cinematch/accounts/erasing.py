"""Erase a person: everything that hangs on the account, and the proof that it was."""

from collections.abc import Callable, Iterator
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from cinematch.accounts.models import DataExport, DeletionLedger, User

# Does what a cascade cannot, such as means and files. Filled by each app in its
# AppConfig.ready, run inside the transaction that erases.
Eraser = Callable[[User], None]
_erasers: list[Eraser] = []


def register_eraser(eraser: Eraser) -> None:
    _erasers.append(eraser)


@transaction.atomic
def erase(user: User) -> None:
    entry = user.ledger_entry
    files = [export.path for export in DataExport.objects.filter(user=user)]
    for eraser in _erasers:
        eraser(user)
    for session in UserSession.objects.filter(user=user):
        session.end()
    # A guest needs no ledger: one that comes back with a backup is stale again.
    if not user.is_guest:
        DeletionLedger.objects.get_or_create(entry=entry)
    user.delete()
    transaction.on_commit(lambda: _after(files, None if user.is_guest else entry))


def erase_again(entries: set[str]) -> int:
    """Erase accounts that were erased before and came back with a restored backup."""
    returned = [user for user in User.objects.members() if user.ledger_entry in entries]
    for user in returned:
        erase(user)
    return len(returned)


def ledger_file() -> Path:
    """The ledger beside the database, which a restore of the database leaves alone."""
    return Path(settings.LOCAL_DIR) / "erased-accounts"


def ledger() -> Iterator[str]:
    yield from DeletionLedger.objects.values_list("entry", flat=True)
    if ledger_file().exists():
        yield from ledger_file().read_text().split()


def _after(files: list[Path], entry: str | None) -> None:
    for file in files:
        file.unlink(missing_ok=True)
    if entry:
        with ledger_file().open("a") as lines:
            lines.write(f"{entry}\n")
