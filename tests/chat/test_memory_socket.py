"""What was said in one conversation changes the answer in the next, over the socket."""

from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from chat.models import Conversation
from chat.tasks import learn_from_conversations
from cinematch.accounts.models import User
from tests.chat.conftest import Socket, socket_to, text_of
from tests.factories import ConversationFactory, FilmFactory

pytestmark = pytest.mark.django_db(transaction=True)


async def asked(page: Socket, text: str) -> str:
    await page.say("hello", after=0)
    await page.say("ask", text=text)
    await page.hear("accepted")
    return text_of(await page.hear_all())


async def test_fact_told_in_one_conversation_counts_in_the_next(
    socket: Socket, films: list[Any], alice: User, as_alice: Client
) -> None:
    scary = await database_sync_to_async(FilmFactory)(genres=["Horror"], fame=99)
    await asked(socket, "Hello! I really hate jump scares.")
    await database_sync_to_async(learn_from_conversations)()
    talk = await database_sync_to_async(ConversationFactory)(user=alice)
    page = socket_to(talk.pk, as_alice)
    await page.connect()
    answer = await asked(page, "surprise me")
    await page.disconnect()
    assert "Does not want jump scares" in answer
    assert f"[[film:{scary.pk}]]" not in answer


async def test_fact_of_another_is_not_in_the_answer(
    socket: Socket, mallory: User
) -> None:
    await asked(socket, "Hello! I really hate jump scares.")
    await database_sync_to_async(learn_from_conversations)()
    talk: Conversation = await database_sync_to_async(ConversationFactory)(user=mallory)
    client = Client()
    await database_sync_to_async(client.force_login)(mallory)
    page = socket_to(talk.pk, client)
    await page.connect()
    answer = await asked(page, "surprise me")
    await page.disconnect()
    assert "jump scares" not in answer


async def test_question_is_refined_over_three_turns(
    socket: Socket, films: list[Any], talk: Conversation
) -> None:
    await asked(socket, "a comedy please")
    await socket.say("ask", text="not the first one")
    await socket.hear_all()
    await socket.say("ask", text="how long is it?")
    frames = await socket.hear_all()
    last = await database_sync_to_async(
        lambda: talk.messages.filter(role="answer").latest("pk")
    )()
    assert len(frames[-1]["films"]) == 1
    assert (last.intent, last.film_query.runtime_min) == ("lookup", None)
