"""How short remarks change the question before them, and what words decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.followups import Shown, follow_up
from chat.intents import is_off_topic, wording
from chat.references import is_reference, referred
from chat.wishes import relaxations, wishes
from movies.filmquery import FilmQuery, Named
from providers.base import Intent, Topic

SHOWN = [Shown(1, "Heat", 1995, 170), Shown(2, "Thief", 1981, 123)]
SEEN = frozenset({1, 2})
CRIME = FilmQuery(genres=("crime",))
NOTHING = FilmQuery()


def changed(remark: str, fresh: FilmQuery = NOTHING) -> FilmQuery:
    found = follow_up(remark, fresh, CRIME, SHOWN, SEEN)
    assert found is not None
    return found.query


@pytest.mark.parametrize(
    ("remark", "limit"),
    [
        ("shorter", {"runtime_max": 122}),
        ("something shorter please", {"runtime_max": 122}),
        ("that's too long", {"runtime_max": 122}),
        ("longer", {"runtime_min": 171}),
        ("older", {"year_to": 1980}),
        ("anything more recent?", {"year_from": 1996}),
    ],
)
def test_comparatives_go_past_every_film_shown(
    remark: str, limit: dict[str, int]
) -> None:
    assert changed(remark) == CRIME.changed(**limit)


def test_remark_with_a_wish_adds_it() -> None:
    asked = changed("but funnier", FilmQuery(moods=("funny",)))
    assert asked == CRIME.changed(moods=("funny",))


def test_what_is_ruled_out_is_no_longer_wished_for() -> None:
    asked = changed("no crime", FilmQuery(without_genres=("crime",)))
    assert (asked.genres, asked.without_genres) == ((), ("crime",))


@pytest.mark.parametrize(
    ("remark", "gone"),
    [
        ("not that one", {1}),
        ("not the second one", {2}),
        ("seen the second", {2}),
        ("I've seen those", {1, 2}),
        ("already seen it", {1}),
        ("something else", {1, 2}),
        ("another one", {1, 2}),
    ],
)
def test_rejected_films_are_not_shown_again(remark: str, gone: set[int]) -> None:
    found = follow_up(remark, NOTHING, CRIME, SHOWN, SEEN)
    assert found is not None
    assert (found.query, found.exclude) == (CRIME, gone)


def test_more_like_the_last_asks_for_its_likeness() -> None:
    assert changed("more like the last").like == (Named(2, "Thief"),)


@pytest.mark.parametrize(
    "question",
    [
        "a western with a train in it",
        "what about my homework",
        "I want to see a film about the sea with my daughter on a rainy day",
    ],
)
def test_new_question_is_no_remark(question: str) -> None:
    assert follow_up(question, FilmQuery(), CRIME, SHOWN, SEEN) is None


def test_name_that_ends_like_a_comparative_is_no_remark() -> None:
    name = FilmQuery(text="Oppenheimer")
    assert follow_up("Oppenheimer", name, CRIME, SHOWN, SEEN) is None


def test_limit_that_is_named_counts() -> None:
    fresh = FilmQuery(runtime_max=90)
    assert changed("shorter than 90 minutes", fresh).runtime_max == 90


def test_yes_takes_up_the_offer() -> None:
    assert changed("yes please").like == (Named(1, "Heat"),)


def test_first_question_is_no_remark() -> None:
    assert follow_up("shorter", NOTHING, NOTHING, [], frozenset()) is None


@given(st.text(max_size=80))
def test_any_remark_is_read(remark: str) -> None:
    follow_up(remark, FilmQuery(text=remark), CRIME, SHOWN, SEEN)
    wording(remark)
    is_off_topic(remark)


@pytest.mark.parametrize(
    ("question", "intent", "topic", "subjects"),
    [
        ("Who directed Heat?", Intent.LOOKUP, Topic.DIRECTOR, ("heat",)),
        ("who directed it", Intent.LOOKUP, Topic.DIRECTOR, ("it",)),
        ("How long is Alien?", Intent.LOOKUP, Topic.RUNTIME, ("alien",)),
        ("who's in the second one?", Intent.LOOKUP, Topic.CAST, ("the second one",)),
        ("What year did Jaws come out?", Intent.LOOKUP, Topic.YEAR, ("jaws",)),
        ("what is Ran about", Intent.LOOKUP, Topic.ABOUT, ("ran",)),
        ("is Up ok for kids", Intent.LOOKUP, Topic.AGE, ("up",)),
        ("Heat or Thief?", Intent.COMPARE, Topic.NONE, ("heat", "thief")),
        ("compare Heat with Thief", Intent.COMPARE, Topic.NONE, ("heat", "thief")),
        ("which of those is best", Intent.COMPARE, Topic.NONE, ("these",)),
        ("why that one?", Intent.WHY, Topic.NONE, ("that one",)),
        ("Hi!", Intent.SMALLTALK, Topic.GREETING, ()),
        ("thank you so much", Intent.SMALLTALK, Topic.THANKS, ()),
        ("good night", Intent.SMALLTALK, Topic.FAREWELL, ()),
        ("what can you do?", Intent.HELP, Topic.NONE, ()),
        ("a slow thriller", Intent.RECOMMEND, Topic.NONE, ()),
        ("the second one", Intent.LOOKUP, Topic.ABOUT, ("the second one",)),
        ("and how long is it?", Intent.LOOKUP, Topic.RUNTIME, ("it",)),
        ("which is shorter?", Intent.COMPARE, Topic.RUNTIME, ("these",)),
        ("good morning vietnam", Intent.RECOMMEND, Topic.NONE, ()),
    ],
)
def test_words_decide_the_intent(
    question: str, intent: Intent, topic: Topic, subjects: tuple[str, ...]
) -> None:
    said = wording(question)
    assert (said.intent, said.topic, said.subjects) == (intent, topic, subjects)


@pytest.mark.parametrize("phrase", ["it", "that one", "the second film", "those"])
def test_phrase_that_names_nothing_is_a_reference(phrase: str) -> None:
    assert is_reference(phrase)


def test_place_beyond_the_films_shown_is_none_of_them() -> None:
    assert referred("the third one", [1, 2]) == []


def test_wishes_are_said_as_phrases() -> None:
    query = FilmQuery(genres=("thriller",), runtime_max=100, year_to=1989)
    assert wishes(query) == [
        "a thriller",
        "no longer than 100 minutes",
        "from before 1990",
    ]


def test_relaxing_takes_one_wish_away_at_a_time() -> None:
    query = FilmQuery(genres=("western",), runtime_max=60)
    assert list(relaxations(query)) == [
        ("the limit of 60 minutes", FilmQuery(genres=("western",))),
        ("western", FilmQuery(runtime_max=60)),
    ]
