"""From an id a person sent to what is theirs: the only way."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cinematch.accounts.models import DataExport, User


def export_of(user: User, export_id: UUID) -> DataExport:
    """Return a finished export of this person's own that did not run out, or 404."""
    export = get_object_or_404(
        DataExport, pk=export_id, user=user, ready_at__isnull=False
    )
    if export.expires_at < timezone.now() or not export.path.exists():
        raise Http404
    return export
