"""The pages and forms of the conversation, and events over SSE."""

import json
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient, Client
from django.utils import timezone

from chat.keeping import adopt, conversations
from chat.models import LEASE_S, Conversation, Message
from chat.prompts import starters
from cinematch import events
from cinematch.accounts.models import User
from tests.chat.conftest import answers_of
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    QuestionFactory,
    RatingFactory,
    UserFactory,
)


def exchange(user: User, **answer: Any) -> Message:
    talk = ConversationFactory(user=user)
    return AnswerFactory(question__conversation=talk, **answer)


def test_start_page_offers_four_prompts_of_ones_own(
    alice: User, as_alice: Client
) -> None:
    RatingFactory(user=alice, film=FilmFactory(title="Top Hat"), stars=5)
    response = as_alice.get("/chat/")
    assert len(response.context["starters"]) == 4
    assert "Something like Top Hat" in response.content.decode()


@pytest.mark.parametrize("hour", [3, 8, 15, 21])
def test_prompts_follow_the_hour(alice: User, hour: int) -> None:
    now = timezone.now().replace(hour=hour)
    other = now.replace(hour=(hour + 6) % 24)
    assert starters(alice, now)[0] != starters(alice, other)[0]


def test_text_of_an_answer_is_escaped(alice: User, as_alice: Client) -> None:
    answer = exchange(alice, text="<script>alert(1)</script>")
    page = as_alice.get(answer.conversation.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_card_stands_where_the_answer_marks_it(alice: User, as_alice: Client) -> None:
    film = FilmFactory(title="Top Hat")
    answer = exchange(
        alice, text=f"Before\n\n[[film:{film.pk}]]\n\nAfter", films=[film.pk]
    )
    page = as_alice.get(f"/chat/answers/{answer.pk}/").content.decode()
    assert page.index("Before") < page.index("Top Hat") < page.index("After")
    assert "[[film" not in page


def test_card_of_a_film_not_for_this_viewer_is_left_out(
    alice: User, as_alice: Client
) -> None:
    film = FilmFactory(title="Top Hat", hidden=True)
    answer = exchange(alice, text=f"[[film:{film.pk}]]", films=[film.pk])
    page = as_alice.get(f"/chat/answers/{answer.pk}/").content.decode()
    assert "Top Hat" not in page
    assert as_alice.get(f"/chat/films/{film.pk}/").status_code == 404


def test_refused_question_is_given_back(alice: User, as_alice: Client) -> None:
    talk = ConversationFactory(user=alice)
    response = as_alice.post(talk.get_absolute_url(), {"text": "long " * 1000})
    assert response.status_code == 413
    assert response.context["draft"].startswith("long long")
    assert not talk.messages.exists()


def test_page_replays_a_running_answer_from_its_first_event(
    alice: User, as_alice: Client
) -> None:
    answer = exchange(
        alice, status="streaming", first_seq=2, heartbeat_at=timezone.now()
    )
    for _ in range(5):
        events.publish(answer.conversation.stream, "delta", {"id": answer.pk})
    response = as_alice.get(answer.conversation.get_absolute_url())
    assert response.context["after"] == 1


def test_answer_whose_writer_died_offers_to_try_again(
    alice: User, as_alice: Client
) -> None:
    long_ago = timezone.now() - timedelta(seconds=LEASE_S + 1)
    answer = exchange(alice, status="streaming", heartbeat_at=long_ago)
    page = as_alice.get(answer.conversation.get_absolute_url()).content.decode()
    assert "Try again" in page
    answer.refresh_from_db()
    assert answer.status == Message.Status.INTERRUPTED


def test_verdict_by_plain_form(alice: User, as_alice: Client) -> None:
    answer = exchange(alice)
    as_alice.post(
        f"/chat/answers/{answer.pk}/feedback/", {"thumb": "down", "reason": "seen"}
    )
    answer.refresh_from_db()
    assert (answer.thumb, answer.reason) == ("down", "seen")


def test_conversation_is_renamed_and_deleted(alice: User, as_alice: Client) -> None:
    talk = ConversationFactory(user=alice)
    as_alice.post(f"/chat/{talk.pk}/arrange/", {"title": "Rainy evenings"})
    talk.refresh_from_db()
    assert talk.title == "Rainy evenings"
    as_alice.post(f"/chat/{talk.pk}/delete/")
    assert not Conversation.objects.exists()


def test_conversation_page_costs_the_same_for_any_length(
    alice: User, as_alice: Client, django_assert_max_num_queries: Any
) -> None:
    films = [FilmFactory(genres=["Comedy"]) for _ in range(3)]
    talk = ConversationFactory(user=alice)
    for film in films * 3:
        AnswerFactory(
            question__conversation=talk, text=f"[[film:{film.pk}]]", films=[film.pk]
        )
    with django_assert_max_num_queries(16):
        as_alice.get(talk.get_absolute_url())


def test_conversations_follow_a_guest_who_signs_up(alice: User) -> None:
    guest = UserFactory(email=None, is_guest=True)
    talk = ConversationFactory(user=guest)
    adopt(guest, alice)
    talk.refresh_from_db()
    assert talk.user == alice


def test_export_holds_every_message(alice: User) -> None:
    answer = exchange(alice, text="Try this one.")
    (told,) = conversations(alice)
    assert [row["text"] for row in told["messages"]] == [
        answer.question.text,
        "Try this one.",
    ]


@pytest.mark.django_db(transaction=True)
class TestWithoutSockets:
    async def test_plain_form_is_answered(self, films: list[Any]) -> None:
        guest = AsyncClient()
        response = await guest.post("/chat/", {"text": "a comedy"})
        talk = await Conversation.objects.aget()
        assert response.headers["Location"] == talk.get_absolute_url()
        text = await self._first_events(guest, talk, "done")
        assert '"stage": "writing"' in text
        (answer,) = await answers_of(talk)
        assert answer.status == Message.Status.DONE

    async def test_events_go_on_after_the_number_last_seen(
        self, talk: Conversation, alice: User
    ) -> None:
        client = AsyncClient()
        await sync_to_async(client.force_login)(alice)
        for number in range(1, 4):
            await events.apublish(talk.stream, "delta", {"text": f"word {number}"})
        text = await self._first_events(client, talk, "word 3", after=1)
        assert [json.loads(line)["text"] for line in self._data(text)] == [
            "word 2",
            "word 3",
        ]

    async def test_events_of_another_are_not_there(
        self, talk: Conversation, mallory: User
    ) -> None:
        client = AsyncClient()
        await sync_to_async(client.force_login)(mallory)
        response = await client.get(f"/chat/{talk.pk}/events")
        assert response.status_code == 404

    async def test_number_that_is_none_is_refused(
        self, talk: Conversation, alice: User
    ) -> None:
        client = AsyncClient()
        await sync_to_async(client.force_login)(alice)
        response = await client.get(f"/chat/{talk.pk}/events", {"after": "soon"})
        assert response.status_code == 400

    async def _first_events(
        self, client: AsyncClient, talk: Conversation, until: str, after: int = 0
    ) -> str:
        response = await client.get(f"/chat/{talk.pk}/events", {"after": after})
        text = ""
        lines = response.streaming_content
        while until not in text:
            text += (await anext(lines)).decode()
        await lines.aclose()
        return text

    def _data(self, text: str) -> list[str]:
        return [
            line.removeprefix("data: ")
            for line in text.splitlines()
            if line.startswith("data: ")
        ]


def test_question_of_an_edited_pair_is_not_shown(alice: User, as_alice: Client) -> None:
    talk = ConversationFactory(user=alice)
    after = QuestionFactory(conversation=talk, text="something sad")
    before = QuestionFactory(conversation=talk, text="somthing", replaced_by=after)
    AnswerFactory(question=before)
    page = as_alice.get(talk.get_absolute_url()).content.decode()
    assert "something sad" in page
    assert "somthing" not in page
