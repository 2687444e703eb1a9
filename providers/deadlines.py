"""The three clocks of a call, kept outside the clients.

Theirs time a single read, if anything: a service that sends a space now and then, or
keep-alive lines, would hold a person up for minutes.
"""

import asyncio
from typing import TypeVar

from providers.endpoints import Deadlines
from providers.errors import Cause, failed

T = TypeVar("T")

# Usage comes behind the finish reason; an answer that is whole waits no longer for it.
USAGE_S = 1.0


class Clock:
    """Counts from its making. `ends_at` is when the whole answer must be over, by the
    event loop's clock, whatever was tried before."""

    def __init__(self, deadlines: Deadlines, ends_at: float) -> None:
        self._time = asyncio.get_running_loop().time
        self._idle_s = deadlines.idle_s
        self.began_at = self._time()
        self._ends_at = min(ends_at, self.began_at + deadlines.total_s)
        self._due_at = self.began_at + deadlines.first_s
        self._late = Cause.NO_FIRST_TEXT
        self.first_text_s: float | None = None

    @property
    def elapsed_s(self) -> float:
        return self._time() - self.began_at

    def saw_text(self) -> None:
        if self.first_text_s is None:
            self.first_text_s = self.elapsed_s
            self._late = Cause.STALLED
        self._due_at = self._time() + self._idle_s

    def saw_finish(self) -> None:
        self._ends_at = min(self._ends_at, self._time() + USAGE_S)

    async def next_of(self, arriving: "asyncio.Queue[T]") -> T:
        """Raises CallError when what is due does not come."""
        if self._time() >= self._ends_at:
            raise failed(Cause.OUT_OF_TIME)
        if not arriving.empty():
            return arriving.get_nowait()
        try:
            async with asyncio.timeout_at(min(self._due_at, self._ends_at)):
                return await arriving.get()
        except TimeoutError as error:
            out_of_time = self._ends_at <= self._due_at
            raise failed(Cause.OUT_OF_TIME if out_of_time else self._late) from error
