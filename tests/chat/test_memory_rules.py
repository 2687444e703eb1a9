"""Lasting facts in what a person wrote, by rules and by a doubted model."""

import json
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from chat.memories.days import occasion
from chat.memories.meaning import line
from chat.memories.modelled import believed
from chat.memories.models import Memory
from chat.memories.rules import facts
from chat.memories.sensitive import is_sensitive
from chat.models import Message
from chat.tasks import learn_from_conversations
from cinematch.accounts.models import User
from providers.endpoints import Kind
from providers.models import Call
from tests.chat.test_memory import facts_of, tell
from tests.factories import QuestionFactory, ServiceFactory
from tests.fakes.models import ModelServices, in_thread

FRIDAY, SATURDAY = date(2026, 11, 20).weekday(), date(2026, 11, 21).weekday()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("I hate jump scares", ["Does not want jump scares"]),
        ("Something funny. I really can't stand musicals!", ["Does not want musicals"]),
        ("I’m scared of clowns", ["Does not want clowns"]),
        ("I'm not a fan of westerns because of my dad", ["Does not want westerns"]),
        ("I love Al Pacino", ["Likes Al Pacino"]),
        ("My favourite director is Billy Wilder", ["Likes Billy Wilder"]),
        ("I don't like gore, but I love slow films",
         ["Does not want gore", "Likes slow films"]),
        ("I hate jump scares and gore",
         ["Does not want jump scares", "Does not want gore"]),
        ("I love heists, robots and Al Pacino",
         ["Likes heists", "Likes robots", "Likes Al Pacino"]),
        ("I love horror and hate musicals", ["Likes horror", "Does not want musicals"]),
        ("I love black and white films", ["Likes black and white films"]),
        ("I hate gore, and on Fridays I watch with my ten-year-old",
         ["Does not want gore", "Watches with their ten-year-old on Fridays"]),
        ("Friday is film night with the kids", ["Watches with the kids on Fridays"]),
        ("I usually watch with my wife", ["Watches with their wife"]),
        ("we watch films with Anna every Saturday", ["Watches with Anna on Saturdays"]),
        ("On weeknights I only have 90 minutes",
         ["Usually wants films under 90 minutes on weeknights"]),
        ("I always fall asleep after two hours",
         ["Usually wants films under two hours"]),
    ],
)  # fmt: skip
def test_what_lasts_is_kept(said: str, kept: list[str]) -> None:
    with translation.override("en"):
        assert [line(fact, said) for fact in facts(said)] == kept


@pytest.mark.parametrize(
    "said",
    [
        "nothing scary tonight",
        "I hate that one",
        "I don't like it",
        "I love you",
        "I'd love a comedy",
        "I want to watch with my wife",
        "I have two hours",
        "do you love films?",
        "can we watch with my kids on Fridays",
        "I hate horror today",
        "who directed Heat?",
    ],
)
def test_what_passes_is_not(said: str) -> None:
    assert facts(said) == []


@given(st.text(max_size=300))
def test_any_text_is_read(said: str) -> None:
    facts(said)
    occasion(said, FRIDAY)
    is_sensitive(said)


def test_a_pasted_text_gives_few_facts() -> None:
    assert len(facts("I love dogs. I love cats. " * 5000)) == 2
    assert len(facts(" ".join(f"I love film{n}." for n in range(500)))) == 6


@pytest.mark.parametrize(
    ("question", "days", "rest"),
    [
        ("It's Friday film night", {FRIDAY}, ""),
        ("movie night! something funny", {SATURDAY}, "something funny"),
        ("what shall we watch tonight?", {SATURDAY}, "what shall we watch tonight?"),
        ("something for the weekend", {5, 6}, "something"),
        ("His Girl Friday", set(), "His Girl Friday"),
        ("Saturday Night Fever", set(), "Saturday Night Fever"),
    ],
)
def test_day_a_question_is_about(question: str, days: set[int], rest: str) -> None:
    found = occasion(question, SATURDAY)
    assert (found.weekdays, found.rest) == (days, rest)


@pytest.fixture
def message(alice: User) -> Message:
    return QuestionFactory(
        conversation__user=alice, text="On Fridays the twins choose, mostly robots."
    )


def item(source: Message, **changes: Any) -> dict[str, Any]:
    return {
        "message": source.pk,
        "kind": "likes",
        "what": "robots",
        "quote": "mostly robots",
        **changes,
    }


def test_model_is_believed_where_the_message_bears_it_out(message: Message) -> None:
    answered = f"Here:\n```json\n{json.dumps([item(message)])}\n```"
    ((source, fact),) = believed(answered, {message.pk: message})
    assert (source, fact.kind, fact.what) == (message, "likes", "robots")


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": 0},
        {"message": True},
        {"message": None},
        {"kind": "diagnosis"},
        {"kind": ["likes"]},
        {"what": "robots and vampires"},
        {"what": ""},
        {"what": {"text": "robots"}},
        {"what": "robots " * 60},
        {"quote": "mostly vampires"},
        {"quote": ""},
        {"quote": None},
    ],
)
def test_model_is_not_believed_otherwise(
    message: Message, wrong: dict[str, Any]
) -> None:
    answered = json.dumps([item(message, **wrong)])
    assert believed(answered, {message.pk: message}) == []


@pytest.mark.parametrize("answered", ["", "no facts", "[", "[" * 99_999, "{}", "[1]"])
def test_answer_of_another_shape_is_no_fact(message: Message, answered: str) -> None:
    assert believed(answered, {message.pk: message}) == []


def test_model_is_asked_only_where_the_operator_wants(
    alice: User, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "tests.fakes.providers.Remembering"
    tell(alice, "robots are what the twins like")
    assert facts_of(alice) == []
    settings.MEMORY_ASKS_MODEL = True
    tell(alice, "robots are what the twins like")
    assert facts_of(alice) == ["Likes robots"]
    assert Memory.objects.get().source.text == "robots are what the twins like"


def test_what_a_model_finds_is_held_to_the_same_rule(
    alice: User, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "tests.fakes.providers.Remembering"
    settings.MEMORY_ASKS_MODEL = True
    tell(alice, "church choirs are what the twins like")
    assert facts_of(alice) == []


@pytest.mark.parametrize("writer", ["Cut", "Broken", "Slow"])
def test_rules_do_without_a_model(alice: User, settings: Settings, writer: str) -> None:
    settings.CHAT_PROVIDER = f"tests.fakes.providers.{writer}"
    settings.MEMORY_ASKS_MODEL = True
    tell(alice, "I hate westerns")
    assert facts_of(alice) == ["Does not want westerns"]


@pytest.mark.django_db(transaction=True)
def test_models_of_the_house_are_asked_and_their_calls_are_in_the_books(
    alice: User, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "providers.house.House"
    settings.MEMORY_ASKS_MODEL = True
    ServiceFactory(kind=Kind.OLLAMA)
    with in_thread(ModelServices()) as services:
        settings.MODEL_SERVICES["ollama"]["base_url"] = services.url(Kind.OLLAMA)
        for text in ("mostly robots, the twins say", "mostly trains, the twins say"):
            question = QuestionFactory(conversation__user=alice, text=text)
            what = text.split(",")[0].removeprefix("mostly ")
            services.answer = json.dumps([item(question, what=what, quote=text)])
            learn_from_conversations()
    assert facts_of(alice) == ["Likes trains", "Likes robots"]
    assert set(Call.objects.values_list("purpose", "person")) == {("memory", alice.pk)}


@pytest.mark.django_db(transaction=True)
def test_no_model_of_the_house_is_no_reason_to_fail(
    alice: User, settings: Settings
) -> None:
    settings.CHAT_PROVIDER = "providers.house.House"
    settings.MEMORY_ASKS_MODEL = True
    tell(alice, "I hate westerns")
    assert facts_of(alice) == ["Does not want westerns"]
