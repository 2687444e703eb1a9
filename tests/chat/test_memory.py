"""What CineBot remembers from one conversation to the next, and what that changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chat.memories import learning
from chat.memories.keeping import adopt, memories
from chat.memories.models import Digest, Memory, MemoryChoice
from chat.memories.recalling import MAX_TOKENS
from chat.models import Conversation
from chat.tasks import learn_from_conversations
from chat.vectors import vector_of
from cinematch.accounts.erasing import erase
from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film
from providers.base import Brief
from providers.prompting import tokens_in
from providers.template import write
from tests.chat.test_briefing import ask, titles
from tests.factories import (
    ConversationFactory,
    FilmFactory,
    MemoryFactory,
    QuestionFactory,
    UserFactory,
)


@pytest.fixture
def shelf(db: None) -> dict[str, Film]:
    films = [
        FilmFactory(title="Alien", genres=["Horror"], min_age=16, fame=95),
        FilmFactory(title="The Ring", genres=["Horror"], min_age=16, fame=94),
        FilmFactory(title="Rebecca", genres=["Mystery"], min_age=12, fame=70),
        FilmFactory(title="Babe", genres=["Family"], min_age=0, runtime_min=92),
        FilmFactory(title="Up", genres=["Family"], min_age=6, runtime_min=96),
        FilmFactory(title="Paddington", genres=["Family"], min_age=6, runtime_min=95),
    ]
    index_films([film.pk for film in films])
    return {film.title: film for film in films}


def tell(person: User, *texts: str) -> Conversation:
    """Say something in a conversation of its own, and have it read."""
    talk = ConversationFactory(user=person)
    for text in texts:
        QuestionFactory(conversation=talk, text=text)
    learn_from_conversations()
    return talk


def anew(person: User, text: str) -> Brief:
    return ask(ConversationFactory(user=person), text)


def facts_of(person: User) -> list[str]:
    return [memory.text for memory in Memory.objects.of(person)]


def test_fact_is_kept_with_the_message_it_was_said_in(alice: User) -> None:
    tell(alice, "A comedy, please. I hate jump scares!")
    memory = Memory.objects.get()
    assert memory.text == "Does not want jump scares"
    assert memory.source.text.startswith("A comedy")


def test_who_hates_jump_scares_is_offered_other_films(
    alice: User, shelf: dict[str, Film]
) -> None:
    assert "Alien" in titles(anew(alice, "surprise me with six films"))
    tell(alice, "I really hate jump scares")
    brief = anew(alice, "what should I watch tonight?")
    assert not {"Alien", "The Ring"} & set(titles(brief))
    assert brief.heeded == ("Does not want jump scares",)
    assert "jump scares" in write(brief)


def test_who_asks_for_horror_gets_it_all_the_same(
    alice: User, shelf: dict[str, Film]
) -> None:
    tell(alice, "I hate jump scares")
    brief = anew(alice, "a horror film")
    assert set(titles(brief)) == {"Alien", "The Ring"}
    assert brief.heeded == ()


def test_for_want_of_other_films_nothing_is_claimed(
    alice: User, shelf: dict[str, Film]
) -> None:
    tell(alice, "I hate jump scares")
    Film.objects.exclude(title__in=["Alien", "Babe"]).update(hidden=True)
    brief = anew(alice, "two films please")
    assert (set(titles(brief)), brief.heeded) == ({"Alien", "Babe"}, ())


@pytest.mark.parametrize(
    "question",
    ["It's Friday film night!", "it's friday film night, what shall we watch?"],
)
def test_friday_film_night_is_for_the_ten_year_old(
    alice: User, shelf: dict[str, Film], question: str
) -> None:
    tell(alice, "On Fridays I watch with my ten-year-old")
    brief = anew(alice, question)
    assert set(titles(brief)) <= {"Babe", "Up", "Paddington"}
    assert len(titles(brief)) == 3
    assert brief.heeded == ("Watches with their ten-year-old on Fridays",)


def test_friday_goes_on_through_the_evening(
    alice: User, shelf: dict[str, Film]
) -> None:
    tell(alice, "I watch with a ten-year-old on Fridays")
    talk = ConversationFactory(user=alice)
    ask(talk, "It's Friday film night")
    brief = ask(talk, "something else")
    assert "right for age 10" in brief.wishes


def test_what_is_liked_is_a_reason_where_a_film_has_it(
    alice: User, shelf: dict[str, Film]
) -> None:
    tell(alice, "I love mystery films")
    brief = anew(alice, "surprise me with six films")
    reason = "It fits what you told me: “Likes mystery films”."
    having = [film.title for film in brief.candidates if reason in film.reasons]
    assert having == ["Rebecca"]


def test_why_tells_what_was_said_before(alice: User, shelf: dict[str, Film]) -> None:
    tell(alice, "I love mystery films")
    talk = ConversationFactory(user=alice)
    brief = ask(talk, "why Rebecca?")
    assert any("you told me" in reason for reason in brief.candidates[0].reasons)


def test_saturday_is_not_friday(alice: User, shelf: dict[str, Film]) -> None:
    tell(alice, "I watch with a ten-year-old on Fridays")
    assert anew(alice, "It's Saturday film night").heeded == ()


def test_age_that_is_asked_for_counts(alice: User, shelf: dict[str, Film]) -> None:
    tell(alice, "I watch with a ten-year-old on Fridays")
    brief = anew(alice, "Friday film night, a film for ages 16")
    assert brief.heeded == ()


def test_film_with_a_day_in_its_title_is_a_film(
    alice: User, shelf: dict[str, Film]
) -> None:
    index_films([FilmFactory(title="For Friday Night").pk])
    assert titles(anew(alice, "For Friday Night")) == ["For Friday Night"]


def test_facts_stay_with_their_person(
    alice: User, mallory: User, shelf: dict[str, Film]
) -> None:
    tell(alice, "I hate jump scares", "I watch with a ten-year-old on Fridays")
    brief = anew(mallory, "It's Friday film night")
    assert (brief.memories, brief.heeded, brief.summary) == ((), (), "")
    assert facts_of(mallory) == []


@pytest.mark.parametrize(
    "text",
    [
        "I hate films about cancer since my diagnosis",
        "I love films about my church",
        "I love gay bars",
        "I usually watch with my therapist",
        "I love calling 0171 555 1234",
    ],
)
def test_what_is_nobodys_business_is_not_kept(alice: User, text: str) -> None:
    tell(alice, text)
    assert facts_of(alice) == []


def test_later_word_takes_the_place_of_the_earlier(alice: User) -> None:
    tell(alice, "I hate westerns")
    tell(alice, "I love westerns")
    assert facts_of(alice) == ["Likes westerns"]


def test_message_is_read_once(alice: User) -> None:
    tell(alice, "I hate westerns")
    Memory.objects.all().delete()
    learn_from_conversations()
    assert facts_of(alice) == []


def test_deleting_a_conversation_deletes_what_was_learnt_from_it(alice: User) -> None:
    talk = tell(alice, "I hate westerns")
    tell(alice, "I love musicals")
    talk.delete()
    assert facts_of(alice) == ["Likes musicals"]


def test_question_that_was_edited_says_nothing_any_more(alice: User) -> None:
    talk = tell(alice, "I hate westerns")
    question = talk.messages.get()
    question.replaced_by = QuestionFactory(conversation=talk, text="a comedy")
    question.save()
    assert facts_of(alice) == []


def test_nothing_is_learnt_while_memory_is_off(alice: User) -> None:
    choice = MemoryChoice.of(alice)
    choice.turn(on=False, now=timezone.now())
    tell(alice, "I hate westerns")
    choice.turn(on=True, now=timezone.now())
    tell(alice, "I love musicals")
    assert facts_of(alice) == ["Likes musicals"]


def test_memory_that_is_off_changes_no_answer(
    alice: User, shelf: dict[str, Film]
) -> None:
    tell(alice, "I hate jump scares")
    MemoryChoice.of(alice).turn(on=False, now=timezone.now())
    brief = anew(alice, "surprise me")
    assert (brief.memories, brief.heeded) == ((), ())


def test_a_guests_facts_move_over(alice: User) -> None:
    guest = UserFactory(email=None, is_guest=True)
    tell(guest, "I hate westerns", "I love musicals")
    tell(alice, "I love westerns")
    adopt(guest, alice)
    assert set(facts_of(alice)) == {"Likes westerns", "Likes musicals"}
    assert facts_of(guest) == []


def test_export_tells_each_fact_and_its_source(alice: User) -> None:
    tell(alice, "I hate westerns")
    (row,) = memories(alice)
    assert (row["text"], row["said_in"]) == (
        "Does not want westerns",
        "I hate westerns",
    )


def test_erasing_a_person_erases_what_was_learnt(alice: User, bob: User) -> None:
    tell(alice, "I hate westerns")
    tell(bob, "I hate westerns")
    erase(alice)
    assert [memory.user for memory in Memory.objects.all()] == [bob]
    assert Digest.objects.count() == 1


def test_a_writer_is_told_no_more_than_the_budget(
    alice: User, shelf: dict[str, Film]
) -> None:
    for number in range(60):
        MemoryFactory(user=alice, text=f"Likes the films of director number {number}")
    near = MemoryFactory(user=alice, text="Likes slow films about the sea")
    long_ago = timezone.now() - timedelta(days=30)
    Memory.objects.filter(pk=near.pk).update(
        updated_at=long_ago, embedding=vector_of(near.text)
    )
    brief = anew(alice, "a slow film about the sea")
    assert tokens_in(*brief.memories) <= MAX_TOKENS
    assert near.text in brief.memories


def test_next_conversation_knows_what_the_last_was_about(
    alice: User, shelf: dict[str, Film]
) -> None:
    ask(ConversationFactory(user=alice), "a mystery film")
    learn_from_conversations()
    assert "Last time: Looked for a mystery." in anew(alice, "hello").memories


def test_summary_of_a_long_conversation_rolls_on(
    alice: User, shelf: dict[str, Film]
) -> None:
    talk = ConversationFactory(user=alice)
    for minutes in range(80, 100):
        ask(talk, f"a film under {minutes} minutes")
    learn_from_conversations()
    brief = ask(talk, "another")
    assert "99 minutes" in brief.summary
    assert "80 minutes" not in brief.summary


def test_facts_are_bounded_in_number(alice: User) -> None:
    for number in range(learning.MAX_FACTS):
        MemoryFactory(user=alice, text=f"Likes number {number}")
    tell(alice, "I hate westerns")
    assert Memory.objects.count() == learning.MAX_FACTS
    assert facts_of(alice)[0] == "Does not want westerns"
