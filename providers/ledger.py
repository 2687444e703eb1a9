"""What every call of a model is told to: before, so that it may be refused; and after.

`NoLedger` is for plain scripts; `providers.bookkeeping.HouseLedger` writes to the
database and counts in Prometheus.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from providers.base import CHAT, Usage
from providers.budget import Rates
from providers.endpoints import Endpoint, Parameters
from providers.errors import Cause


@dataclass(frozen=True, slots=True)
class Entry:
    """A call. When open, one that costs money has `rates`, and a row reserving it."""

    endpoint: Endpoint
    parameters: Parameters
    purpose: str = CHAT
    person: int | None = None
    input_tokens: int = 0
    rates: Rates | None = None
    call_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended; `cause` is None when it gave a whole answer.

    `usage` is estimated by who calls when a service that may have billed something
    reported nothing: a call that broke is never free by omission. `restarts` counts
    how often this answer had begun before with another service. `sent` is what of
    the parameters went over the wire. `overhead_s` is our own time before the
    request: for breaker, books, prompt and client.
    """

    usage: Usage
    cause: Cause | None = None
    first_text_s: float | None = None
    total_s: float = 0.0
    restarts: int = 0
    sent: dict[str, Any] = field(default_factory=dict)
    overhead_s: float | None = None


class Ledger(Protocol):
    async def open(self, entry: Entry) -> Entry:
        """Set aside what it may cost, and return it with what that needs to be settled.

        Raises providers.budget.OverBudgetError.
        """
        ...

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        """Write down what it did cost. Never raises: the answer is already there."""
        ...


class NoLedger:
    """Keeps no books and refuses nothing."""

    async def open(self, entry: Entry) -> Entry:
        return entry

    async def close(self, entry: Entry, outcome: Outcome) -> None:
        pass
