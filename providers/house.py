"""The chain as this house runs it: an operator's rows, shared breaker, books kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from django.db import DatabaseError

from cinematch.offloop import off_loop
from providers import clients
from providers.base import Brief, Delta
from providers.bookkeeping import HouseLedger
from providers.chain import Answer, Chain
from providers.endpoints import Endpoint, Kind, Tier
from providers.models import Service
from providers.sharedbreaker import SharedBreaker

# One a process: it remembers what it saw for when Redis is gone.
_breaker = SharedBreaker()


class House:
    """What settings.CHAT_PROVIDER names. Rows are read anew for every question."""

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        async with aclosing((await _chain()).astream(brief)) as deltas:
            async for delta in deltas:
                yield delta

    async def ainvoke(self, brief: Brief) -> Answer:
        return await (await _chain()).ainvoke(brief)


async def _chain() -> Chain:
    endpoints = await off_loop(_endpoints)()
    return Chain(endpoints, breaker=_breaker, ledger=HouseLedger())


def _endpoints() -> list[Endpoint]:
    try:
        return Service.objects.endpoints()
    except DatabaseError:
        # Nothing may be spent now; the Ollama of the environment costs nothing.
        own = Service(kind=Kind.OLLAMA, tier=Tier.LOCAL)
        return [own.endpoint] if own.is_set_up else []


def warm() -> None:
    """Load the clients of the services that are set up (seconds each)."""
    clients.warm(Service.objects.endpoints())
