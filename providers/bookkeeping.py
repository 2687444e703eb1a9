"""The house's ledger: money is set aside before a call and settled after it.

It fails closed on money: what cannot be written down, priced or afforded is not asked.
Models that cost nothing are asked all the same.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

from django.db import DatabaseError

from cinematch.offloop import off_loop
from providers import metrics
from providers.base import Usage, UsageBasis
from providers.budget import OverBudgetError, Refusal, costs_money
from providers.errors import Cause
from providers.ledger import Entry, Outcome
from providers.reserving import reserve
from providers.settling import settle

NEVER_MADE = Outcome(Usage(), Cause.STOPPED)

logger = logging.getLogger(__name__)


class HouseLedger:
    """A `Ledger` in the database, counted in Prometheus."""

    async def open(self, entry: Entry) -> Entry:
        if costs_money(entry.endpoint):
            entry = await self._reserved(entry)
        metrics.opened(entry.endpoint)
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
            # Stopped meanwhile; its thread reserves all the same, or is refused.
            with suppress(OverBudgetError, DatabaseError):
                await off_loop(settle)(await reserving, NEVER_MADE, Decimal(0))
            raise
        except OverBudgetError as error:
            metrics.refused(entry.endpoint, error.refusal)
            raise
        except DatabaseError as error:
            metrics.refused(entry.endpoint, Refusal.NO_LEDGER)
            raise OverBudgetError(Refusal.NO_LEDGER) from error


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
