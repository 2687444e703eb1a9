"""A conversation others may read, until its owner takes the link back."""

from datetime import date

import pytest
from django.test import Client

from chat.models import Conversation, SharedLink
from chat.sharing import draws_on_person, share
from cinematch.accounts.models import User
from providers.base import Brief, Candidate, Intent, Persona, Speaker, Turn
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    QuestionFactory,
    RatingFactory,
    UserFactory,
)

SECRET = "Because you loved Heat"
PERSONA = Persona("CineBot", "warm")


@pytest.fixture
def talk(alice: User) -> Conversation:
    made: Conversation = ConversationFactory(user=alice, title="A comedy")
    question = QuestionFactory(conversation=made, text="Something funny")
    film = FilmFactory(title="Top Hat")
    AnswerFactory(
        question=question, text=f"{SECRET}: [[film:{film.pk}]]", films=[film.pk]
    )
    return made


def read(link: SharedLink, reader: Client | None = None) -> str:
    return (reader or Client()).get(link.get_absolute_url()).content.decode()


def test_link_shows_questions_and_films_to_anyone(talk: Conversation) -> None:
    page = read(share(talk))
    assert "Something funny" in page
    assert "Top Hat" in page


def test_link_shows_nothing_of_the_person(talk: Conversation, alice: User) -> None:
    page = read(share(talk))
    assert SECRET not in page
    assert alice.name not in page
    assert "alice@" not in page


def test_words_that_draw_on_nobody_are_shown(alice: User) -> None:
    question = QuestionFactory(conversation=ConversationFactory(user=alice))
    AnswerFactory(question=question, text="Lubitsch did.", is_personal=False)
    assert "Lubitsch did." in read(share(question.conversation))


def test_film_is_shown_only_to_readers_old_enough(alice: User) -> None:
    film = FilmFactory(title="Heat", min_age=18)
    question = QuestionFactory(conversation=ConversationFactory(user=alice))
    AnswerFactory(question=question, text=f"[[film:{film.pk}]]", films=[film.pk])
    link = share(question.conversation)
    child, grown_up = Client(), Client()
    child.force_login(UserFactory(birth_date=date(2018, 1, 1)))
    grown_up.force_login(UserFactory(birth_date=date(1980, 1, 1)))
    assert "Heat" not in read(link, child)
    assert "Heat" in read(link, grown_up)


def test_link_that_was_taken_back_is_gone(as_alice: Client, talk: Conversation) -> None:
    link = share(talk)
    as_alice.post(f"/chat/{talk.pk}/unshare/")
    assert Client().get(link.get_absolute_url()).status_code == 404
    assert share(talk).key != link.key


def test_link_ends_with_its_conversation(as_alice: Client, talk: Conversation) -> None:
    link = share(talk)
    as_alice.post(f"/chat/{talk.pk}/delete/")
    assert Client().get(link.get_absolute_url()).status_code == 404


def test_what_is_said_later_waits_for_its_owner(
    as_alice: Client, talk: Conversation
) -> None:
    link = share(talk)
    QuestionFactory(conversation=talk, text="And between us")
    assert "And between us" not in read(link)
    as_alice.post(f"/chat/{talk.pk}/share/")
    assert "And between us" in read(link)


def test_owner_sees_before_sharing_what_others_would(
    as_alice: Client, talk: Conversation
) -> None:
    page = as_alice.get(f"/chat/{talk.pk}/share/").content.decode()
    assert "Something funny" in page
    assert SECRET not in page
    assert not SharedLink.objects.exists()


def test_reader_gets_no_way_into_the_conversation(
    as_mallory: Client, talk: Conversation
) -> None:
    page = read(share(talk), as_mallory)
    assert str(talk.pk) not in page
    assert as_mallory.get(talk.get_absolute_url()).status_code == 404


def test_link_is_not_kept_by_caches_or_search_engines(talk: Conversation) -> None:
    response = Client().get(share(talk).get_absolute_url())
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("key", ["", "nope", "../../etc", "a" * 500])
def test_guessed_link_is_not_there(client: Client, db: None, key: str) -> None:
    assert client.get(f"/chat/shared/{key}/").status_code == 404


def test_api_shares_and_takes_back(as_alice: Client, talk: Conversation) -> None:
    address = f"/api/conversations/{talk.pk}/share/"
    assert as_alice.get(address).status_code == 404
    url = as_alice.put(address).json()["url"]
    assert Client().get(url).status_code == 200
    assert as_alice.delete(address).status_code == 204
    assert Client().get(url).status_code == 404


class TestWhatDrawsOnThePerson:
    def brief(self, **values: object) -> Brief:
        film = Candidate(1, "Heat", "a crime film", reasons=("It is well known.",))
        told = {"candidates": (film,), **values}
        return Brief(Intent.RECOMMEND, "hi", PERSONA, **told)  # type: ignore[arg-type]

    def test_reasons_of_someone_whose_taste_is_known(self, alice: User) -> None:
        answer = AnswerFactory(question__conversation__user=alice)
        assert not draws_on_person(answer, self.brief())
        RatingFactory(user=alice)
        assert draws_on_person(answer, self.brief())

    def test_memories(self, alice: User) -> None:
        answer = AnswerFactory(question__conversation__user=alice)
        assert draws_on_person(answer, self.brief(memories=("has a child",)))

    def test_what_was_said_after_a_personal_answer(self, alice: User) -> None:
        talk = ConversationFactory(user=alice)
        AnswerFactory(question__conversation=talk, is_personal=True)
        answer = AnswerFactory(question__conversation=talk)
        turns = (Turn(Speaker.CINEBOT, SECRET),)
        assert draws_on_person(answer, self.brief(turns=turns, candidates=()))
