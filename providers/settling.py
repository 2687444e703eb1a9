"""Write down how calls ended, and turn what they reserved into what they cost."""

from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from providers.base import Usage, UsageBasis
from providers.ledger import Entry, Outcome
from providers.models import Call, Price, Purse
from providers.models.call import ANSWERED, LOST


def settle(entry: Entry, outcome: Outcome, cost: Decimal) -> None:
    """Write down how a call ended, and turn its reservation into its cost."""
    ended = _ended(outcome, cost)
    if entry.call_id is None:
        began = timezone.now() - timedelta(seconds=outcome.total_s)
        Call.objects.create(**asked(entry), opened_at=began, **ended)
        return
    with transaction.atomic():
        call = Call.objects.select_for_update().get(pk=entry.call_id)
        _pay(call, cost)
        Call.objects.filter(pk=call.pk).update(**ended)


def settle_lost() -> int:
    """Settle what dead processes left open, and return how many calls that were.

    What they sent is paid for; what came back nobody knows.
    """
    with transaction.atomic():
        lost = list(Call.objects.expired().select_for_update(skip_locked=True))
        for call in lost:
            usage = Usage(input_tokens=call.input_tokens, basis=UsageBasis.ESTIMATED)
            day = timezone.localdate(call.opened_at)
            rates = Price.objects.rates(call.kind, call.model, day)
            cost = rates.cost(usage) if rates else call.reserved
            _pay(call, cost)
            Call.objects.filter(pk=call.pk).update(
                outcome=LOST,
                expires_at=None,
                reserved=0,
                basis=usage.basis,
                cost=cost,
            )
    return len(lost)


def asked(entry: Entry) -> dict[str, Any]:
    """Return what a call's row says of it before it is made."""
    return {
        "kind": entry.endpoint.kind,
        "model": entry.endpoint.model,
        "purpose": entry.purpose,
        "person_id": entry.person,
        "asked": asdict(entry.parameters),
    }


def _pay(call: Call, cost: Decimal) -> None:
    # A call that outlived its reservation was paid for once, as lost.
    Purse.objects.drawn_on(call.opened_at, call.person_id).settle(
        reserved=call.reserved, cost=cost - call.cost
    )


def _ended(outcome: Outcome, cost: Decimal) -> dict[str, Any]:
    usage = outcome.usage
    first_text_s = outcome.first_text_s
    return {
        "outcome": outcome.cause or ANSWERED,
        "expires_at": None,
        "reserved": 0,
        "restarts": outcome.restarts,
        "input_tokens": usage.input_tokens,
        "cached_tokens": usage.cached_tokens,
        "output_tokens": usage.output_tokens,
        "basis": usage.basis,
        "cost": cost,
        "first_text_ms": None if first_text_s is None else round(first_text_s * 1000),
        "total_ms": round(outcome.total_s * 1000),
        "sent": outcome.sent,
    }
