"""The circuit breaker: one process alone, and all of them over Redis."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
from pytest_django.fixtures import Settings

from providers import sharedbreaker
from providers.breaker import LONGEST_WINDOW_S, Breaker, OwnBreaker, State
from providers.sharedbreaker import SharedBreaker

NAME = "claude:claude-haiku-5-5"
# Over at once, and not over while a test runs.
NO_WINDOW = 0.0
LONG_WINDOW = 600.0


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
async def _connections_closed() -> AsyncIterator[None]:
    yield
    await sharedbreaker.aclose()


@pytest.fixture(params=[OwnBreaker, SharedBreaker])
def breaker(request: pytest.FixtureRequest) -> Breaker:
    return request.param(window_s=LONG_WINDOW)


async def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        await breaker.failed(NAME)


async def test_two_failures_leave_it_closed(breaker: Breaker) -> None:
    await fail(breaker, 2)
    assert await breaker.admits(NAME)


async def test_third_failure_opens_it(breaker: Breaker) -> None:
    await fail(breaker, 3)
    assert not await breaker.admits(NAME)


async def test_another_service_stays_closed(breaker: Breaker) -> None:
    await fail(breaker, 3)
    assert await breaker.admits("gemini:gemini-2.5-flash-lite")


async def test_success_in_between_begins_the_count_anew(breaker: Breaker) -> None:
    await fail(breaker, 2)
    await breaker.succeeded(NAME)
    await fail(breaker, 2)
    assert await breaker.admits(NAME)


async def test_success_of_the_probe_closes_it(breaker: Breaker) -> None:
    await fail(breaker, 3)
    await breaker.succeeded(NAME)
    assert await breaker.admits(NAME)


async def test_service_that_says_when_to_come_back_is_left_alone(
    breaker: Breaker,
) -> None:
    await breaker.failed(NAME, retry_after_s=120)
    assert not await breaker.admits(NAME)


async def test_own_breaker_lets_one_probe_through_each_window() -> None:
    clock = Clock()
    breaker = OwnBreaker(window_s=30, clock=clock)
    await fail(breaker, 3)
    admitted = []
    for _ in range(4):
        clock.now += 10
        admitted += [await breaker.admits(NAME), await breaker.admits(NAME)]
    assert admitted == [False, False, False, False, True, False, False, False]


async def test_failed_probe_begins_a_new_window() -> None:
    clock = Clock()
    breaker = OwnBreaker(window_s=30, clock=clock)
    await fail(breaker, 3)
    clock.now += 30
    await breaker.admits(NAME)
    clock.now += 20
    await breaker.failed(NAME)
    clock.now += 20
    assert not await breaker.admits(NAME)


@pytest.mark.parametrize("kind", [OwnBreaker, SharedBreaker])
async def test_probe_that_was_not_made_is_the_next_ones(
    kind: type[OwnBreaker | SharedBreaker],
) -> None:
    breaker = kind(window_s=LONG_WINDOW)
    await fail(breaker, 3)
    await breaker.give_back(NAME)
    assert [await breaker.admits(NAME) for _ in range(3)] == [True, False, False]


async def test_closed_breaker_has_nothing_to_be_given_back(breaker: Breaker) -> None:
    await breaker.give_back(NAME)
    assert await breaker.admits(NAME)


async def test_service_cannot_ask_to_be_left_alone_for_ever() -> None:
    clock = Clock()
    breaker = OwnBreaker(clock=clock)
    await breaker.failed(NAME, retry_after_s=10**9)
    clock.now += LONGEST_WINDOW_S
    assert await breaker.admits(NAME)


async def test_failures_of_two_processes_add_up() -> None:
    await fail(SharedBreaker(), 2)
    await fail(SharedBreaker(), 1)
    assert not await SharedBreaker().admits(NAME)


async def test_probe_is_one_among_fifty_callers_of_two_processes(
    settings: Settings,
) -> None:
    # However busy the machine: who gave Redis up would ask a breaker of its own.
    patient = "socket_timeout=30&socket_connect_timeout=30&timeout=30"
    settings.REDIS_URL += f"{'&' if '?' in settings.REDIS_URL else '?'}{patient}"
    await fail(SharedBreaker(window_s=NO_WINDOW), 3)
    module = [sys.executable, "-m", "tests.providers.callers"]
    environment = {**os.environ, "REDIS_URL": settings.REDIS_URL}
    processes = [
        subprocess.Popen(
            [*module, NAME, str(LONG_WINDOW), "25"],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(2)
    ]
    admitted = [int(process.communicate(timeout=60)[0]) for process in processes]
    assert sum(admitted) == 1


async def test_probe_whose_process_died_is_replaced_after_a_window() -> None:
    await fail(SharedBreaker(window_s=NO_WINDOW), 3)
    dead = SharedBreaker(window_s=NO_WINDOW)
    assert await dead.admits(NAME)
    assert await SharedBreaker().admits(NAME)


async def test_state_tells_failures_and_the_next_probe() -> None:
    breaker = SharedBreaker(window_s=LONG_WINDOW)
    await fail(breaker, 3)
    [state] = sharedbreaker.states([NAME])
    assert state.failures == 3
    assert state.is_open
    assert 0 < (state.probe_in_s or 0) <= LONG_WINDOW


async def test_operator_closes_it_by_hand() -> None:
    await fail(SharedBreaker(), 3)
    sharedbreaker.close(NAME)
    assert sharedbreaker.states([NAME]) == [State()]


class TestRedisGone:
    @pytest.fixture(autouse=True)
    def _gone(self, settings: Settings) -> None:
        settings.REDIS_URL = "redis://127.0.0.1:1/0"

    async def test_each_process_keeps_its_own(self) -> None:
        breaker = SharedBreaker()
        await fail(breaker, 3)
        assert not await breaker.admits(NAME)
        assert await SharedBreaker().admits(NAME)

    def test_states_are_not_known(self) -> None:
        assert sharedbreaker.states([NAME]) == [None]


async def test_what_a_process_saw_counts_when_redis_goes(settings: Settings) -> None:
    breaker = SharedBreaker()
    await fail(breaker, 3)
    await sharedbreaker.aclose()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert not await breaker.admits(NAME)
