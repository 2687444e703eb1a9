"""The house's ledger: money is set aside before a call and settled after it.

It fails closed on money: what cannot be written down, priced or afforded is not asked.
Models that cost nothing are asked all the same.
"""

import asyncio
import logging
from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from cinematch.offloop import off_loop
from providers import metrics
from providers.base import Brief, Usage, UsageBasis
from providers.budget import OverBudgetError, Rates, Refusal, costs_money
from providers.endpoints import Endpoint, Parameters
from providers.errors import Cause
from providers.ledger import Entry, Outcome
from providers.models import Call, Price, Purse
from providers.models.call import ANSWERED, LOST

# A call that is this much over its deadline has no process any more.
GRACE = timedelta(seconds=60)
NEVER_MADE = Outcome(Usage(), Cause.STOPPED)

logger = logging.getLogger(__name__)


class HouseLedger:
    """A `Ledger` in the database, counted in Prometheus."""

    async def open(
        self,
        endpoint: Endpoint,
        brief: Brief,
        parameters: Parameters,
        input_tokens: int,
    ) -> Entry:
        entry = Entry(endpoint, parameters, brief.purpose, brief.person, input_tokens)
        if costs_money(endpoint):
            entry = await self._reserved(entry)
        metrics.opened(endpoint)
        return entry

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        outcome = replace(outcome, usage=billed(entry, outcome))
        cost = entry.rates.cost(outcome.usage) if entry.rates else Decimal(0)
        metrics.closed(entry, outcome, cost)
        try:
            await off_loop(settle)(entry, outcome, cost)
        except DatabaseError:
            # A reservation stays behind and expires.
            logger.exception(
                "call_not_written_down",
                extra={"endpoint": entry.endpoint.name, "cost_usd": str(cost)},
            )

    async def _reserved(self, entry: Entry) -> Entry:
        reserving = asyncio.ensure_future(off_loop(reserve)(entry))
        try:
            return await asyncio.shield(reserving)
        except asyncio.CancelledError:
            # Stopped meanwhile; its thread reserves all the same.
            await off_loop(settle)(await reserving, NEVER_MADE, Decimal(0))
            raise
        except OverBudgetError as error:
            metrics.refused(entry.endpoint, error.refusal)
            raise
        except DatabaseError as error:
            metrics.refused(entry.endpoint, Refusal.NO_LEDGER)
            raise OverBudgetError(Refusal.NO_LEDGER) from error


def reserve(entry: Entry) -> Entry:
    """Set aside the most a call can cost; raises OverBudgetError."""
    endpoint = entry.endpoint
    rates = Price.objects.rates(endpoint.kind, endpoint.model)
    if rates is None:
        raise OverBudgetError(Refusal.NO_PRICE)
    priced = replace(entry, rates=rates)
    try:
        return _reserve(priced, rates)
    except OverBudgetError:
        # What the dead hold may be enough.
        if not settle_lost():
            raise
        return _reserve(priced, rates)


@transaction.atomic
def _reserve(entry: Entry, rates: Rates) -> Entry:
    now = timezone.now()
    usd = rates.largest_cost(entry.parameters, entry.input_tokens)
    Purse.objects.set_aside(usd, now, entry.person)
    call = Call.objects.create(
        **_asked(entry),
        opened_at=now,
        expires_at=now + timedelta(seconds=entry.endpoint.deadlines.total_s) + GRACE,
        input_tokens=entry.input_tokens,
        reserved=usd,
    )
    return replace(entry, call_id=call.pk)


def billed(entry: Entry, outcome: Outcome) -> Usage:
    """Return the tokens to pay for: a whole answer without a count costs the most."""
    counted = outcome.usage.basis is not UsageBasis.NONE
    if counted or outcome.cause is not None or entry.rates is None:
        return outcome.usage
    return Usage(
        input_tokens=entry.input_tokens,
        output_tokens=entry.parameters.max_tokens,
        basis=UsageBasis.ESTIMATED,
    )


def settle(entry: Entry, outcome: Outcome, cost: Decimal) -> None:
    """Write down how a call ended, and turn its reservation into its cost."""
    ended = _ended(outcome, cost)
    if entry.call_id is None:
        began = timezone.now() - timedelta(seconds=outcome.total_s)
        Call.objects.create(**_asked(entry), opened_at=began, **ended)
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


def _pay(call: Call, cost: Decimal) -> None:
    # A call that outlived its reservation was paid for once, as lost.
    Purse.objects.drawn_on(call.opened_at, call.person_id).settle(
        reserved=call.reserved, cost=cost - call.cost
    )


def _asked(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.endpoint.kind,
        "model": entry.endpoint.model,
        "purpose": entry.purpose,
        "person_id": entry.person,
        "asked": asdict(entry.parameters),
    }


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
