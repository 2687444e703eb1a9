"""What the chain adds to a bare client, and how fast it leaves a service that fails.

The four services are fakes in a process of their own, asked by the real clients.
"""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from bench.result import Result, percentile
from bench.services import services
from providers import clients, sharedbreaker
from providers.base import Delta, Text
from providers.bookkeeping import HouseLedger
from providers.call import Call
from providers.chain import Chain
from providers.endpoints import Deadlines, Endpoint, Kind, Parameters, Tier
from providers.sharedbreaker import SharedBreaker
from tests.fakes.models import ModelServices, Scenario
from tests.fakes.models.endpoints import BRIEF, MODELS

PAIRS = 125
LONG_WORDS = 500
LONG_ANSWERS = 6
FAILURES = 100
HANGS = 60
DEAD = 500
STOPS = 100
HANG = Deadlines(first_s=0.3, idle_s=0.3, total_s=2.0)
QUICK_FAILURES = ("refused", Scenario.HTTP_500, Scenario.RESET_AT_ONCE)
# In the books of the bench as in the house's: a model with a price.
PRICED = "claude-haiku-5-5"

Stream = Callable[[], AsyncIterator[object]]


def measure() -> Iterator[Result]:
    with services("--words", "4", "--gap", "0.02") as port:
        yield from asyncio.run(_first_texts(port))
        yield from asyncio.run(_first_texts_with_books(port))
    with services("--words", str(LONG_WORDS)) as port:
        yield from asyncio.run(_cpu(port))
    with services() as port:
        yield from asyncio.run(_failovers(port))
    yield from asyncio.run(_stops())


def _endpoint(port: int, kind: Kind, scenario: str = "ok", **more: Any) -> Endpoint:
    root = f"http://127.0.0.1:{1 if scenario == 'refused' else port}/{scenario}"
    base_url = f"{root}/v1" if kind is Kind.OPENAI else root
    return Endpoint(kind, MODELS[kind], Tier.LOCAL, base_url, "a-key", **more)


async def _first_texts(port: int) -> list[Result]:
    bare: list[float] = []
    ours: list[float] = []
    for kind in Kind:
        endpoint = _endpoint(port, kind)
        await _in_turns(endpoint, Chain([endpoint]), bare, ours)
    await clients.close_all()
    return _added("chain_added_first_text", bare, ours, "<= 2", "<= 5")


async def _first_texts_with_books(port: int) -> list[Result]:
    bare: list[float] = []
    ours: list[float] = []
    endpoint = replace(_endpoint(port, Kind.CLAUDE), model=PRICED, tier=Tier.ECONOMY)
    chain = Chain([endpoint], breaker=SharedBreaker(), ledger=HouseLedger())
    await _in_turns(endpoint, chain, bare, ours)
    await clients.close_all()
    await sharedbreaker.aclose()
    return _added("chain_added_with_books", bare, ours, "<= 4", "<= 8")


async def _in_turns(
    endpoint: Endpoint, chain: Chain, bare: list[float], ours: list[float]
) -> None:
    """So that what else the machine does meets both alike."""
    direct, chained = await _bare(endpoint), partial(_texts, chain)
    await _first_ms(direct)
    answer = await chain.ainvoke(BRIEF)
    if answer.source.provider != endpoint.kind:
        raise RuntimeError(
            f"{endpoint.name} was not asked: is it priced and affordable?"
        )
    for _ in range(PAIRS):
        bare.append(await _first_ms(direct))
        ours.append(await _first_ms(chained))


def _added(
    name: str, bare: list[float], ours: list[float], *goals: str
) -> list[Result]:
    """Compare like with like: the middle with the middle, the slow with the slow."""
    return [
        Result(
            f"{name}_p{percent}",
            percentile(ours, percent) - percentile(bare, percent),
            "ms",
            goal,
            f"{percentile(bare, percent):.1f} bare",
        )
        for percent, goal in zip((50, 95), goals, strict=True)
    ]


async def _first_ms(stream: Stream) -> float:
    began = time.perf_counter()
    first = 0.0
    async for _text in stream():
        first = first or (time.perf_counter() - began) * 1000
    return first


async def _bare(endpoint: Endpoint) -> Stream:
    client = await clients.client_for(endpoint)
    call = Call(endpoint, BRIEF, Parameters())
    arguments = clients.SERVICES[endpoint.kind].call_arguments(call.sent)

    async def stream() -> AsyncIterator[object]:
        async for chunk in client.astream(call.prompt.messages, **arguments):
            if chunk.content:
                yield chunk

    return stream


async def _texts(chain: Chain) -> AsyncGenerator[Delta, None]:
    async with aclosing(chain.astream(BRIEF)) as deltas:
        async for delta in deltas:
            if isinstance(delta, Text):
                yield delta


async def _cpu(port: int) -> list[Result]:
    worst, baseline = 0.0, ""
    for kind in Kind:
        endpoint = _endpoint(port, kind)
        chain = Chain([endpoint])
        bare = await _cpu_ms(await _bare(endpoint))
        ours = await _cpu_ms(partial(_texts, chain))
        if ours - bare >= worst:
            worst, baseline = ours - bare, f"{kind}: {bare:.2f} bare"
    await clients.close_all()
    return [Result("chain_added_cpu_a_token", worst, "ms", "<= 0.15", baseline)]


async def _cpu_ms(stream: Stream) -> float:
    await _first_ms(stream)
    began = time.process_time()
    for _ in range(LONG_ANSWERS):
        await _first_ms(stream)
    return (time.process_time() - began) * 1000 / (LONG_ANSWERS * LONG_WORDS)


async def _failovers(port: int) -> list[Result]:
    quick = [
        await _failover_ms(port, kind, scenario, Deadlines())
        for scenario in QUICK_FAILURES
        for kind in Kind
        for _ in range(FAILURES // 4)
    ]
    hangs = [
        await _failover_ms(port, kind, Scenario.NO_FIRST_TEXT, HANG)
        for kind in Kind
        for _ in range(HANGS // 4)
    ]
    everyone = Chain([_endpoint(port, kind, "refused") for kind in Kind])
    dead = [await _dead_ms(everyone) for _ in range(DEAD)]
    await clients.close_all()
    over = [taken - HANG.first_s * 1000 for taken in hangs]
    return [
        Result("chain_failover_p95", percentile(quick, 95), "ms", "<= 50"),
        Result("chain_hang_over_deadline_p95", percentile(over, 95), "ms", "<= 50"),
        Result("chain_all_dead_answer_p95", percentile(dead, 95), "ms", "<= 150"),
    ]


async def _failover_ms(
    port: int, kind: Kind, scenario: str, deadlines: Deadlines
) -> float:
    """To the first text of the next service, all clients being there."""
    failing = _endpoint(port, kind, scenario, deadlines=deadlines)
    others = [each for each in Kind if each is not kind]
    order = [failing, _endpoint(port, random.choice(others))]
    for endpoint in order:
        await clients.client_for(endpoint)
    return await _first_ms(partial(_texts, Chain(order)))


async def _dead_ms(chain: Chain) -> float:
    began = time.perf_counter()
    await chain.ainvoke(BRIEF)
    return (time.perf_counter() - began) * 1000


async def _stops() -> list[Result]:
    services = ModelServices(gap_s=0.02, first_s=0.02)
    taken, beyond = [], []
    async with services.running() as running:
        for number in range(STOPS):
            kind = list(Kind)[number % len(Kind)]
            closed_ms, words = await _stopped(running, kind, random.uniform(0, 0.2))
            taken.append(closed_ms)
            beyond.append(words)
        await clients.close_all()
    return [
        Result("chain_stop_closes_p95", percentile(taken, 95), "ms", "<= 100"),
        Result("chain_words_after_stop_most", max(beyond), "words", "<= 2"),
    ]


async def _stopped(
    services: ModelServices, kind: Kind, after_s: float
) -> tuple[float, int]:
    """Return the ms to the closed connection, and the words that still went out."""
    chain = Chain([_endpoint(services.port, kind)])
    known = len(services.exchanges)
    reading = asyncio.create_task(chain.ainvoke(BRIEF))
    while len(services.exchanges) == known:
        await asyncio.sleep(0.001)
    await asyncio.sleep(after_s)
    exchange = services.exchanges[-1]
    words, began = exchange.words_sent, time.perf_counter()
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    await asyncio.wait_for(exchange.hung_up.wait(), 5)
    return (exchange.hung_up_at - began) * 1000, exchange.words_sent - words
