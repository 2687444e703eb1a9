"""Many answers at once: sixty people read thirty words a second each, for a minute.

The made-up Ollama, the reader of all sockets and the site share this machine. With
STREAMS_S=5 it takes five seconds instead of sixty.
"""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise

import psutil
from django.core.cache import cache

from bench.result import Result, percentile
from bench.services import services
from providers.endpoints import Kind
from providers.models import Service
from tests.browser.serving import a_server
from tests.talking import FINAL, Talk, page_of, somebody, talks_of, text_of

STREAMS = 60
WORDS_PER_S = 30
LENGTH_S = float(os.environ.get("STREAMS_S", "60"))
WORDS = int(LENGTH_S * WORDS_PER_S)
# What `python -m tests.fakes.models --words N` says.
TEXT = " ".join(["word"] * WORDS)
# All of them have begun before the first has read a quarter.
BETWEEN_S = 0.2 if LENGTH_S >= 60 else 0.02
MEGABYTE = 1024 * 1024
# What a web process loads at its start is no growth.
SETTLE_S = 20


@dataclass(slots=True)
class Stream:
    """One answer as it arrived; times are those of its texts, in seconds."""

    asked_at: float
    texts_at: list[float] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    text: str = ""

    @property
    def first_ms(self) -> float:
        return (self.texts_at[0] - self.asked_at) * 1000

    @property
    def gaps_ms(self) -> list[float]:
        return [(late - early) * 1000 for early, late in pairwise(self.texts_at)]

    @property
    def is_whole(self) -> bool:
        first = self.numbers[0]
        unbroken = self.numbers == [*range(first, first + len(self.numbers))]
        return unbroken and self.text == TEXT


def measure() -> Iterator[Result]:
    yield from _carried(1, "streams")
    yield from _carried(2, "streams_two_processes")


def _carried(processes: int, name: str) -> Iterator[Result]:
    cache.clear()
    # A minute of words is longer than the minute an answer may take.
    Service.objects.filter(kind=Kind.OLLAMA).update(total_s=2 * LENGTH_S + SETTLE_S)
    gap = str(1 / WORDS_PER_S)
    with ExitStack() as stack:
        port = stack.enter_context(services("--words", str(WORDS), "--gap", gap))
        url = f"http://127.0.0.1:{port}/ok"
        servers = [
            stack.enter_context(a_server(OLLAMA_URL=url)) for _ in range(processes)
        ]
        sites = [site for _process, site in servers]
        time.sleep(SETTLE_S)
        asyncio.run(_warm(sites, [talks_of(somebody())[0] for _ in sites]))
        talks = [talks_of(somebody())[0] for _ in range(STREAMS)]
        before = [_memory(process.pid) for process, _site in servers]
        streams, load = asyncio.run(_stream(sites, talks))
        after = [_memory(process.pid) for process, _site in servers]
    grown = max(late - early for early, late in zip(before, after, strict=True))
    around = f"{len(streams)} streams of {LENGTH_S:.0f} s, load average {load:.1f}"
    return _results(name, streams, grown, around, bound=processes == 1)


def _results(
    name: str, streams: Sequence[Stream], grown: float, around: str, *, bound: bool
) -> Iterator[Result]:
    firsts = [stream.first_ms for stream in streams]
    gaps = [gap for stream in streams for gap in stream.gaps_ms]
    broken = sum(not stream.is_whole for stream in streams)
    for what, value, unit, goal in (
        ("first_text_p95", percentile(firsts, 95), "ms", "<= 250"),
        ("gap_p95", percentile(gaps, 95), "ms", "<= 100"),
        ("gap_p99", percentile(gaps, 99), "ms", "<= 250"),
        ("broken", broken, f"of {len(streams)}", "<= 0"),
        ("memory_grown", grown, "MB", "<= 50"),
    ):
        yield Result(
            f"{name}_{what}", value, unit, goal if bound else "reported", around
        )


def _memory(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / MEGABYTE


async def _warm(sites: Sequence[str], talks: Sequence[Talk]) -> None:
    """Ask each site once and stop it: what is loaded by then is not growth."""
    for site, talk in zip(sites, talks, strict=True):
        async with page_of(talk, site) as page:
            await page.say("ask", text="a quiet film about rivers")
            answer = (await page.hear("accepted"))["answer"]
            await page.hear("delta")
            await page.say("stop", answer=answer)
            await page.hear(*FINAL)


async def _stream(
    sites: Sequence[str], talks: Sequence[Talk]
) -> tuple[list[Stream], float]:
    """Begin one after the other within a second's words, as people do."""
    reading = []
    for number, talk in enumerate(talks):
        site = sites[number % len(sites)]
        reading.append(asyncio.create_task(_read(site, talk, number)))
        await asyncio.sleep(BETWEEN_S)
    streams = await asyncio.gather(*reading)
    return list(streams), os.getloadavg()[0]


async def _read(site: str, talk: Talk, number: int) -> Stream:
    async with page_of(talk, site) as page:
        stream = Stream(time.perf_counter())
        # Different questions: what was answered once comes from the cache.
        await page.say("ask", text=f"a drama of at least {60 + number} minutes")
        while (frame := await page.hear())["kind"] not in FINAL:
            if frame["kind"] == "delta":
                stream.texts_at.append(time.perf_counter())
        stream.numbers = [each["seq"] for each in page.frames]
        stream.text = text_of(page.frames)
    return stream
