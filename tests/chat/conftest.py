"""A conversation of alice's, and sockets to it through the real application."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from chat.models import Conversation, Message
from cinematch import events
from cinematch.accounts.models import User
from cinematch.asgi import application
from tests.factories import ConversationFactory, FilmFactory

PATIENCE_S = 10
FINAL = {"done", "stopped", "failed", "interrupted"}


@pytest.fixture(autouse=True)
async def _events_closed() -> AsyncIterator[None]:
    yield
    await events.aclose()


class Socket(WebsocketCommunicator):
    """A page on the other end of the socket."""

    # Channels' own keep database connections open, for tests inside one transaction.
    # These tests have none, and what stays open in a thread is a warning.
    send_input = ApplicationCommunicator.send_input
    receive_output = ApplicationCommunicator.receive_output

    async def say(self, kind: str, **values: Any) -> None:
        await self.send_json_to({"kind": kind, **values})

    async def hear(self, *kinds: str) -> dict[str, Any]:
        """Wait for a frame of one of these kinds and return it; drop those before."""
        while True:
            frame = await self.receive_json_from(PATIENCE_S)
            if not kinds or frame["kind"] in kinds:
                return frame

    async def hear_all(self, *last: str) -> list[dict[str, Any]]:
        """Return every frame up to one of these kinds."""
        frames = [await self.receive_json_from(PATIENCE_S)]
        while frames[-1]["kind"] not in (last or FINAL):
            frames.append(await self.receive_json_from(PATIENCE_S))
        return frames


def socket_to(conversation_id: object, client: Client) -> Socket:
    cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    headers = [
        (b"cookie", cookies.encode()),
        (b"origin", b"http://localhost"),
        (b"host", b"localhost"),
    ]
    return Socket(application, f"/ws/chat/{conversation_id}/", headers=headers)


@pytest.fixture
def films(transactional_db: None) -> list[Any]:
    return [
        FilmFactory(title=title, genres=["Comedy"], runtime_min=minutes, fame=90)
        for title, minutes in [("Top Hat", 101), ("Ninotchka", 110), ("Sabrina", 113)]
    ]


@pytest.fixture
def talk(transactional_db: None, alice: User) -> Conversation:
    return ConversationFactory(user=alice)


@pytest.fixture
async def socket(
    talk: Conversation, films: list[Any], as_alice: Client
) -> AsyncIterator[Socket]:
    page = socket_to(talk.pk, as_alice)
    await page.connect()
    yield page
    await page.disconnect()


@database_sync_to_async
def answers_of(conversation: Conversation) -> list[Message]:
    return list(
        Message.objects.answers().filter(conversation=conversation).order_by("pk")
    )


def text_of(frames: list[dict[str, Any]]) -> str:
    """Put an answer together as a page does."""
    text = ""
    for frame in frames:
        if frame["kind"] == "delta":
            text += frame["text"]
        elif frame["kind"] == "film":
            text += f"[[film:{frame['film']}]]"
        elif frame["kind"] == "restart":
            text = ""
    return text
