"""Conversations over the API."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client

from chat.models import MAX_QUESTION_CHARS, Conversation
from cinematch import events
from cinematch.accounts.models import User
from movies.models import Film
from tests.api.requests import error_of
from tests.chat.conftest import FINAL, PATIENCE_S, answers_of
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    QuestionFactory,
)

JSON = "application/json"


async def finished(talk: Conversation) -> None:
    """Wait until the answer that is being written is complete."""
    async with asyncio.timeout(PATIENCE_S):
        async for event in events.follow(talk.stream):
            if event.kind in FINAL:
                return


async def test_a_question_is_answered(films: list[Film], alice: User) -> None:
    client = AsyncClient()
    await sync_to_async(client.force_login)(alice)
    asked = {"text": "a comedy"}
    begun = await client.post("/api/conversations/", asked, content_type=JSON)
    talk = await Conversation.objects.aget()
    assert (begun.status_code, begun.json()["id"]) == (202, str(talk.pk))
    await finished(talk)
    told = (await client.get(f"/api/conversations/{talk.pk}/")).json()
    (answer,) = await answers_of(talk)
    assert [film["id"] for film in told["messages"][1]["films"]] == answer.films


def test_a_conversation_is_read_by_its_owner(as_alice: Client, alice: User) -> None:
    answer: Any = AnswerFactory(question__conversation=ConversationFactory(user=alice))
    told = as_alice.get(f"/api/conversations/{answer.conversation_id}/").json()
    assert [message["role"] for message in told["messages"]] == ["question", "answer"]


def test_a_stranger_finds_no_conversation(as_mallory: Client, alice: User) -> None:
    talk: Conversation = ConversationFactory(user=alice)
    address = f"/api/conversations/{talk.pk}/"
    assert as_mallory.get("/api/conversations/").json()["results"] == []
    error_of(as_mallory.get(address), 404)
    error_of(as_mallory.post(address, {"text": "Hello"}, content_type=JSON), 404)


def test_a_film_hidden_since_is_not_shown(as_alice: Client, alice: User) -> None:
    talk = ConversationFactory(user=alice)
    films = [FilmFactory(), FilmFactory(hidden=True)]
    question = QuestionFactory(conversation=talk)
    AnswerFactory(question=question, films=[film.pk for film in films])
    told = as_alice.get(f"/api/conversations/{talk.pk}/").json()
    assert [film["id"] for film in told["messages"][1]["films"]] == [films[0].pk]


@pytest.mark.parametrize(
    "text", ["", " ", "a" * (MAX_QUESTION_CHARS + 1), None, {}, "\0"]
)
def test_what_is_no_question_is_refused(as_alice: Client, text: Any) -> None:
    answer = as_alice.post("/api/conversations/", {"text": text}, content_type=JSON)
    assert error_of(answer, 400)["fields"]["text"]
    assert not Conversation.objects.exists()


def test_a_second_question_waits_for_the_first(as_alice: Client, alice: User) -> None:
    talk = ConversationFactory(user=alice)
    AnswerFactory(question__conversation=talk, status="pending")
    address = f"/api/conversations/{talk.pk}/"
    answer = as_alice.post(address, {"text": "And another?"}, content_type=JSON)
    assert error_of(answer, 409)["code"] == "busy"


def test_guests_are_told_to_sign_in(client: Client, db: None) -> None:
    error_of(client.get("/api/conversations/"), 401)
