"""Numbered events in a Redis stream: replies, evenings, ingest runs.

The events of a stream are numbered 1, 2, 3 without gaps, so a reader that says the last
number it saw gets exactly the rest, from any process. The stream is the truth; a
publish/subscribe message is only the bell that wakes readers, so a lost bell costs time
and never an event. XREAD BLOCK would need no bell but holds one connection a reader;
this way a process holds one for all of them, and a small pool for reading.

A stream lives for a day after its last event. What must last longer is in the database.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import redis
import redis.asyncio
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from cinematch.ending import end

LIFETIME_S = 24 * 60 * 60
# About a hundred answers; a reader further behind starts again from the database.
MAX_EVENTS = 20_000
BATCH = 500
BELL = "cinematch:events"
# How long a reader sleeps at most when a bell got lost on its way.
POLL_S = 10
RETRY_S = 0.5
MAX_CONNECTIONS = 16

# Both the number and the entry in one step: two writers never take the same number.
_PUBLISH = """
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local seq = 1
if last[1] then seq = tonumber(string.match(last[1][1], '^%d+')) + 1 end
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], seq .. '-0',
           'kind', ARGV[1], 'data', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', KEYS[2], KEYS[1])
return seq
"""

logger = logging.getLogger(__name__)


class EventsLostError(Exception):
    """The events a reader asks for are gone: it must start again from the database."""


class EventsUnavailableError(Exception):
    """Redis does not answer."""


@dataclass(frozen=True, slots=True)
class Event:
    seq: int
    kind: str
    data: dict[str, Any]


def publish(stream: str, kind: str, data: dict[str, Any]) -> int | None:
    """Append an event and return its number; None when Redis is gone.

    Who publishes goes on without readers: the outcome is stored in the database.
    """
    try:
        return int(_redis().eval(*_entry(stream, kind, data)))
    except RedisError as error:
        _log_unpublished(stream, error)
        return None


async def apublish(stream: str, kind: str, data: dict[str, Any]) -> int | None:
    """Do as `publish` does, from the event loop."""
    try:
        return int(await _loop().redis.eval(*_entry(stream, kind, data)))
    except RedisError as error:
        _log_unpublished(stream, error)
        return None


def _log_unpublished(stream: str, error: RedisError) -> None:
    logger.warning("event_unpublished", extra={"stream": stream, "error": str(error)})


def read(stream: str, after: int = 0) -> list[Event]:
    """Return up to BATCH events after a number. Raises EventsUnavailableError."""
    try:
        return _events(_redis().xrange(_key(stream), *_range(after), count=BATCH))
    except RedisError as error:
        raise EventsUnavailableError from error


def last_seq(stream: str) -> int:
    """Return the newest number, 0 for a stream that is empty, over, or unreachable."""
    try:
        newest = _events(_redis().xrevrange(_key(stream), count=1))
    except RedisError:
        return 0
    return newest[0].seq if newest else 0


async def follow(stream: str, after: int = 0) -> AsyncGenerator[Event, None]:
    """Yield the events after a number, then each new one as it comes, for ever.

    Raises EventsLostError when events in between are gone, EventsUnavailableError
    when Redis is.
    """
    key = _key(stream)
    loop = _loop()
    try:
        with loop.listening(key) as bell:
            while True:
                bell.clear()
                events = _events(
                    await loop.redis.xrange(key, *_range(after), count=BATCH)
                )
                if not events:
                    await _check_not_lost(loop.redis, key, after)
                    await _heard(bell)
                for event in events:
                    if event.seq != after + 1:
                        raise EventsLostError
                    after = event.seq
                    yield event
    except RedisError as error:
        raise EventsUnavailableError from error


async def aclose() -> None:
    """Let go of this event loop's connections."""
    if loop := _loops.pop(asyncio.get_running_loop(), None):
        await loop.aclose()


async def _check_not_lost(client: "redis.asyncio.Redis", key: str, after: int) -> None:
    """Tell a reader that waits for 51 that the stream is over or began again."""
    newest = _events(await client.xrevrange(key, count=1))
    if after > (newest[0].seq if newest else 0):
        raise EventsLostError


async def _heard(bell: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(POLL_S):
            await bell.wait()
    except TimeoutError:
        pass


class _Loop:
    """The connections of one event loop, and the one ear for its readers' bells."""

    def __init__(self) -> None:
        # A burst of writers queues for a connection instead of failing for want of one.
        self.redis = redis.asyncio.Redis.from_pool(
            redis.asyncio.BlockingConnectionPool.from_url(
                settings.REDIS_URL, max_connections=MAX_CONNECTIONS, **_connection()
            )
        )
        self._bells: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._ear: asyncio.Task[None] | None = None

    @contextmanager
    def listening(self, key: str) -> Iterator[asyncio.Event]:
        bell = asyncio.Event()
        self._bells[key].add(bell)
        if self._ear is None:
            self._ear = asyncio.create_task(self._listen())
        try:
            yield bell
        finally:
            self._bells[key].discard(bell)
            if not self._bells[key]:
                del self._bells[key]

    async def _listen(self) -> None:
        while True:
            try:
                async with self.redis.pubsub(ignore_subscribe_messages=True) as ear:
                    await ear.subscribe(BELL)
                    # What was rung while nobody listened.
                    self._ring_all()
                    while True:
                        if message := await ear.get_message(timeout=POLL_S):
                            self._ring(message["data"])
            except RedisError:
                self._ring_all()
                await asyncio.sleep(RETRY_S)

    def _ring(self, key: str) -> None:
        for bell in self._bells.get(key, ()):
            bell.set()

    def _ring_all(self) -> None:
        for key in self._bells:
            self._ring(key)

    async def aclose(self) -> None:
        if self._ear is not None:
            await end(self._ear)
        await self.redis.aclose()


# redis.asyncio connections belong to the loop that opened them. Daphne has one loop.
_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, _Loop] = WeakKeyDictionary()


def _loop() -> _Loop:
    running = asyncio.get_running_loop()
    if running not in _loops:
        _loops[running] = _Loop()
    return _loops[running]


def _redis() -> "redis.Redis":
    return _connected(settings.REDIS_URL)


@lru_cache
def _connected(url: str) -> "redis.Redis":
    return redis.Redis.from_url(url, **_connection())


def _connection() -> dict[str, Any]:
    # redis-py's own retries would hold a page for seconds when Redis is gone.
    return {
        "decode_responses": True,
        "socket_connect_timeout": 1,
        "socket_timeout": 2,
        "retry": Retry(NoBackoff(), 1),
    }


def _key(stream: str) -> str:
    return f"{BELL}:{stream}"


def _range(after: int) -> tuple[str, str]:
    return f"({after}-0", "+"


def _entry(stream: str, kind: str, data: dict[str, Any]) -> tuple[Any, ...]:
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return _PUBLISH, 2, _key(stream), BELL, kind, text, LIFETIME_S, MAX_EVENTS


def _events(entries: Any) -> list[Event]:
    return [
        Event(int(entry.partition("-")[0]), fields["kind"], json.loads(fields["data"]))
        for entry, fields in entries
    ]
