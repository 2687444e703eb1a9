"""Ask one model after the other until one has answered whole; the template is last.

There is one retry loop, this one: the clients' own are off. An answer that breaks in
the middle is begun anew by the next writer, after a Restart, never continued: what is
shown in the end is one writer's text, whole.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from providers import routing
from providers.base import (
    CHAT,
    Asked,
    Brief,
    Delta,
    Finish,
    ProviderError,
    Restart,
    Source,
    Text,
    Usage,
)
from providers.breaker import Breaker, OwnBreaker
from providers.budget import OverBudgetError
from providers.call import Call
from providers.endpoints import Endpoint
from providers.errors import CallError, Cause, Failure
from providers.ledger import Entry, Ledger, NoLedger, Outcome
from providers.routing import Plan
from providers.template import TemplateProvider
from providers.waiting import Waiting

# Books are closed even where the reply they are for is being cancelled.
_closing: set[asyncio.Future[Any]] = set()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `restarts` counts the ones that were begun and given up."""

    text: str
    source: Source
    usage: Usage
    restarts: int = 0


class Chain:
    """A `providers.base.Provider`. Needs neither database nor Redis as it stands."""

    def __init__(
        self,
        endpoints: Sequence[Endpoint],
        *,
        breaker: Breaker | None = None,
        ledger: Ledger | None = None,
        plan: Callable[[Brief, Sequence[Endpoint]], Plan] = routing.plan,
    ) -> None:
        self._endpoints = endpoints
        self._breaker = breaker or OwnBreaker()
        self._ledger = ledger or NoLedger()
        self._plan = plan

    async def ainvoke(self, brief: Brief) -> Answer:
        """Raises ProviderError where astream does."""
        texts: list[str] = []
        restarts = 0
        async with aclosing(self.astream(brief)) as deltas:
            async for delta in deltas:
                match delta:
                    case Text(text):
                        texts.append(text)
                    case Restart():
                        texts.clear()
                        restarts += 1
                    case Finish(_, source, usage):
                        return Answer("".join(texts), source, usage, restarts)
        raise ProviderError("cut before its end")

    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        """Raises ProviderError only for what no template can write: not for a chat."""
        plan = self._plan(brief, self._endpoints)
        if not plan.template_first:
            async with aclosing(self._from_models(brief, plan)) as deltas:
                async for delta in deltas:
                    yield delta
                    if isinstance(delta, Finish):
                        return
        if brief.purpose != CHAT:
            raise ProviderError("no model answered")
        async with aclosing(TemplateProvider().astream(brief)) as deltas:
            async for delta in deltas:
                yield delta

    async def _from_models(
        self, brief: Brief, plan: Plan
    ) -> AsyncGenerator[Delta, None]:
        """Ends without a Finish when no model could answer."""
        waiting = Waiting(plan.order)
        restarts = 0
        after = ""
        while (endpoint := await waiting.next()) is not None:
            call = Call(endpoint, brief, plan.parameters)
            if not await self._breaker.admits(endpoint.name):
                continue
            asking = self._ask(call, brief, waiting.ends_at, restarts, after)
            shown = False
            try:
                async with aclosing(asking) as deltas:
                    async for delta in deltas:
                        shown = shown or isinstance(delta, Text)
                        yield delta
            except OverBudgetError:
                # Nobody was asked: if this was to be the probe, another may be it.
                await self._breaker.give_back(endpoint.name)
            except CallError as error:
                waiting.failed(endpoint, error.failure)
                after = error.failure.cause
                if shown:
                    restarts += 1
                    yield Restart(error.failure.cause)
            else:
                return

    async def _ask(
        self, call: Call, brief: Brief, ends_at: float, restarts: int, after: str
    ) -> AsyncGenerator[Asked | Text | Finish, None]:
        """Set the money aside, ask, and write down how it ended, however it ended."""
        entry = await self._ledger.open(
            Entry(
                call.endpoint,
                call.parameters,
                brief.purpose,
                brief.person,
                call.prompt.input_tokens,
            )
        )
        cause: Cause | None = Cause.STOPPED
        failure: Failure | None = None
        try:
            yield Asked(call.source, after)
            async with aclosing(call.astream(ends_at)) as deltas:
                async for delta in deltas:
                    if isinstance(delta, Finish):
                        cause = None
                    yield delta
        except CallError as error:
            failure, cause = error.failure, error.failure.cause
            raise
        finally:
            outcome = _outcome(call, cause, restarts)
            await _to_the_end(
                self._ledger.close(entry, outcome),
                self._tell_breaker(call.endpoint.name, cause, failure),
            )

    async def _tell_breaker(
        self, name: str, cause: Cause | None, failure: Failure | None
    ) -> None:
        if cause is None:
            await self._breaker.succeeded(name)
        elif failure is not None and failure.counts_for_breaker:
            await self._breaker.failed(name, failure.retry_after_s)


def _outcome(call: Call, cause: Cause | None, restarts: int) -> Outcome:
    clock = call.clock
    return Outcome(
        usage=call.usage(cause),
        cause=cause,
        first_text_s=clock.first_text_s if clock else None,
        total_s=clock.elapsed_s if clock else 0.0,
        overhead_s=clock.began_at - call.turned_to_at if clock else None,
        restarts=restarts,
        sent=call.sent,
    )


async def _to_the_end(*closing: Coroutine[Any, Any, None]) -> None:
    """Await what goes on if the one who awaits it is cancelled."""
    together = asyncio.gather(*closing)
    _closing.add(together)
    together.add_done_callback(_closing.discard)
    await asyncio.shield(together)
