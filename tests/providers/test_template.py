"""What the template writes: true to its brief, and in good sentences."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.base import (
    Brief,
    Candidate,
    Finish,
    FinishReason,
    Intent,
    Length,
    Persona,
    Speaker,
    Text,
    Topic,
    Turn,
    film_mark,
)
from providers.template import TemplateProvider, write

CINEBOT = Persona(name="CineBot", voice="warm")
CRITIC = Persona(
    name="Vera",
    voice="a dry critic",
    length=Length.SHORT,
    humour=3,
    greetings=("You again",),
    openers=("Very well.",),
    leads=("{film}. Call it {facts}",),
    asides=("I gave it 100% of my patience",),
    closers=("Off you go",),
)
HEAT = Candidate(
    film_id=1,
    title="Heat",
    kind="a crime film",
    year=1995,
    runtime_min=170,
    genres=("Crime", "Thriller"),
    directors=("Michael Mann",),
    cast=("Al Pacino", "Robert De Niro"),
    certificate="BBFC 15",
    synopsis="A thief and a policeman circle each other. Then they have coffee.",
    reasons=("You rated Thief 4.5.",),
)
THIEF = replace(HEAT, film_id=2, title="Thief", year=1981, runtime_min=123, reasons=())

words = st.text("abcdefghijklmop ", min_size=1, max_size=20).map(
    lambda text: text.strip() or "film"
)
candidates = st.builds(
    Candidate,
    film_id=st.integers(1, 10**6),
    title=words.map(str.title),
    kind=st.just("a drama"),
    year=st.none() | st.integers(1900, 2030),
    runtime_min=st.none() | st.integers(1, 400),
    genres=st.lists(words, max_size=3).map(tuple),
    directors=st.lists(words, max_size=2).map(tuple),
    cast=st.lists(words, max_size=5).map(tuple),
    certificate=st.sampled_from(["", "MPA PG", "BBFC 15"]),
    synopsis=st.sampled_from(["", "It rains. Then it stops.", "A night train  leaves"]),
    reasons=st.lists(words, max_size=4).map(tuple),
)
briefs = st.builds(
    Brief,
    intent=st.sampled_from(Intent),
    question=st.text(max_size=50),
    persona=st.sampled_from([CINEBOT, CRITIC, replace(CRITIC, length=Length.LONG)]),
    topic=st.sampled_from(Topic),
    wishes=st.lists(words, max_size=4).map(tuple),
    candidates=st.lists(candidates, max_size=4, unique_by=lambda c: c.film_id).map(
        tuple
    ),
    unmet=st.lists(words, max_size=2).map(tuple),
    missing=st.lists(words, max_size=2).map(tuple),
    turns=st.lists(st.builds(Turn, st.sampled_from(Speaker), words), max_size=6).map(
        tuple
    ),
    searched=st.integers(0, 10**6),
    attempt=st.integers(1, 5),
)
SPEAKS_OF_ITS_FILMS = {
    Intent.RECOMMEND,
    Intent.REFINE,
    Intent.COMPARE,
    Intent.LOOKUP,
    Intent.WHY,
}


def brief(intent: Intent, question: str = "something good", **values: object) -> Brief:
    return Brief(intent=intent, question=question, persona=CINEBOT, **values)


def marks(text: str) -> list[int]:
    return [int(film_id) for film_id in re.findall(r"\[\[film:(\d+)\]\]", text)]


@given(briefs)
def test_every_film_shown_is_in_the_brief(asked: Brief) -> None:
    assert set(marks(write(asked))) <= {film.film_id for film in asked.candidates}


@given(briefs.filter(lambda asked: asked.intent in SPEAKS_OF_ITS_FILMS))
def test_every_candidate_is_shown_once_and_named(asked: Brief) -> None:
    text = write(asked)
    assert marks(text) == [film.film_id for film in asked.candidates]
    assert all(" ".join(film.title.split()) in text for film in asked.candidates)


@given(briefs)
def test_the_same_brief_gives_the_same_answer(asked: Brief) -> None:
    assert write(asked) == write(asked)


@given(briefs)
def test_no_paragraph_is_empty_or_badly_spaced(asked: Brief) -> None:
    for paragraph in write(asked).split("\n\n"):
        assert paragraph
        assert paragraph == paragraph.strip()
        assert not re.search(r"\s\s|\s[.,]|%\(|\(\)|: \.|None(?! of)", paragraph)


@given(briefs)
def test_every_paragraph_ends_like_a_sentence(asked: Brief) -> None:
    assert all(part[-1] in ".?!]”" for part in write(asked).split("\n\n"))


@given(briefs)
async def test_the_stream_is_the_answer_and_says_that_it_ended(asked: Brief) -> None:
    *texts, end = [delta async for delta in TemplateProvider().astream(asked)]
    assert "".join(delta.text for delta in texts if isinstance(delta, Text)) == write(
        asked
    )
    assert isinstance(end, Finish)
    assert end.reason is FinishReason.STOP
    assert end.source.local


def test_what_was_understood_is_named() -> None:
    asked = brief(Intent.RECOMMEND, wishes=("a thriller", "under 100 minutes"))
    assert "a thriller, under 100 minutes" in write(replace(asked, candidates=(HEAT,)))


def test_each_reason_is_given() -> None:
    assert "You rated Thief 4.5." in write(brief(Intent.RECOMMEND, candidates=(HEAT,)))


def test_what_could_not_be_satisfied_is_said() -> None:
    asked = brief(
        Intent.RECOMMEND, candidates=(HEAT,), unmet=("the limit of 90 minutes",)
    )
    assert "the limit of 90 minutes" in write(asked)


def test_nothing_found_says_what_was_looked_for_and_offers_a_way_on() -> None:
    text = write(brief(Intent.RECOMMEND, wishes=("a western",), searched=762))
    assert "762 films" in text
    assert "a western" in text
    assert len(text.split("\n\n")) == 2


@pytest.mark.parametrize(
    ("topic", "fact"),
    [
        (Topic.DIRECTOR, "Michael Mann"),
        (Topic.CAST, "Al Pacino and Robert De Niro"),
        (Topic.RUNTIME, "2 h 50 min"),
        (Topic.YEAR, "1995"),
        (Topic.GENRE, "crime and thriller"),
        (Topic.AGE, "BBFC 15"),
        (Topic.ABOUT, "A thief and a policeman"),
    ],
)
def test_lookup_answers_with_the_fact(topic: Topic, fact: str) -> None:
    assert fact in write(brief(Intent.LOOKUP, topic=topic, candidates=(HEAT,)))


def test_lookup_without_the_fact_does_not_guess() -> None:
    unknown = replace(HEAT, directors=())
    text = write(brief(Intent.LOOKUP, topic=Topic.DIRECTOR, candidates=(unknown,)))
    assert "directed" not in text
    assert "Heat (1995)" in text


def test_lookup_of_a_film_that_is_not_there_says_so() -> None:
    asked = brief(Intent.LOOKUP, topic=Topic.DIRECTOR, missing=("The Big Nothing",))
    assert "“The Big Nothing”" in write(asked)


def test_comparison_tells_what_differs() -> None:
    text = write(brief(Intent.COMPARE, candidates=(HEAT, THIEF)))
    assert "Thief came 14 years before Heat." in text
    assert "Heat runs 47 min longer than Thief." in text
    assert "director Michael Mann" in text


def test_which_is_shorter_is_answered_with_just_that() -> None:
    asked = brief(Intent.COMPARE, topic=Topic.RUNTIME, candidates=(HEAT, THIEF))
    assert write(asked).split("\n\n")[0] == "Heat runs 47 min longer than Thief."


def test_reason_is_not_given_twice() -> None:
    twin = replace(THIEF, reasons=HEAT.reasons)
    text = write(brief(Intent.RECOMMEND, candidates=(HEAT, twin)))
    assert text.count("You rated Thief 4.5.") == 1


def test_first_sentence_does_not_end_at_an_initial() -> None:
    film = replace(HEAT, synopsis="Meet J. Robert O. He builds. Then it ends.")
    text = write(brief(Intent.RECOMMEND, candidates=(film,)))
    assert "Meet J. Robert O. He builds." in text


def test_words_that_say_nothing_are_asked_for_again() -> None:
    text = write(brief(Intent.HELP, "qwertz", topic=Topic.UNCLEAR, searched=762))
    assert text != write(brief(Intent.HELP, "qwertz", searched=762))


def test_why_gives_the_reasons_of_the_engine() -> None:
    assert "You rated Thief 4.5." in write(brief(Intent.WHY, candidates=(HEAT,)))


def test_off_topic_leads_back_to_films() -> None:
    text = write(brief(Intent.OFF_TOPIC, "what is the weather", candidates=(HEAT,)))
    assert "Heat (1995)" in text
    assert marks(text) == [1]


def test_thanks_and_greetings_are_answered_differently() -> None:
    thanks = write(brief(Intent.SMALLTALK, "hi", topic=Topic.THANKS))
    assert thanks != write(brief(Intent.SMALLTALK, "hi", topic=Topic.GREETING))


def test_openings_do_not_repeat_within_a_conversation() -> None:
    turns: tuple[Turn, ...] = ()
    openings = set()
    for _ in range(4):
        asked = brief(Intent.RECOMMEND, wishes=("a comedy",), turns=turns)
        text = write(replace(asked, candidates=(HEAT, THIEF)))
        openings.add(text.partition("a comedy")[0])
        turns += (Turn(Speaker.PERSON, "again"), Turn(Speaker.CINEBOT, text))
    assert len(openings) == 4


def test_another_attempt_at_a_question_is_worded_anew() -> None:
    asked = brief(Intent.RECOMMEND, wishes=("a comedy",), candidates=(HEAT, THIEF))
    assert write(asked) != write(replace(asked, attempt=2))


def test_a_persona_speaks_in_phrases_of_its_own() -> None:
    asked = replace(
        brief(Intent.RECOMMEND, candidates=(HEAT, THIEF), wishes=("a thriller",)),
        persona=CRITIC,
    )
    told = write(asked)
    assert told.startswith("Very well.")
    assert "Heat (1995). Call it a crime film by Michael Mann" in told
    assert "I gave it 100% of my patience." in told
    assert told.endswith("Off you go.")


def test_a_persona_of_few_words_says_less() -> None:
    asked = brief(Intent.RECOMMEND, candidates=(HEAT, THIEF), wishes=("a thriller",))
    by_length = [
        len(write(replace(asked, persona=replace(CINEBOT, length=length))))
        for length in (Length.SHORT, Length.USUAL, Length.LONG)
    ]
    assert by_length == sorted(set(by_length))


def test_a_persona_without_humour_makes_no_jokes() -> None:
    serious = replace(CRITIC, humour=0)
    asked = brief(Intent.RECOMMEND, candidates=(HEAT,))
    assert "patience" not in write(replace(asked, persona=serious))


def test_a_persona_greets_in_its_own_way() -> None:
    asked = brief(Intent.SMALLTALK, "hello", topic=Topic.GREETING)
    assert write(replace(asked, persona=CRITIC)).startswith("You again.")


def test_a_mark_is_what_chat_looks_for() -> None:
    assert film_mark(7) == "[[film:7]]"
