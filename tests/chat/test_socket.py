"""One question, one answer, over the socket: live, resumed, stopped, in two tabs."""

import asyncio
import random
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from chat.models import LEASE_S, Conversation, Message
from cinematch.accounts.models import User
from tests.chat.conftest import PATIENCE_S, Socket, answers_of, socket_to, text_of
from tests.factories import AnswerFactory, ConversationFactory, QuestionFactory
from tests.fakes.providers import WORDS

pytestmark = pytest.mark.django_db(transaction=True)

SLOW = "tests.fakes.providers.Slow"
ENDLESS = "tests.fakes.providers.Endless"


async def begin(socket: Socket, text: str = "something funny") -> int:
    await socket.say("hello", after=0)
    await socket.say("ask", text=text)
    return int((await socket.hear("accepted"))["answer"])


async def test_question_is_answered_with_films_of_the_catalogue(
    socket: Socket, films: list[Any], talk: Conversation
) -> None:
    await begin(socket, "a comedy please")
    frames = await socket.hear_all()
    assert frames[-1]["kind"] == "done"
    assert set(frames[-1]["films"]) == {film.pk for film in films}
    (answer,) = await answers_of(talk)
    assert answer.text == text_of(frames)
    assert answer.status == Message.Status.DONE
    assert answer.provider == "template"


async def test_events_have_numbers_without_gaps(socket: Socket) -> None:
    await begin(socket)
    numbers = [frame["seq"] for frame in await socket.hear_all() if "seq" in frame]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


async def test_real_stages_are_told_in_their_order(socket: Socket) -> None:
    await begin(socket)
    told = [f["text"] for f in await socket.hear_all() if f["kind"] == "status"]
    assert told == ["Reading your taste", "Looking through 3 films", "Writing"]


async def test_question_is_stored_before_the_answer_begins(
    socket: Socket, talk: Conversation, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = ENDLESS
    await begin(socket, "what I typed")
    question = await database_sync_to_async(talk.last_question)()
    assert question.text == "what I typed"


async def test_socket_killed_at_random_loses_no_character(
    talk: Conversation, films: list[Any], as_alice: Client, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = SLOW
    chance, frames, after = random.Random(7), [], 0
    page = socket_to(talk.pk, as_alice)
    await page.connect()
    await page.say("ask", text="something funny")
    while not frames or frames[-1]["kind"] != "done":
        await page.say("hello", after=after)
        for _ in range(chance.randint(1, 9)):
            frame = await page.receive_json_from(PATIENCE_S)
            if "seq" in frame:
                frames.append(frame)
                after = frame["seq"]
            if frame["kind"] == "done":
                break
        await page.disconnect()
        page = socket_to(talk.pk, as_alice)
        await page.connect()
    await page.disconnect()
    assert text_of(frames) == "".join(WORDS)


async def test_answer_goes_on_while_nobody_listens(
    talk: Conversation, films: list[Any], as_alice: Client, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = SLOW
    page = socket_to(talk.pk, as_alice)
    await page.connect()
    await begin(page)
    await page.disconnect()
    later = socket_to(talk.pk, as_alice)
    await later.connect()
    await later.say("hello", after=0)
    assert text_of(await later.hear_all()) == "".join(WORDS)
    await later.disconnect()


async def test_two_tabs_see_the_same(
    socket: Socket, talk: Conversation, as_alice: Client, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = SLOW
    other = socket_to(talk.pk, as_alice)
    await other.connect()
    await other.say("hello", after=0)
    await other.hear("welcome")
    await begin(socket)
    here, there = await asyncio.gather(socket.hear_all(), other.hear_all())
    assert [f for f in here if "seq" in f][-20:] == [f for f in there if "seq" in f][
        -20:
    ]
    await other.disconnect()


async def test_stop_keeps_the_text_and_is_heard_at_once(
    socket: Socket, talk: Conversation, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = ENDLESS
    answer_id = await begin(socket)
    await socket.hear("delta")
    pressed = time.monotonic()
    await socket.say("stop", answer=answer_id)
    await socket.hear("stopped")
    assert time.monotonic() - pressed < 2
    (answer,) = await answers_of(talk)
    assert (answer.status, answer.text) == (Message.Status.STOPPED, "Well, ")


async def test_stop_before_the_first_word_works(
    socket: Socket, talk: Conversation, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = ENDLESS
    await socket.say("stop", answer=await begin(socket))
    await socket.hear("stopped")
    (answer,) = await answers_of(talk)
    assert answer.status == Message.Status.STOPPED


async def test_next_question_is_taken_after_a_stop(
    socket: Socket, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = ENDLESS
    await socket.say("stop", answer=await begin(socket))
    await socket.hear("stopped")
    await socket.say("ask", text="and now?")
    assert (await socket.hear("accepted", "error"))["kind"] == "accepted"


async def test_second_question_while_answering_is_refused(
    socket: Socket, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = ENDLESS
    await begin(socket)
    await socket.say("ask", text="me too", key=(key := str(uuid.uuid4())))
    refused = await socket.hear("error")
    assert (refused["code"], refused["key"]) == ("busy", key)


async def test_second_conversation_waits_for_the_first(
    socket: Socket, alice: User, as_alice: Client, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = ENDLESS
    await begin(socket)
    other = await database_sync_to_async(ConversationFactory)(user=alice)
    page = socket_to(other.pk, as_alice)
    await page.connect()
    await page.say("ask", text="me too")
    assert (await page.hear("error"))["code"] == "busy"
    await page.disconnect()


async def test_question_sent_twice_under_one_key_is_asked_once(
    socket: Socket, talk: Conversation
) -> None:
    key = str(uuid.uuid4())
    await socket.say("hello", after=0)
    await socket.say("ask", text="once", key=key)
    await socket.hear_all()
    await socket.say("ask", text="once", key=key)
    await socket.hear("accepted")
    assert await database_sync_to_async(talk.messages.count)() == 2


async def test_regenerating_keeps_both_versions(
    socket: Socket, talk: Conversation
) -> None:
    answer_id = await begin(socket)
    await socket.hear_all()
    await socket.say("regenerate", answer=answer_id)
    await socket.hear_all()
    first, second = await answers_of(talk)
    assert (first.version, second.version) == (1, 2)
    assert first.text != second.text


async def test_edited_question_takes_the_place_of_the_last(
    socket: Socket, talk: Conversation
) -> None:
    await begin(socket, "somthing funny")
    await socket.hear_all()
    asked = await database_sync_to_async(talk.last_question)()
    await socket.say("edit", question=asked.pk, text="something sad")
    assert (await socket.hear("question"))["replaces"] == asked.pk
    await socket.hear_all()
    shown = await database_sync_to_async(lambda: list(talk.messages.shown()))()
    assert shown[0].text == "something sad"
    assert len(shown) == 2


async def test_only_the_last_question_can_be_edited(
    socket: Socket, talk: Conversation
) -> None:
    early = await database_sync_to_async(QuestionFactory)(conversation=talk)
    await database_sync_to_async(QuestionFactory)(conversation=talk)
    await socket.say("edit", question=early.pk, text="something sad")
    assert (await socket.hear("error"))["code"] == "not_last"


async def test_verdict_is_stored_and_told_to_other_tabs(
    socket: Socket, talk: Conversation
) -> None:
    answer_id = await begin(socket)
    await socket.hear_all()
    await socket.say("feedback", answer=answer_id, thumb="down", reason="seen")
    assert (await socket.hear("changed"))["id"] == answer_id
    (answer,) = await answers_of(talk)
    assert (answer.thumb, answer.reason) == ("down", "seen")


@pytest.mark.parametrize("writer", ["Cut", "Broken"])
async def test_answer_that_breaks_off_is_marked_as_failed(
    socket: Socket, talk: Conversation, settings: Settings, writer: str
) -> None:
    settings.CHAT_PROVIDER = f"tests.fakes.providers.{writer}"
    await begin(socket)
    assert (await socket.hear_all())[-1]["kind"] == "failed"
    (answer,) = await answers_of(talk)
    assert answer.status == Message.Status.FAILED


async def test_restart_leaves_only_the_second_writers_text(
    socket: Socket, talk: Conversation, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "tests.fakes.providers.Restarting"
    await begin(socket)
    assert text_of(await socket.hear_all()) == "Right."
    (answer,) = await answers_of(talk)
    assert answer.text == "Right."


async def test_film_that_nobody_proposed_leaves_no_trace(
    socket: Socket, talk: Conversation, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "tests.fakes.providers.Inventing"
    await begin(socket)
    frames = await socket.hear_all()
    (answer,) = await answers_of(talk)
    assert "999999" not in answer.text
    assert answer.films == [
        frame["film"] for frame in frames if frame["kind"] == "film"
    ]
    assert len(answer.films) == 1


async def test_answer_whose_writer_died_is_marked_on_the_next_look(
    socket: Socket, talk: Conversation
) -> None:
    question = await database_sync_to_async(QuestionFactory)(conversation=talk)
    long_ago = timezone.now() - timedelta(seconds=LEASE_S + 1)
    dead = await database_sync_to_async(AnswerFactory)(
        question=question, status="streaming", heartbeat_at=long_ago
    )
    await socket.say("hello", after=0)
    assert (await socket.hear("interrupted"))["id"] == dead.pk
    await socket.say("regenerate", answer=dead.pk)
    assert (await socket.hear_all("done"))[-1]["kind"] == "done"


async def test_reader_whose_events_are_over_is_told_to_load_the_page(
    socket: Socket,
) -> None:
    await socket.say("hello", after=5000)
    assert (await socket.hear("reset"))["kind"] == "reset"
