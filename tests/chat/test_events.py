"""Numbered events: gapless, resumable, and soft when Redis is gone."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
import redis
from django.conf import settings
from pytest_django import Settings

from cinematch import events

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def stream() -> str:
    return f"test:{uuid.uuid4()}"


@pytest.fixture(autouse=True)
async def _closed() -> AsyncIterator[None]:
    yield
    await events.aclose()


async def take(count: int, stream: str, after: int = 0) -> list[events.Event]:
    async with asyncio.timeout(5), aclosing(events.follow(stream, after)) as following:
        return [await anext(following) for _ in range(count)]


def test_numbers_start_at_one_and_have_no_gaps(stream: str) -> None:
    assert [events.publish(stream, "note", {"n": n}) for n in range(3)] == [1, 2, 3]


async def test_many_writers_never_share_a_number(stream: str) -> None:
    sent = [events.apublish(stream, "note", {"n": n}) for n in range(200)]
    assert sorted(await asyncio.gather(*sent)) == list(range(1, 201))


def test_read_returns_what_came_after_a_number(stream: str) -> None:
    for text in ("one", "two", "three"):
        events.publish(stream, "note", {"text": text})
    assert [event.data["text"] for event in events.read(stream, 1)] == ["two", "three"]


async def test_follow_gives_the_past_and_then_the_present(stream: str) -> None:
    await events.apublish(stream, "note", {"text": "before"})
    following = asyncio.create_task(take(2, stream))
    await asyncio.sleep(0.1)
    await events.apublish(stream, "note", {"text": "after"})
    assert [event.data["text"] for event in await following] == ["before", "after"]


async def test_follower_that_reconnects_at_random_misses_nothing(stream: str) -> None:
    async def write() -> None:
        for n in range(300):
            await events.apublish(stream, "note", {"n": n})

    writing = asyncio.create_task(write())
    seen: list[events.Event] = []
    while len(seen) < 300:
        after = seen[-1].seq if seen else 0
        seen += await take(min(7, 300 - len(seen)), stream, after)
    await writing
    assert [event.data["n"] for event in seen] == list(range(300))


async def test_two_followers_see_the_same(stream: str) -> None:
    both = [asyncio.create_task(take(20, stream)) for _ in range(2)]
    for n in range(20):
        await events.apublish(stream, "note", {"n": n})
    first, second = await asyncio.gather(*both)
    assert first == second


async def test_follower_of_a_stream_that_began_again_is_told(stream: str) -> None:
    events.publish(stream, "note", {})
    with pytest.raises(events.EventsLostError):
        await take(1, stream, after=40)


async def test_follower_whose_next_event_was_trimmed_is_told(stream: str) -> None:
    for n in range(5):
        events.publish(stream, "note", {"n": n})
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.xtrim(f"{events.BELL}:{stream}", maxlen=2, approximate=False)
    with pytest.raises(events.EventsLostError):
        await take(1, stream, after=1)


def test_stream_ends_a_day_after_its_last_event(stream: str) -> None:
    events.publish(stream, "note", {})
    ttl = redis.Redis.from_url(settings.REDIS_URL).ttl(f"{events.BELL}:{stream}")
    assert 0 < ttl <= events.LIFETIME_S


async def test_publishing_goes_on_without_redis(
    stream: str, settings: Settings
) -> None:
    settings.REDIS_URL = NOWHERE
    assert events.publish(stream, "note", {}) is None
    assert await events.apublish(stream, "note", {}) is None
    assert events.last_seq(stream) == 0


async def test_follower_is_told_when_redis_is_gone(
    stream: str, settings: Settings
) -> None:
    settings.REDIS_URL = NOWHERE
    with pytest.raises(events.EventsUnavailableError):
        await take(1, stream)
