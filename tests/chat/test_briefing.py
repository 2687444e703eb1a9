"""From a question to a brief: what is understood, which films, what is let go."""

from typing import Any

import pytest

from chat import briefing
from chat.models import Conversation, Message
from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film
from providers.base import Brief, Intent, Topic
from providers.template import write
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    MarkFactory,
    QuestionFactory,
    RatingFactory,
)


@pytest.fixture
def shelf(db: None) -> dict[str, Film]:
    films = [
        FilmFactory(
            title="Heat", genres=["Crime"], runtime_min=170, year=1995, fame=90
        ),
        FilmFactory(
            title="Thief", genres=["Crime"], runtime_min=123, year=1981, fame=80
        ),
        FilmFactory(title="Top Hat", genres=["Comedy"], runtime_min=101, year=1935),
        FilmFactory(title="In Bruges", genres=["Comedy"], runtime_min=107, year=2008),
    ]
    index_films([film.pk for film in films])
    return {film.title: film for film in films}


@pytest.fixture
def talk(alice: User) -> Conversation:
    return ConversationFactory(user=alice)


def ask(talk: Conversation, text: str, **answer: Any) -> Brief:
    """Ask, brief, and store the answer, so that the next question follows it."""
    question = QuestionFactory(conversation=talk, text=text)
    stored = AnswerFactory(question=question, text="", status="pending", **answer)
    reading = briefing.read(stored.pk, "en")
    briefing.note(stored.pk, reading)
    brief = briefing.write(reading)
    Message.objects.filter(pk=stored.pk).update(
        text=write(brief),
        status="done",
        films=[film.film_id for film in brief.candidates],
    )
    return brief


def titles(brief: Brief) -> list[str]:
    return [film.title for film in brief.candidates]


def test_genre_is_understood_and_said(talk: Conversation, shelf: Any) -> None:
    brief = ask(talk, "a crime film")
    assert brief.wishes == ("a crime film",)
    assert set(titles(brief)) == {"Heat", "Thief"}
    assert brief.searched == 4


def test_shorter_goes_on_from_the_films_before(talk: Conversation, shelf: Any) -> None:
    ask(talk, "a crime film", films=[shelf["Heat"].pk])
    brief = ask(talk, "shorter")
    assert brief.intent is Intent.REFINE
    assert brief.unmet == ("the limit of 122 minutes",) or "Top Hat" in titles(brief)


def test_wish_nobody_meets_is_let_go_and_named(talk: Conversation, shelf: Any) -> None:
    brief = ask(talk, "a crime film under 60 minutes")
    assert brief.unmet == ("the limit of 60 minutes",)
    assert set(titles(brief)) == {"Heat", "Thief"}


def test_film_asked_for_by_name_is_looked_up(talk: Conversation, shelf: Any) -> None:
    brief = ask(talk, "who directed heat?")
    assert (brief.intent, brief.topic) == (Intent.LOOKUP, Topic.DIRECTOR)
    assert titles(brief) == ["Heat"]


def test_it_means_the_film_that_was_shown(talk: Conversation, shelf: Any) -> None:
    ask(talk, "tell me about Thief")
    assert titles(ask(talk, "how long is it?")) == ["Thief"]


def test_title_that_begins_like_a_remark_is_a_title(
    talk: Conversation, shelf: Any
) -> None:
    ask(talk, "a crime film")
    assert titles(ask(talk, "In Bruges")) == ["In Bruges"]


def test_film_not_on_the_shelf_is_named_as_missing(
    talk: Conversation, shelf: Any
) -> None:
    assert ask(talk, "who directed Casablanca?").missing == ("Casablanca",)


def test_film_this_viewer_may_not_see_is_not_told_about(
    talk: Conversation, shelf: Any, alice: User
) -> None:
    alice.birth_date = None
    alice.save()
    Film.objects.filter(title="Heat").update(min_age=16)
    brief = ask(talk, "who directed Heat?")
    assert (brief.candidates, brief.missing) == ((), ("Heat",))


@pytest.mark.parametrize("known", [RatingFactory, MarkFactory])
def test_what_the_viewer_is_done_with_is_not_proposed(
    talk: Conversation, shelf: Any, alice: User, known: Any
) -> None:
    done = {"kind": "seen"} if known is MarkFactory else {}
    known(user=alice, film=shelf["Heat"], **done)
    assert titles(ask(talk, "a crime film")) == ["Thief"]


def test_another_version_shows_other_films(talk: Conversation, shelf: Any) -> None:
    first = ask(talk, "just one crime film", version=1)
    again = AnswerFactory(
        question=Message.objects.get(role="question"), version=2, status="pending"
    )
    second = briefing.write(briefing.read(again.pk, "en"))
    assert not set(titles(first)) & set(titles(second))


def test_two_titles_are_compared(talk: Conversation, shelf: Any) -> None:
    brief = ask(talk, "Heat or Thief?")
    assert (brief.intent, titles(brief)) == (Intent.COMPARE, ["Heat", "Thief"])


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("hello", Intent.SMALLTALK),
        ("what's the weather tomorrow", Intent.OFF_TOPIC),
        ("surprise me", Intent.RECOMMEND),
        ("qwertzuiop", Intent.HELP),
    ],
)
def test_other_talk_is_told_apart(
    talk: Conversation, shelf: Any, question: str, intent: Intent
) -> None:
    assert ask(talk, question).intent is intent


def test_what_was_understood_is_kept_with_the_answer(
    talk: Conversation, shelf: Any
) -> None:
    ask(talk, "a crime film")
    answer = Message.objects.get(role="answer")
    assert answer.film_query.genres == ("crime",)
    assert answer.intent == Intent.RECOMMEND
