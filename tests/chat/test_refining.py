"""A question that is changed over many turns, as its conversation goes on."""

from typing import Any

import pytest

from chat.followups import Shown, follow_up
from chat.models import Conversation, Message
from chat.pronouns import OnTable, spelled_out
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.indexing import index_films
from movies.models import Film
from providers.base import Brief, Intent
from tests.chat.test_briefing import ask, titles
from tests.factories import ConversationFactory, FilmFactory, RatingFactory

SHELF: list[dict[str, Any]] = [
    {"title": "Heat", "genres": ["Crime"], "runtime_min": 170, "year": 1995,
     "directors": ["Michael Mann"], "cast": ["Al Pacino"], "fame": 90},
    {"title": "Thief", "genres": ["Crime"], "runtime_min": 123, "year": 1981,
     "directors": ["Michael Mann"], "fame": 80},
    {"title": "Serpico", "genres": ["Crime"], "runtime_min": 130, "year": 1973,
     "directors": ["Sidney Lumet"], "cast": ["Al Pacino"], "fame": 70},
    {"title": "Bugsy Malone", "genres": ["Crime", "Comedy"], "runtime_min": 93,
     "year": 1976, "fame": 60},
    {"title": "Zootopia", "genres": ["Comedy", "Animation", "Crime"],
     "runtime_min": 108, "year": 2016, "fame": 50},
    {"title": "The Killing", "genres": ["Crime"], "runtime_min": 85, "year": 1956,
     "fame": 40},
]  # fmt: skip


@pytest.fixture
def shelf(db: None) -> dict[str, Film]:
    films = [FilmFactory(**each) for each in SHELF]
    index_films([film.pk for film in films])
    return {film.title: film for film in films}


@pytest.fixture
def talk(alice: User, shelf: dict[str, Film]) -> Conversation:
    return ConversationFactory(user=alice)


def last_query(talk: Conversation) -> Any:
    return Message.objects.answers().filter(conversation=talk).latest("pk").film_query


def converse(talk: Conversation, *texts: str) -> Brief:
    *_, last = [ask(talk, text) for text in texts]
    return last


def test_remarks_add_up_over_many_turns(talk: Conversation) -> None:
    converse(talk, "a crime film", "older", "something funnier", "but not animated")
    query = last_query(talk)
    assert (query.genres, query.moods) == (("crime",), ("funny",))
    assert query.without_genres == ("animation",)
    assert query.year_to is not None


def test_newer_than_what_older_allowed_lets_go_of_older() -> None:
    before = FilmQuery(genres=("crime",), year_to=1980)
    shown = [Shown(1, "Melvin and Howard", 1980, 95)]
    found = follow_up("newer", FilmQuery(), before, shown, frozenset({1}))
    assert found is not None
    assert found.query == FilmQuery(genres=("crime",), year_from=1981)


def test_film_turned_down_stays_away_from_later_questions(talk: Conversation) -> None:
    first = converse(talk, "a crime film")
    converse(talk, "not the second one")
    assert titles(first)[1] not in titles(converse(talk, "six crime films"))


def test_with_her_means_who_was_asked_about(talk: Conversation) -> None:
    brief = converse(talk, "tell me about Heat", "who directed it?", "more by him")
    assert set(titles(brief)) == {"Thief"} | set(titles(brief)) & {"Heat"}
    assert last_query(talk).people[0].name == "Michael Mann"


def test_with_him_but_adds_to_the_question(talk: Conversation) -> None:
    converse(talk, "a crime film", "who is in Heat?", "older, with him")
    query = last_query(talk)
    assert query.genres == ("crime",)
    assert [person.name for person in query.people] == ["Al Pacino"]


def test_same_director_is_the_one_of_the_film_on_the_table(talk: Conversation) -> None:
    converse(talk, "tell me about Serpico", "something else by the same director")
    assert [person.name for person in last_query(talk).people] == ["Sidney Lumet"]


def test_nobody_spoken_of_leaves_the_words_alone() -> None:
    assert spelled_out("with her", OnTable()) == "with her"


@pytest.mark.parametrize("remark", ["a film for her birthday", "she loves romance"])
def test_her_is_not_always_somebody_on_the_table(remark: str) -> None:
    assert spelled_out(remark, OnTable("Al Pacino", "Michael Mann")) == remark


def test_second_one_is_of_the_list_also_after_a_word_on_the_first(
    talk: Conversation,
) -> None:
    listed = titles(converse(talk, "a crime film"))
    brief = converse(talk, "the first one", "and what about the second one?")
    assert titles(brief) == [listed[1]]


def test_how_long_is_it_is_no_wish_for_a_long_film(talk: Conversation) -> None:
    brief = converse(talk, "the shortest crime film", "how long is it then?")
    assert brief.intent is Intent.LOOKUP
    assert last_query(talk).runtime_min is None


def test_wish_taken_back_is_gone(talk: Conversation) -> None:
    converse(talk, "a crime film under 100 minutes", "any length")
    query = last_query(talk)
    assert (query.genres, query.runtime_max) == (("crime",), None)


def test_instead_takes_the_place(talk: Conversation) -> None:
    converse(talk, "a crime film", "comedy instead")
    assert last_query(talk).genres == ("comedy",)


def test_less_of_it_is_not_more_of_it(talk: Conversation) -> None:
    converse(talk, "a crime film", "less violent")
    query = last_query(talk)
    assert (query.moods, query.without_moods) == ((), ("violent",))


def test_number_of_films_is_no_word_to_search_for(talk: Conversation) -> None:
    brief = converse(talk, "five crime films")
    assert len(brief.candidates) == 5
    assert last_query(talk).text == ""


def test_why_is_answered_from_the_engines_reasons(
    talk: Conversation, shelf: dict[str, Film], alice: User
) -> None:
    RatingFactory(user=alice, film=shelf["Thief"], stars=5)
    converse(talk, "a crime film from the 90s")
    brief = converse(talk, "why this one?")
    assert titles(brief) == ["Heat"]
    assert any("Thief" in reason for reason in brief.candidates[0].reasons)


def test_why_names_no_wish_that_was_let_go(talk: Conversation) -> None:
    brief = converse(talk, "a crime film under 60 minutes", "why that one?")
    assert brief.intent is Intent.WHY
    assert brief.wishes == ("a crime film",)


def test_question_with_wishes_searches_once(
    talk: Conversation, django_assert_max_num_queries: Any
) -> None:
    # A second search would cost some twenty more.
    with django_assert_max_num_queries(40):
        ask(talk, "something funny")


@pytest.mark.parametrize(
    ("asked", "genres"),
    [
        ("three westerns", ("western",)),
        ("two comedies please", ("comedy",)),
        ("a family film from before 1970", ("family",)),
    ],
)
def test_kind_that_is_counted_is_asked_for(
    talk: Conversation, asked: str, genres: tuple[str, ...]
) -> None:
    for genre in ("Western", "Family"):
        FilmFactory(genres=[genre])
    converse(talk, asked)
    assert last_query(talk).genres == genres


def test_films_that_are_counted_and_told_about_keep_what_they_are_about(
    talk: Conversation,
) -> None:
    FilmFactory(keywords=["robot"])
    converse(talk, "five films about robots")
    assert last_query(talk) == FilmQuery(keywords=("robot",))


@pytest.mark.parametrize(
    ("remark", "limits"),
    [
        ("no longer than two hours", (None, 120)),
        ("not longer than 90 minutes", (None, 90)),
        ("longer than two hours", (120, None)),
        ("shorter than 100 minutes", (None, 100)),
    ],
)
def test_named_length_is_kept_as_it_is_named(
    talk: Conversation, remark: str, limits: tuple[int | None, int | None]
) -> None:
    converse(talk, "a crime film", remark)
    query = last_query(talk)
    assert query.genres == ("crime",)
    assert (query.runtime_min, query.runtime_max) == limits


def test_years_beside_a_comparison_count_too(talk: Conversation) -> None:
    converse(talk, "a crime film", "something shorter, from the 70s")
    query = last_query(talk)
    assert (query.year_from, query.year_to) == (1970, 1979)
    assert query.runtime_max is not None


def test_older_than_a_decade_names_the_year(talk: Conversation) -> None:
    converse(talk, "a crime film", "older than the 80s")
    assert last_query(talk).year_to == 1979
