"""What runs beside the pages: exports, erasures, and forgetting."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from cinematch.accounts import exporting
from cinematch.accounts.erasing import erase
from cinematch.accounts.models import DataExport, User

PACKING_OVERDUE = timedelta(minutes=5)


@shared_task
def pack_export(export_id: str) -> None:
    # Gone when the account was erased meanwhile.
    if export := DataExport.objects.filter(pk=UUID(export_id), ready_at=None).first():
        exporting.pack(export)


@shared_task
def tidy_exports() -> None:
    # Those whose own task got lost, with Redis gone for example.
    overdue = timezone.now() - PACKING_OVERDUE
    for export in DataExport.objects.filter(ready_at=None, requested_at__lt=overdue):
        exporting.pack(export)
    exporting.drop_expired()


@shared_task
def erase_due_accounts() -> None:
    for user in User.objects.due_for_erasure():
        erase(user)


@shared_task
def forget_stale_guests() -> None:
    for guest in User.objects.stale_guests().iterator():
        erase(guest)


@shared_task
def drop_old_sessions() -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
