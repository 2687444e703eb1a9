"""A typed question: limits in SQL, chips, and the round trip through an address."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from movies.filmquery import FilmQuery, Named
from movies.models import Film, Person
from tests.factories import FilmFactory

EVERYTHING = FilmQuery(
    text="snow & ice",
    genres=("thriller",),
    without_genres=("horror", "science-fiction"),
    keywords=("slow burn",),
    moods=("funny",),
    without_moods=("scary",),
    people=(Named(3, "Al Pacino: actor"),),
    like=(Named(7, "Heat"),),
    languages=("ja",),
    countries=("JP",),
    year_from=1960,
    year_to=1975,
    runtime_max=100,
    max_age=0,
)


def narrowed(**limits: Any) -> list[str]:
    films = FilmQuery(**limits).narrow(Film.objects.all())
    return list(films.order_by("title").values_list("title", flat=True))


def test_everything_survives_an_address() -> None:
    assert FilmQuery.from_params(QueryDict(EVERYTHING.to_params())) == EVERYTHING


PARAMETERS = ["text", "person", "year_to", "max_age", "mood", "genre", "language"]


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=50)))
def test_any_address_is_read_without_an_error(values: dict[str, str]) -> None:
    params = QueryDict(mutable=True)
    params.update(values)
    query = FilmQuery.from_params(params)
    assert FilmQuery.from_params(QueryDict(query.to_params())) == query
    assert isinstance(query.chips(), list)


def test_years_and_runtimes_nobody_has_are_left_out() -> None:
    params = QueryDict(
        "year_from=12&runtime_max=99999&max_age=x&person=1e9&like=9&like="
    )
    assert FilmQuery.from_params(params) == FilmQuery(like=(Named(9, "#9"),))


def test_every_part_has_a_chip_that_leaves_it_out() -> None:
    labels = [chip.label for chip in EVERYTHING.chips()]
    assert labels == [
        "Thriller", "Al Pacino: actor", "Like Heat", "Slow burn", "Funny",
        "In Japanese", "From Japan", "No Horror", "No Science Fiction", "Not scary",
        "1960 to 1975", "Up to 100 minutes", "For age 0 and up", "“snow & ice”",
    ]  # fmt: skip


def test_without_all_chips_nothing_is_left() -> None:
    query = EVERYTHING
    while chips := query.chips():
        query = chips[0].without
    assert query.changed(text="").is_empty


def test_unknown_year_and_runtime_are_outside_a_limit(db: None) -> None:
    FilmFactory(title="Known", year=1970, runtime_min=90)
    FilmFactory(title="Unknown", year=None, runtime_min=None)
    assert narrowed(year_to=1980) == ["Known"]
    assert narrowed(runtime_max=120) == ["Known"]


def test_all_genres_asked_for_are_needed(db: None) -> None:
    FilmFactory(title="Both", genres=["Comedy", "Romance"])
    FilmFactory(title="One", genres=["Comedy"])
    assert narrowed(genres=("comedy", "romance")) == ["Both"]


def test_people_are_found_in_any_role_and_left_out(db: None) -> None:
    FilmFactory(title="Play", directors=["Orson Welles"], cast=["Orson Welles"])
    FilmFactory(title="Other")
    welles = Named(Person.objects.get().pk, "Orson Welles")
    assert narrowed(people=(welles,)) == ["Play"]
    assert narrowed(without_people=(welles,)) == ["Other"]


@pytest.mark.parametrize(
    "limit", [{"without_moods": ("scary",)}, {"without_genres": ("horror",)}]
)
def test_what_is_not_wanted_stays_away(db: None, limit: dict[str, Any]) -> None:
    FilmFactory(title="Castle", genres=["Fantasy"])
    FilmFactory(title="Cellar", genres=["Horror"])
    assert narrowed(**limit) == ["Castle"]


def test_a_mood_not_wanted_is_known_by_its_keywords(db: None) -> None:
    FilmFactory(title="Slasher", genres=["Thriller"], keywords=["slasher"])
    FilmFactory(title="Chase", genres=["Thriller"], keywords=["chase"])
    assert narrowed(without_moods=("scary",)) == ["Chase"]


def test_countries_and_languages_of_several_match_any(db: None) -> None:
    FilmFactory(title="Seven", countries=["JP"], language="ja")
    FilmFactory(title="Eight", countries=["IT", "FR"], language="it")
    FilmFactory(title="Nine")
    assert narrowed(countries=("FR", "JP")) == ["Eight", "Seven"]
    assert narrowed(languages=("ja",)) == ["Seven"]


def test_two_questions_are_asked_at_once() -> None:
    typed = FilmQuery(text="snow", genres=("drama",), year_to=1990)
    picked = FilmQuery(genres=("thriller",), year_to=1980)
    assert typed.joined(picked) == FilmQuery(
        text="snow", genres=("drama", "thriller"), year_to=1980
    )
