"""Which model is asked next."""

import asyncio
from collections import deque
from collections.abc import Sequence

from providers.endpoints import Endpoint
from providers.errors import Failure

# A breaker opens for as long as a service asks to be left alone; this is past that.
MARGIN_S = 0.02


class Waiting:
    """Each is asked once. The only second chance a model gets is the one it asks for
    itself, with a Retry-After in which a person's patience does not end: the time to
    its first text, counted from the question."""

    def __init__(self, order: Sequence[Endpoint]) -> None:
        self._loop = asyncio.get_running_loop()
        self._began_at = self._loop.time()
        self._waiting = deque(order)
        self._later: list[tuple[float, Endpoint]] = []
        self._deferred: set[str] = set()
        longest = max((each.deadlines.total_s for each in order), default=0)
        self.ends_at = self._began_at + longest

    def failed(self, endpoint: Endpoint, failure: Failure) -> None:
        if failure.retry_after_s is None or endpoint.name in self._deferred:
            return
        at = self._loop.time() + failure.retry_after_s + MARGIN_S
        if at < self._began_at + endpoint.deadlines.first_s:
            self._deferred.add(endpoint.name)
            self._later.append((at, endpoint))

    async def next(self) -> Endpoint | None:
        if self._waiting:
            return self._waiting.popleft()
        if not self._later:
            return None
        at, endpoint = min(self._later, key=lambda each: each[0])
        self._later.remove((at, endpoint))
        await asyncio.sleep(at - self._loop.time())
        return endpoint
