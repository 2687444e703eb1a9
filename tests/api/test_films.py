"""Films over the API: the list, its limits, one film."""

from typing import Any

import pytest
from django.test import Client

from cinematch.accounts.models import User
from cinematch.api.paging import COUNTED
from movies.models import Film
from tests.api.requests import error_of
from tests.factories import (
    CertificationFactory,
    ExternalIdFactory,
    FilmFactory,
    MarkFactory,
    RatingFactory,
    UserFactory,
)


def titles(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/api/films/{query}")
    assert answer.status_code == 200, answer.content
    return [film["title"] for film in answer.json()["results"]]


def test_guests_read_what_guests_may_see(client: Client, db: None) -> None:
    FilmFactory(title="For all", min_age=0)
    FilmFactory(title="Older", min_age=16)
    assert titles(client) == ["For all"]


def test_the_list_narrows(client: Client, db: None) -> None:
    FilmFactory(title="Old western", year=1952, genres=["Western"])
    FilmFactory(title="New western", year=2007, genres=["Western"])
    FilmFactory(title="Old drama", year=1952, genres=["Drama"])
    assert titles(client, "?genre=western&year_to=1960") == ["Old western"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [("known", "B"), ("new", "A"), ("title", "A"), ("short", "B")],
)
def test_the_list_is_sorted(client: Client, db: None, sort: str, first: str) -> None:
    FilmFactory(title="A", year=2001, fame=1, runtime_min=120)
    FilmFactory(title="B", year=1999, fame=9, runtime_min=90)
    assert titles(client, f"?sort={sort}")[0] == first


def test_pages_name_their_neighbours(client: Client, db: None) -> None:
    FilmFactory.create_batch(3)
    second = client.get("/api/films/?page=2&page_size=1").json()
    assert second["count"] == 3
    assert "page=3" in second["next"]
    assert second["previous"].endswith("/api/films/?page_size=1")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=1000000000", "page"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=two", "page"),
        ("page=%00", "page"),
        ("page=" + "9" * 5000, "page"),
        ("year_from=1e9", "year_from"),
        ("year_to=99999", "year_to"),
        ("max_age=NaN", "max_age"),
        ("genre=%00", "genre.0"),
        ("language=xx", "language.0"),
        ("person=" + "9" * 30, "person.0"),
        ("sort=drop%20table", "sort"),
        ("&".join(["genre=a"] * 11), "genre"),
    ],
)
def test_a_value_without_sense_is_named(
    client: Client, db: None, query: str, field: str
) -> None:
    error = error_of(client.get(f"/api/films/?{query}"), 400)
    assert field in error["fields"]


def test_a_long_list_is_counted_so_far(client: Client, db: None) -> None:
    Film.objects.bulk_create(Film(title=f"{n}", min_age=0) for n in range(COUNTED + 1))
    assert client.get("/api/films/").json()["count"] == COUNTED


def test_a_page_past_the_end_is_not_found(client: Client, db: None) -> None:
    error_of(client.get("/api/films/?page=7"), 404)


def test_the_list_asks_the_same_for_any_length(
    as_alice: Client, django_assert_num_queries: Any
) -> None:
    FilmFactory.create_batch(5, genres=["Drama"], directors=["Agnes"])
    with django_assert_num_queries(4):  # session, person, count, films
        as_alice.get("/api/films/")


@pytest.fixture
def full_film(alice: User) -> Film:
    film: Any = FilmFactory(
        genres=["Crime", "Drama"], keywords=["heist"], directors=["Michael Mann"]
    )
    CertificationFactory(film=film, label="R")
    ExternalIdFactory(film=film, value="tt0113277")
    RatingFactory(user=alice, film=film, stars=4.5)
    MarkFactory(user=alice, film=film)
    return film  # type: ignore[no-any-return]


def test_a_film_comes_with_its_facts(client: Client, full_film: Film) -> None:
    film = client.get(f"/api/films/{full_film.pk}/").json()
    assert [genre["name"] for genre in film["genres"]] == ["Crime", "Drama"]
    assert film["credits"][0]["name"] == "Michael Mann"
    assert film["certifications"] == [{"system": "MPA", "label": "R"}]
    assert film["external_ids"] == [{"source": "imdb", "value": "tt0113277"}]
    assert film["poster_url"]


def test_a_film_comes_with_ones_own_word_on_it(
    as_alice: Client, full_film: Film
) -> None:
    film = as_alice.get(f"/api/films/{full_film.pk}/").json()
    assert (film["your_stars"], film["your_marks"]) == (4.5, ["watchlist"])


def test_nobody_reads_anothers_word_on_a_film(
    as_mallory: Client, full_film: Film
) -> None:
    film = as_mallory.get(f"/api/films/{full_film.pk}/").json()
    assert (film["your_stars"], film["your_marks"]) == (None, [])


def test_a_film_costs_a_fixed_number_of_queries(
    as_alice: Client, full_film: Film, django_assert_num_queries: Any
) -> None:
    # session, person, film, 4 of what hangs on it, ids, own stars, own marks
    with django_assert_num_queries(10):
        as_alice.get(f"/api/films/{full_film.pk}/")


@pytest.mark.parametrize("hidden", [{"min_age": 18}, {"hidden": True}])
def test_what_one_may_not_see_does_not_exist(
    client: Client, db: None, hidden: dict[str, Any]
) -> None:
    client.force_login(UserFactory())
    film = FilmFactory(**hidden)
    assert error_of(client.get(f"/api/films/{film.pk}/"), 404)["code"] == "not_found"


@pytest.mark.parametrize("film_id", ["0", "9" * 18, "9" * 60])
def test_an_unknown_film_is_not_found(client: Client, db: None, film_id: str) -> None:
    error_of(client.get(f"/api/films/{film_id}/"), 404)
