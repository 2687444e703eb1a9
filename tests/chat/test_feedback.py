"""Thumbs whose reasons teach, and can be taken back."""

from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from chat.feedback import give_feedback
from chat.models import Conversation, Message
from cinematch.accounts.models import User
from movies.models import Film, Mark
from movies.rating import mark, rate
from movies.taste import taste_of
from tests.chat.conftest import Socket
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    MarkFactory,
    QuestionFactory,
)


def answer_with(person: User, films: int) -> Message:
    shown = [FilmFactory(genres=["Comedy"]).pk for _ in range(films)]
    talk = ConversationFactory(user=person)
    made: Message = AnswerFactory(question__conversation=talk, films=shown)
    return made


def marks(person: User) -> set[tuple[int, str]]:
    return set(Mark.objects.filter(user=person).values_list("film", "kind"))


def test_seen_marks_the_only_film(alice: User) -> None:
    answer = answer_with(alice, 1)
    give_feedback(answer, "down", "seen")
    assert marks(alice) == {(answer.films[0], "seen")}


def test_not_my_taste_teaches_the_profile(alice: User) -> None:
    answer = answer_with(alice, 1)
    assert taste_of(alice).is_blank
    give_feedback(answer, "down", "not_for_me")
    assert [said.kind for said in taste_of(alice).learned.evidence] == ["not_for_me"]


def test_of_several_films_it_is_asked_which(alice: User, as_alice: Client) -> None:
    answer = answer_with(alice, 3)
    address = f"/chat/answers/{answer.pk}/feedback/"
    as_alice.post(address, {"thumb": "down", "reason": "seen"})
    assert marks(alice) == set()
    page = as_alice.get(f"/chat/answers/{answer.pk}/").content.decode()
    assert "Which of them have you seen?" in page
    as_alice.post(
        address, {"thumb": "down", "reason": "seen", "film": answer.films[1:]}
    )
    assert marks(alice) == {(film, "seen") for film in answer.films[1:]}


@pytest.mark.parametrize("reason", ["too_long", "mood", "made_up", "misunderstood"])
def test_reasons_about_the_answer_teach_nothing(alice: User, reason: str) -> None:
    give_feedback(answer_with(alice, 1), "down", reason)
    assert marks(alice) == set()


def test_verdict_taken_back_takes_back_what_it_taught(alice: User) -> None:
    answer = answer_with(alice, 1)
    give_feedback(answer, "down", "not_for_me")
    give_feedback(answer, "", "")
    assert marks(alice) == set()


def test_film_seen_by_mistake_is_on_the_watchlist_again(
    alice: User, as_alice: Client
) -> None:
    answer = answer_with(alice, 1)
    MarkFactory(user=alice, film_id=answer.films[0], kind="watchlist", film=None)
    address = f"/chat/answers/{answer.pk}/feedback/"
    as_alice.post(address, {"thumb": "down", "reason": "seen"})
    assert marks(alice) == {(answer.films[0], "seen")}
    as_alice.post(address, {"thumb": ""})
    assert marks(alice) == {(answer.films[0], "watchlist")}


def test_film_never_listed_is_not_listed_when_a_verdict_goes(alice: User) -> None:
    answer = answer_with(alice, 1)
    give_feedback(answer, "down", "seen")
    give_feedback(answer, "up", "")
    assert marks(alice) == set()


def test_film_rated_since_stays_off_the_watchlist(alice: User) -> None:
    answer = answer_with(alice, 1)
    film = Film.objects.get(pk=answer.films[0])
    mark(alice, film, "watchlist")
    give_feedback(answer, "down", "seen")
    rate(alice, film, "4")
    give_feedback(answer, "", "")
    assert (film.pk, "watchlist") not in marks(alice)


def test_mark_made_by_hand_stays_when_a_verdict_goes(alice: User) -> None:
    answer = answer_with(alice, 1)
    MarkFactory(user=alice, film_id=answer.films[0], kind="seen", film=None)
    give_feedback(answer, "down", "seen")
    give_feedback(answer, "up", "")
    assert marks(alice) == {(answer.films[0], "seen")}


def test_films_of_other_answers_are_not_touched(alice: User, as_alice: Client) -> None:
    answer = answer_with(alice, 2)
    other = FilmFactory()
    said = {"thumb": "down", "reason": "seen", "films": [other.pk, answer.films[0]]}
    address = f"/api/answers/{answer.pk}/feedback/"
    told = as_alice.put(address, said, content_type="application/json")
    assert told.status_code == 200
    assert marks(alice) == {(answer.films[0], "seen")}


@pytest.mark.parametrize("thumb", ["sideways", None, 7])
def test_api_refuses_what_is_no_verdict(
    alice: User, as_alice: Client, thumb: Any
) -> None:
    address = f"/api/answers/{answer_with(alice, 1).pk}/feedback/"
    said = {"thumb": thumb}
    assert (
        as_alice.put(address, said, content_type="application/json").status_code == 400
    )


@pytest.mark.django_db(transaction=True)
async def test_socket_teaches_the_same(
    socket: Socket, talk: Conversation, films: list[Any], alice: User
) -> None:
    question = await database_sync_to_async(QuestionFactory)(conversation=talk)
    answer = await database_sync_to_async(AnswerFactory)(
        question=question, films=[film.pk for film in films]
    )
    said = {"thumb": "down", "reason": "seen", "films": [films[0].pk]}
    await socket.say("hello", after=0)
    await socket.say("feedback", answer=answer.pk, **said)
    await socket.hear("changed")
    assert await database_sync_to_async(marks)(alice) == {(films[0].pk, "seen")}
