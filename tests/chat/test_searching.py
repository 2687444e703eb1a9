"""Finding what was once talked about."""

import pytest
from django.test import Client

from chat.models import Conversation
from cinematch.accounts.models import User
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    QuestionFactory,
)


def talk_of(person: User, text: str, title: str = "A talk") -> Conversation:
    talk: Conversation = ConversationFactory(user=person, title=title)
    QuestionFactory(conversation=talk, text=text)
    return talk


def found(client: Client, words: str) -> list[Conversation]:
    page = client.get("/chat/conversations/", {"words": words}).context["page"]
    return list(page)


@pytest.mark.parametrize(
    "words",
    ["submarines", "Submarine", "quiet submarine", "amelie", '"quiet sub" or Amélie'],
)
def test_words_are_found_in_any_form(alice: User, as_alice: Client, words: str) -> None:
    talk = talk_of(alice, "Something quiet in a submarine, like Amélie")
    talk_of(alice, "A western")
    assert found(as_alice, words) == [talk]


def test_answers_and_titles_are_searched_too(alice: User, as_alice: Client) -> None:
    answered = talk_of(alice, "A western")
    AnswerFactory(question=answered.last_question(), text="A tale of lighthouses.")
    titled = talk_of(alice, "Hello", title="Lighthouse evenings")
    assert set(found(as_alice, "lighthouse")) == {answered, titled}


def test_film_is_found_where_its_card_was_shown(alice: User, as_alice: Client) -> None:
    film = FilmFactory(title="Ninotchka", search_titles="ninotchka")
    talk = talk_of(alice, "Hello")
    AnswerFactory(
        question=talk.last_question(), text=f"[[film:{film.pk}]]", films=[film.pk]
    )
    assert found(as_alice, "ninotchka") == [talk]


def test_archived_are_found_too(alice: User, as_alice: Client) -> None:
    talk = talk_of(alice, "A submarine")
    as_alice.post(f"/chat/{talk.pk}/arrange/", {"archived": "1"})
    assert found(as_alice, "submarine") == [talk]


def test_result_leads_to_the_message_and_marks_the_word(
    alice: User, as_alice: Client
) -> None:
    talk = talk_of(alice, f"{'long ago ' * 40}a <b>submarine</b> sank")
    question = talk.last_question()
    page = as_alice.get(
        "/chat/conversations/", {"words": "submarines"}
    ).content.decode()
    assert question is not None
    assert f'href="{talk.get_absolute_url()}#question-{question.pk}"' in page
    assert "&lt;b&gt;<mark>submarine</mark>&lt;/b&gt; sank" in page


def test_mallory_finds_nothing_of_alices(alice: User, as_mallory: Client) -> None:
    talk_of(alice, "A submarine", title="Submarine")
    assert found(as_mallory, "submarine") == []
    told = as_mallory.get("/api/conversations/", {"q": "submarine"}).json()
    assert told["results"] == []


def test_guest_without_conversations_finds_nothing(client: Client, db: None) -> None:
    assert found(client, "submarine") == []


@pytest.mark.parametrize(
    "words", ["'", '"', "-", "or or", "( & | !", "\x00", "%s", "🎬", "a" * 5000, "the"]
)
def test_any_words_can_be_searched(alice: User, as_alice: Client, words: str) -> None:
    talk_of(alice, "A submarine")
    assert as_alice.get("/chat/conversations/", {"words": words}).status_code == 200


def test_api_finds_the_same(alice: User, as_alice: Client) -> None:
    talk = talk_of(alice, "A submarine")
    told = as_alice.get("/api/conversations/", {"q": "submarines"}).json()
    assert [each["id"] for each in told["results"]] == [str(talk.pk)]
