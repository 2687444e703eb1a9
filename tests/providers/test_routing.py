"""Who is asked, in which order and how; when the template is sure enough alone."""

from dataclasses import replace

import pytest

from providers.base import Brief, Candidate, Intent, Length, Persona, Topic
from providers.endpoints import Endpoint, Kind, Tier
from providers.routes import Route, route_of
from providers.routing import SURE, plan
from providers.template.certainty import certainty
from providers.voices import instructions

USHER = Persona(name="CineBot", voice="warm")
OLLAMA = Endpoint(Kind.OLLAMA, "small", Tier.LOCAL)
LUNA = Endpoint(Kind.OPENAI, "luna", Tier.ECONOMY)
OPUS = Endpoint(Kind.CLAUDE, "opus", Tier.FLAGSHIP)
PRO = Endpoint(Kind.GEMINI, "pro", Tier.FLAGSHIP)
ALL = (OPUS, OLLAMA, LUNA, PRO)
HEAT = Candidate(
    film_id=1,
    title="Heat",
    kind="a crime film",
    year=1995,
    runtime_min=170,
    directors=("Michael Mann",),
    synopsis="A thief and a policeman circle each other.",
    reasons=("You rated Thief 4.5.",),
)


def brief(intent: Intent, question: str = "something good", **values: object) -> Brief:
    return Brief(intent=intent, question=question, persona=USHER, **values)


def lookup(question: str, topic: Topic = Topic.DIRECTOR, **values: object) -> Brief:
    return brief(
        Intent.LOOKUP, question, topic=topic, **({"candidates": (HEAT,)} | values)
    )


@pytest.mark.parametrize(
    ("asked", "route"),
    [
        (brief(Intent.SMALLTALK, "hello"), Route.SMALLTALK),
        (brief(Intent.OFF_TOPIC, "explain my taxes"), Route.SMALLTALK),
        (lookup("who directed Heat"), Route.LOOKUP),
        (brief(Intent.WHY, "why this one?", candidates=(HEAT,)), Route.LOOKUP),
        (brief(Intent.RECOMMEND, "a thriller"), Route.RECOMMEND),
        (brief(Intent.REFINE, "shorter"), Route.REFINE),
        (brief(Intent.COMPARE, candidates=(HEAT, HEAT)), Route.COMPARE),
        (brief(Intent.COMPARE, candidates=(HEAT, HEAT, HEAT)), Route.HARD),
        (brief(Intent.RECOMMEND, "explain the symbolism of noir"), Route.HARD),
        (brief(Intent.RECOMMEND, "a film " * 30), Route.HARD),
        (brief(Intent.RECOMMEND, wishes=("a wish",) * 6), Route.HARD),
    ],
)
def test_route_follows_what_was_understood(asked: Brief, route: Route) -> None:
    assert route_of(asked) is route


def test_an_easy_question_goes_to_the_cheapest_first() -> None:
    assert plan(brief(Intent.RECOMMEND), ALL).order == (OLLAMA, LUNA, OPUS, PRO)


def test_a_hard_question_goes_to_the_best_first() -> None:
    asked = brief(Intent.RECOMMEND, "analyse the themes of Heat")
    assert plan(asked, ALL).order == (OPUS, PRO, LUNA, OLLAMA)


def test_local_only_asks_nobody_else() -> None:
    asked = brief(Intent.RECOMMEND, "analyse the themes of Heat", local_only=True)
    assert plan(asked, ALL).order == (OLLAMA,)


def test_a_note_in_the_background_never_goes_to_a_flagship() -> None:
    noted = plan(brief(Intent.SMALLTALK, "hello", purpose="memory"), ALL)
    assert noted.order == (OLLAMA, LUNA)
    assert not noted.template_first


@pytest.mark.parametrize(
    "asked",
    [
        brief(Intent.SMALLTALK, "Thanks a lot!", topic=Topic.THANKS),
        brief(Intent.HELP, "what can you do"),
        brief(Intent.OFF_TOPIC, "what is the weather"),
        lookup("Who directed Heat?"),
        lookup("how long is it?", Topic.RUNTIME),
        lookup("tell me about Heat", Topic.ABOUT),
        lookup("who directed Vertigo", candidates=(), missing=("Vertigo",)),
        brief(Intent.WHY, "why this one?", candidates=(HEAT,)),
    ],
)
def test_template_answers_alone_what_it_can_answer_whole(asked: Brief) -> None:
    assert certainty(asked) >= SURE
    assert plan(asked, ALL).template_first


@pytest.mark.parametrize(
    "asked",
    [
        # The fact is not in the catalogue.
        lookup("who is in Heat", Topic.CAST),
        # Something was asked besides.
        lookup("is Heat okay for my son who fears gunfights", Topic.AGE),
        lookup("who directed Heat", candidates=()),
        brief(Intent.SMALLTALK, "thanks for cheering me up", topic=Topic.THANKS),
        brief(Intent.HELP, "qwertz", topic=Topic.UNCLEAR),
        brief(Intent.WHY, "why?", candidates=(replace(HEAT, reasons=()),)),
        brief(Intent.RECOMMEND, "a crime film", candidates=(HEAT,)),
    ],
)
def test_template_leaves_to_a_model_what_it_cannot(asked: Brief) -> None:
    assert certainty(asked) < SURE
    assert not plan(asked, ALL).template_first


def test_who_asks_again_gets_a_model() -> None:
    assert not plan(lookup("who directed Heat", attempt=2), ALL).template_first


def test_a_fact_is_asked_for_cold_and_short_and_a_surprise_warm() -> None:
    fact = plan(lookup("who directed Heat"), ALL).parameters
    surprise = plan(brief(Intent.RECOMMEND, "surprise me"), ALL).parameters
    wish = plan(brief(Intent.RECOMMEND, wishes=("a thriller",)), ALL).parameters
    assert fact.temperature < wish.temperature < surprise.temperature
    assert fact.top_k < wish.top_k < surprise.top_k
    assert fact.max_tokens < wish.max_tokens
    assert fact.context_tokens < wish.context_tokens


def test_another_answer_is_asked_for_warmer_but_not_hot() -> None:
    asked = brief(Intent.RECOMMEND, wishes=("a thriller",))
    warmth = [
        plan(replace(asked, attempt=attempt), ALL).parameters.temperature
        for attempt in (1, 2, 9)
    ]
    assert warmth == sorted(warmth)
    assert warmth[0] < warmth[1]
    assert warmth[2] <= 1


def test_a_long_winded_persona_may_write_more() -> None:
    short, usual, long = (
        plan(
            replace(
                brief(Intent.RECOMMEND, wishes=("a thriller",)),
                persona=replace(USHER, length=length),
            ),
            ALL,
        ).parameters.max_tokens
        for length in Length
    )
    assert short < usual < long


def test_a_model_is_told_who_speaks_how_and_how_much() -> None:
    critic = replace(USHER, name="Vera", voice="a dry critic.", humour=0)
    told = instructions(replace(critic, closers=("See for yourself.",)))
    assert "“Vera”: a dry critic." in told
    assert "no jokes" in told
    assert "“See for yourself.”" in told
