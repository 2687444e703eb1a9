"""People who talk with CineBot over the socket of a running server, as a page does."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client
from websockets.asyncio.client import ClientConnection, connect

from chat.models import Conversation
from cinematch.accounts.models import User

PATIENCE_S = 60
FINAL = {"done", "stopped", "failed", "interrupted"}
ADULT = date(1980, 5, 6)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, and the session of the person it belongs to."""

    conversation: str
    session: str


def somebody() -> User:
    """Store a guest: people enough may pass without addresses and pass phrases."""
    return User.objects.create(is_guest=True, birth_date=ADULT)


def talks_of(user: User, count: int = 1) -> list[Talk]:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened = Conversation.objects.bulk_create(
        Conversation(user=user) for _ in range(count)
    )
    return [Talk(str(each.pk), session) for each in opened]


@dataclass(slots=True)
class Page:
    """One socket. `after` is the number of the last event it saw."""

    socket: ClientConnection
    after: int = 0
    frames: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, kind: str, **values: Any) -> None:
        await self.socket.send(json.dumps({"kind": kind, **values}))

    async def hear(self, *kinds: str) -> dict[str, Any]:
        """Return the next frame, or the next of these kinds."""
        while True:
            async with asyncio.timeout(PATIENCE_S):
                frame: dict[str, Any] = json.loads(await self.socket.recv())
            if "seq" in frame:
                self.frames.append(frame)
                self.after = frame["seq"]
            if not kinds or frame["kind"] in kinds:
                return frame

    def break_off(self) -> None:
        """Be gone without a word, as a phone in a tunnel."""
        self.socket.transport.abort()


@asynccontextmanager
async def page_of(talk: Talk, site: str, after: int = 0) -> AsyncIterator[Page]:
    """Open a conversation and say hello."""
    async with connect(
        f"{site.replace('http', 'ws', 1)}/ws/chat/{talk.conversation}/",
        origin=site,  # type: ignore[arg-type]
        additional_headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={talk.session}"},
        proxy=None,
    ) as socket:
        page = Page(socket, after)
        await page.say("hello", after=after)
        await page.hear("welcome", "error")
        yield page


def text_of(frames: list[dict[str, Any]]) -> str:
    """Put an answer together as a page does."""
    text = ""
    for frame in frames:
        match frame["kind"]:
            case "delta":
                text += frame["text"]
            case "film":
                text += f"[[film:{frame['film']}]]"
            case "answer" | "restart":
                text = ""
    return text
