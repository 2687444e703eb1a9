"""What calls keep about a person: in an export, and from guest to member.

Erasing needs no more: a call loses its person, the purse of a person's day goes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.exporting import Section, register_exporter
from cinematch.accounts.guests import register_adopter
from cinematch.accounts.models import User
from providers.models import Call, Purse


def adopt(guest: User, member: User) -> None:
    Call.objects.filter(person=guest).update(person=member)
    # Locked: a call of the guest's may end just now.
    for purse in Purse.objects.filter(person=guest).select_for_update():
        theirs, _created = Purse.objects.get_or_create(
            scope=purse.scope, since=purse.since, person=member
        )
        Purse.objects.filter(pk=theirs.pk).update(
            spent=F("spent") + purse.spent, reserved=F("reserved") + purse.reserved
        )


def model_calls(user: User) -> Iterable[Mapping[str, Any]]:
    return (
        Call.objects.filter(person=user)
        .order_by("pk")
        .values(
            "kind",
            "model",
            "purpose",
            "opened_at",
            "outcome",
            "input_tokens",
            "output_tokens",
            "cost",
        )
    )


def register() -> None:
    register_adopter(adopt)
    register_exporter(
        Section("model_calls", _("questions sent to language models"), model_calls)
    )
