"""What an answer tells of its making, and the title its conversation gets."""

import asyncio
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client
from pytest_django import Settings

from chat.models import Conversation, Message
from cinematch.accounts.models import User
from tests.chat.conftest import Socket, answers_of, socket_to
from tests.factories import AnswerFactory, ConversationFactory

FAKES = "tests.fakes.providers"
LOCAL = {"provider": "ollama", "model": "llama3.2:3b", "local": True, "after": ""}
CLOUD = {"provider": "claude", "model": "claude-x", "local": False, "after": ""}


async def asked(socket: Socket, text: str) -> list[dict[str, Any]]:
    await socket.say("hello", after=0)
    await socket.say("ask", text=text)
    return await socket.hear_all()


def drawn(client: Client, person: User, **values: Any) -> str:
    talk = ConversationFactory(user=person)
    answer = AnswerFactory(question__conversation=talk, **values)
    return client.get(f"/chat/answers/{answer.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
class TestWhatIsKept:
    async def test_every_model_that_got_the_question(
        self, socket: Socket, talk: Conversation, settings: Settings
    ) -> None:
        settings.CHAT_PROVIDER = f"{FAKES}.Handing"
        await asked(socket, "a comedy")
        (answer,) = await answers_of(talk)
        told = [
            (each["provider"], each["local"], each["after"]) for each in answer.asked
        ]
        assert told == [("ollama", True, ""), ("claude", False, "truncated")]
        assert (answer.input_tokens, answer.output_tokens) == (120, 4)

    async def test_kinds_and_numbers_of_what_was_sent_and_no_copy(
        self, socket: Socket, talk: Conversation, settings: Settings
    ) -> None:
        settings.CHAT_PROVIDER = f"{FAKES}.Handing"
        await asked(socket, "a comedy")
        (answer,) = await answers_of(talk)
        assert (answer.sent["question"], answer.sent["films"]) == (1, 3)
        assert "a comedy" not in str(answer.sent)

    async def test_where_a_question_went_is_known_though_it_was_stopped(
        self, socket: Socket, talk: Conversation, settings: Settings
    ) -> None:
        settings.CHAT_PROVIDER = f"{FAKES}.Confiding"
        await socket.say("hello", after=0)
        await socket.say("ask", text="a comedy")
        answer_id = (await socket.hear("accepted"))["answer"]
        await socket.hear("delta")
        await socket.say("stop", answer=answer_id)
        await socket.hear("stopped")
        (answer,) = await answers_of(talk)
        assert [each["provider"] for each in answer.asked] == ["claude"]


class TestBadge:
    def test_own_sentences(self, alice: User, as_alice: Client) -> None:
        page = drawn(as_alice, alice, provider="template")
        assert "no language model was asked" in page

    def test_model_here(self, alice: User, as_alice: Client) -> None:
        values = {"provider": "ollama", "model": "llama3.2:3b", "asked": [LOCAL]}
        page = drawn(as_alice, alice, **values)
        assert "llama3.2:3b on this server" in page
        assert "Nothing left this server" in page

    def test_model_elsewhere(self, alice: User, as_alice: Client) -> None:
        sent = {"question": 1, "turns": 2, "films": 3, "memories": 1}
        page = drawn(as_alice, alice, provider="claude", asked=[CLOUD], sent=sent)
        assert "Claude, sent to Anthropic" in page
        for line in ("2 messages before it", "3 films", "1 thing you let me remember"):
            assert line in page

    def test_stand_in(self, alice: User, as_alice: Client) -> None:
        models = [LOCAL, {**CLOUD, "after": "unreachable"}]
        page = drawn(as_alice, alice, provider="claude", asked=models)
        assert "Used because the local model did not answer" in page
        assert "could not be reached" in page

    def test_question_that_left_though_no_model_answered(
        self, alice: User, as_alice: Client
    ) -> None:
        page = drawn(as_alice, alice, provider="template", asked=[CLOUD])
        assert "This left the server" in page

    def test_answer_that_was_kept(self, alice: User, as_alice: Client) -> None:
        page = drawn(as_alice, alice, provider="claude")
        assert "written earlier for the same question" in page
        assert "Nothing left this server" in page


@pytest.mark.django_db(transaction=True)
class TestTitle:
    @pytest.fixture
    def talk(self, alice: User) -> Conversation:
        made: Conversation = ConversationFactory(user=alice, title="hm")
        return made

    async def title_after(self, socket: Socket, talk: Conversation, text: str) -> str:
        await asked(socket, text)
        await database_sync_to_async(talk.refresh_from_db)()
        return talk.title

    async def test_says_what_was_understood(
        self, socket: Socket, talk: Conversation
    ) -> None:
        title = await self.title_after(socket, talk, "got any comedies under 2 hours?")
        assert title == "A comedy, no longer than 120 minutes"

    async def test_names_the_film_asked_about(
        self, socket: Socket, talk: Conversation
    ) -> None:
        title = await self.title_after(socket, talk, "who directed top hat?")
        assert title in ("Top Hat", "hm")

    async def test_waits_until_there_is_something_to_say(
        self, socket: Socket, talk: Conversation
    ) -> None:
        assert await self.title_after(socket, talk, "hello there") == "hm"

    async def test_stays_as_a_person_gave_it(
        self, socket: Socket, talk: Conversation
    ) -> None:
        await socket.say("arrange", title="Mine")
        assert await self.title_after(socket, talk, "a comedy") == "Mine"


@pytest.mark.django_db(transaction=True)
async def test_fifty_tabs_of_one_person_see_one_answer(
    talk: Conversation, films: list[Any], as_alice: Client, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = f"{FAKES}.Slow"
    tabs = [socket_to(talk.pk, as_alice) for _ in range(50)]
    for tab in tabs:
        await tab.connect()
        await tab.say("hello", after=0)
    for tab in tabs[:5]:
        await tab.say("ask", text="a comedy")
    ends = await asyncio.gather(*(tab.hear("done") for tab in tabs))
    assert len({end["seq"] for end in ends}) == 1
    count = Message.objects.filter(conversation=talk).count
    assert await database_sync_to_async(count)() == 2
    for tab in tabs:
        await tab.disconnect()
