"""The breaker all processes share, in Redis; without Redis each has its own."""

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import redis
import redis.asyncio
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry as SyncRetry

from providers.breaker import (
    FAILURES,
    LONGEST_WINDOW_S,
    WINDOW_S,
    OwnBreaker,
    State,
)

PREFIX = "cinematch:breaker:"
# Failures longer ago than this are not in a row.
MEMORY_S = 60 * 60
# What asking Redis may cost a question; after a failure it is left alone for a while.
TIMEOUT_S = 0.1
PAUSE_S = 5.0
MAX_CONNECTIONS = 16

# By Redis's own clock: those of two machines may be further apart than a window.
_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""
_ADMITS = f"""{_NOW}
local open_until = redis.call('HGET', KEYS[1], 'open_until')
if not open_until then return 1 end
if now < tonumber(open_until) then return 0 end
redis.call('HSET', KEYS[1], 'open_until', now + ARGV[1])
return 1
"""
_GIVE_BACK = f"""{_NOW}
if redis.call('HEXISTS', KEYS[1], 'open_until') == 1 then
    redis.call('HSET', KEYS[1], 'open_until', now)
end
return 1
"""
# ARGV: window, retry-after or -1 (both in ms), failures that open, memory in s.
_FAILED = f"""{_NOW}
local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
local window = tonumber(ARGV[2])
if window < 0 and failures >= tonumber(ARGV[3]) then window = tonumber(ARGV[1]) end
if window >= 0 then
    local before = tonumber(redis.call('HGET', KEYS[1], 'open_until') or 0)
    redis.call('HSET', KEYS[1], 'open_until', math.max(before, now + window))
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return failures
"""
_STATE = f"""{_NOW}
local open_until = redis.call('HGET', KEYS[1], 'open_until')
local failures = tonumber(redis.call('HGET', KEYS[1], 'failures') or 0)
return {{failures, open_until and math.max(0, tonumber(open_until) - now) or -1}}
"""

logger = logging.getLogger(__name__)


class SharedBreaker:
    """A `Breaker`. Its own one is always told too, so it knows when Redis goes."""

    def __init__(self, *, failures: int = FAILURES, window_s: float = WINDOW_S) -> None:
        self._failures = failures
        self._window_ms = int(window_s * 1000)
        self._own = OwnBreaker(failures=failures, window_s=window_s)
        self._redis_paused_until = 0.0

    async def admits(self, name: str) -> bool:
        admitted = await self._eval(_ADMITS, name, self._window_ms)
        return await self._own.admits(name) if admitted is None else bool(admitted)

    async def give_back(self, name: str) -> None:
        await self._own.give_back(name)
        await self._eval(_GIVE_BACK, name)

    async def succeeded(self, name: str) -> None:
        await self._own.succeeded(name)
        await self._eval("return redis.call('DEL', KEYS[1])", name)

    async def failed(self, name: str, retry_after_s: float | None = None) -> None:
        await self._own.failed(name, retry_after_s)
        wait_ms = -1
        if retry_after_s is not None:
            wait_ms = int(min(retry_after_s, LONGEST_WINDOW_S) * 1000)
        await self._eval(
            _FAILED, name, self._window_ms, wait_ms, self._failures, MEMORY_S
        )

    async def _eval(self, script: str, name: str, *arguments: int) -> Any:
        """Return what a script answers, None when Redis is gone."""
        if time.monotonic() < self._redis_paused_until:
            return None
        try:
            return await _client().eval(script, 1, PREFIX + name, *arguments)
        except RedisError as error:
            self._redis_paused_until = time.monotonic() + PAUSE_S
            logger.warning("breaker_unshared", extra={"error": str(error)})
            return None


# Connections of redis.asyncio belong to the event loop that opened them.
_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, "redis.asyncio.Redis"] = (
    WeakKeyDictionary()
)


def _client() -> "redis.asyncio.Redis":
    running = asyncio.get_running_loop()
    if running not in _clients:
        _clients[running] = redis.asyncio.Redis.from_pool(
            redis.asyncio.BlockingConnectionPool.from_url(
                settings.REDIS_URL,
                max_connections=MAX_CONNECTIONS,
                timeout=TIMEOUT_S,
                socket_connect_timeout=TIMEOUT_S,
                socket_timeout=TIMEOUT_S,
                retry=Retry(NoBackoff(), 0),
            )
        )
    return _clients[running]


def states(names: Sequence[str]) -> list[State | None]:
    """Return where each breaker stands, None when Redis is gone. Not for the loop."""
    try:
        held = [_redis().eval(_STATE, 1, PREFIX + name) for name in names]
    except RedisError:
        return [None for _ in names]
    return [_as_state(*each) for each in held]


def close(name: str) -> None:
    """Let calls through again, as an operator may wish to. Raises RedisError."""
    _redis().delete(PREFIX + name)


def _as_state(failures: int, probe_in_ms: int) -> State:
    return State(failures, None if probe_in_ms < 0 else probe_in_ms / 1000)


def _redis() -> "redis.Redis":
    return _connected(settings.REDIS_URL)


@lru_cache
def _connected(url: str) -> "redis.Redis":
    return redis.Redis.from_url(
        url, socket_connect_timeout=1, socket_timeout=1, retry=SyncRetry(NoBackoff(), 0)
    )


async def aclose() -> None:
    """Let go of this event loop's connections."""
    if client := _clients.pop(asyncio.get_running_loop(), None):
        await client.aclose()
