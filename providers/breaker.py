"""Leave a service alone that keeps failing, and ask again with one call at a time.

A breaker opens at the third failure in a row, or at once when a service says when to
come back. While it is open nobody asks. When its window is over exactly one call is let
through and a new window begins; its success closes the breaker. So there is no third
state to keep, and a probe whose process died holds nothing up for longer than a window.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

FAILURES = 3
WINDOW_S = 30.0
# A service that asks for more is tried again earlier than it wishes.
LONGEST_WINDOW_S = 15 * 60.0


@dataclass(frozen=True, slots=True)
class State:
    """`probe_in_s` is None while closed, and 0 when the next call is the probe."""

    failures: int = 0
    probe_in_s: float | None = None

    @property
    def is_open(self) -> bool:
        return self.probe_in_s is not None


class Breaker(Protocol):
    """Keyed by the name of an endpoint. None of these raises."""

    async def admits(self, name: str) -> bool:
        """Say whether a call may go out. While open, the one that may is the probe."""
        ...

    async def give_back(self, name: str) -> None:
        """Say that an admitted call was not made: the next may be the probe."""
        ...

    async def succeeded(self, name: str) -> None: ...

    async def failed(self, name: str, retry_after_s: float | None = None) -> None: ...


@dataclass(slots=True)
class _Record:
    failures: int = 0
    open_until: float | None = None


class OwnBreaker:
    """The state of this process alone."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        window_s: float = WINDOW_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures = failures
        self._window_s = window_s
        self._clock = clock
        self._records: dict[str, _Record] = {}

    async def admits(self, name: str) -> bool:
        record = self._records.get(name)
        if record is None or record.open_until is None:
            return True
        if self._clock() < record.open_until:
            return False
        record.open_until = self._clock() + self._window_s
        return True

    async def give_back(self, name: str) -> None:
        record = self._records.get(name)
        if record is not None and record.open_until is not None:
            record.open_until = self._clock()

    async def succeeded(self, name: str) -> None:
        self._records.pop(name, None)

    async def failed(self, name: str, retry_after_s: float | None = None) -> None:
        record = self._records.setdefault(name, _Record())
        record.failures += 1
        if retry_after_s is not None:
            self._open(record, min(retry_after_s, LONGEST_WINDOW_S))
        elif record.failures >= self._failures:
            self._open(record, self._window_s)

    async def state(self, name: str) -> State:
        record = self._records.get(name, _Record())
        if record.open_until is None:
            return State(record.failures)
        return State(record.failures, max(0.0, record.open_until - self._clock()))

    def _open(self, record: _Record, for_s: float) -> None:
        until = self._clock() + for_s
        record.open_until = max(record.open_until or until, until)
