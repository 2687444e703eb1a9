"""Search and typing ahead over the API."""

import pytest
from django.test import Client

from movies.indexing import index_films
from movies.models import Film
from tests.api.requests import error_of
from tests.factories import FilmFactory, UserFactory


@pytest.fixture
def heat(db: None) -> Film:
    films = [
        FilmFactory(
            title="Heat", year=1995, genres=["Crime"], directors=["Michael Mann"]
        ),
        FilmFactory(title="Quiet Summer", year=1971, genres=["Drama"]),
    ]
    index_films([film.pk for film in films])
    return films[0]  # type: ignore[return-value]


def test_a_title_is_found_first(client: Client, heat: Film) -> None:
    found = client.get("/api/search/", {"q": "heat"}).json()
    assert found["results"][0]["id"] == heat.pk
    assert found["count"] >= 1


def test_what_was_understood_is_told(client: Client, heat: Film) -> None:
    found = client.get("/api/search/", {"q": "crime before 2000"}).json()
    assert [film["id"] for film in found["results"]] == [heat.pk]
    assert len(found["understood"]) == 2


def test_a_film_above_ones_age_is_not_found(client: Client, heat: Film) -> None:
    Film.objects.update(min_age=18)
    client.force_login(UserFactory())
    assert client.get("/api/search/", {"q": "heat"}).json()["results"] == []
    assert client.get("/api/search/suggest/", {"q": "heat"}).json() == []


def test_typing_ahead_names_films_and_people(client: Client, heat: Film) -> None:
    rows = client.get("/api/search/suggest/", {"q": "mich"}).json()
    assert [(row["kind"], row["label"]) for row in rows] == [("person", "Michael Mann")]


@pytest.mark.parametrize("q", ["", " ", "\x00", "a" * 10_000])
@pytest.mark.parametrize("address", ["/api/search/", "/api/search/suggest/"])
def test_a_sentence_that_is_none_is_refused(
    client: Client, db: None, address: str, q: str
) -> None:
    assert error_of(client.get(address, {"q": q}), 400)["fields"]["q"]


@pytest.mark.parametrize("q", ["'; DROP TABLE", "🎬🔥", "مرحبا", "%", "\\", "&|!():*"])
def test_odd_sentences_are_answered(client: Client, heat: Film, q: str) -> None:
    assert client.get("/api/search/", {"q": q}).status_code == 200


def test_a_page_too_far_is_refused(client: Client, heat: Film) -> None:
    far = client.get("/api/search/", {"q": "heat", "page": 10**9})
    assert error_of(far, 400)["fields"]["page"]
    error_of(client.get("/api/search/", {"q": "heat", "page": 9}), 404)


def test_films_near_in_meaning(client: Client, heat: Film) -> None:
    near = Film.objects.exclude(pk=heat.pk).get()
    Film.objects.update(embedding=[1.0] + [0.0] * 383)
    results = client.get(f"/api/films/{heat.pk}/similar/").json()
    assert [film["id"] for film in results] == [near.pk]
