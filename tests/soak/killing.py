"""Answers while something dies at a random moment: a socket, a model, a web process.

Whatever dies, the text a page has put together is in the end one writer's, whole: no
character is lost and none is there twice.
"""

import asyncio
import random
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from chat.models import LEASE_S, Message
from cinematch.offloop import off_loop
from tests.fakes.models import ModelServices
from tests.talking import FINAL, Page, Talk, page_of, text_of

WORDS = " ".join(f"word{number}" for number in range(60))
GAP_S = 0.01

Process = subprocess.Popen[bytes]
Start = Callable[[], AbstractContextManager[tuple[Process, str]]]


@dataclass(slots=True)
class Site:
    """Two web processes; one that was killed is started anew behind the other."""

    start: Start
    services: ModelServices
    _stack: ExitStack = field(default_factory=ExitStack)
    _running: list[tuple[Process, str]] = field(default_factory=list)

    def __enter__(self) -> "Site":
        self._running = [self._stack.enter_context(self.start()) for _ in range(2)]
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stack.close()

    @property
    def address(self) -> str:
        return self._running[0][1]

    def kill_process(self) -> None:
        process, _address = self._running.pop(0)
        process.kill()
        process.wait()

    def make_good(self) -> None:
        while len(self._running) < 2:
            self._running.append(self._stack.enter_context(self.start()))


async def kill(site: Site, talk: Talk, victim: str, number: int) -> str:
    """Ask, kill the victim in the middle, and return the text the page ends with."""
    chance = random.Random(number)
    frames: list[dict[str, object]] = []
    async with page_of(talk, site.address) as page:
        await page.say("ask", text=f"a drama of at least {60 + number} minutes")
        answer = int((await page.hear("accepted"))["answer"])
        for _ in range(chance.randint(1, 20)):
            if (await page.hear())["kind"] in FINAL:
                break
        match victim:
            case "socket":
                page.break_off()
            case "model":
                site.services.hang_up()
                await _read_on(page)
            case "process":
                await asyncio.to_thread(site.kill_process)
                await off_loop(_let_lease_run_out)(answer)
        frames = page.frames
    return await _resumed(site, talk, answer, frames)


async def _read_on(page: Page) -> None:
    for _ in range(3):
        if (await page.hear())["kind"] in FINAL:
            return


async def _resumed(
    site: Site, talk: Talk, answer: int, frames: list[dict[str, object]]
) -> str:
    """Come back with the number of the last event; try again what was interrupted."""
    after = int(str(frames[-1]["seq"])) if frames else 0
    async with page_of(talk, site.address, after) as page:
        page.frames = frames
        while not frames or frames[-1]["kind"] not in FINAL:
            await page.hear()
        if frames[-1]["kind"] == "interrupted":
            # What is there of it is the beginning, as it was said.
            assert WORDS.startswith(text_of(frames))
            await page.say("regenerate", answer=answer)
            await page.hear("answer")
            await page.hear(*FINAL)
        assert frames[-1]["kind"] == "done", frames[-1]
        assert [each["seq"] for each in frames] == [*range(1, len(frames) + 1)]
    return text_of(frames)


def _let_lease_run_out(answer: int) -> None:
    silent_since = timezone.now() - timedelta(seconds=LEASE_S + 1)
    Message.objects.running().filter(pk=answer).update(heartbeat_at=silent_since)
    connection.close()
