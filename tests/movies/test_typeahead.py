"""What is offered while somebody still types."""

import pytest
from django.test import Client

from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film
from movies.typeahead import suggest
from movies.vocabulary import refresh_vocabulary
from tests.factories import FilmFactory, GenreFactory


def film(title: str, **values: object) -> Film:
    made: Film = FilmFactory(title=title, **values)
    index_films([made.pk])
    return made


def labels(text: str, viewer: User) -> list[str]:
    return [found.label for found in suggest(text, viewer)]


def test_best_known_film_is_offered_first(alice: User) -> None:
    film("Alien Nation", fame=20)
    film("Aliens", fame=80)
    assert labels("alien", alice) == ["Aliens", "Alien Nation"]


def test_whole_title_comes_before_a_better_known_one_that_begins_so(
    alice: User,
) -> None:
    film("Heathers", fame=90)
    film("Heat", fame=10)
    assert labels("heat", alice) == ["Heat", "Heathers"]


def test_original_title_finds_the_film(alice: User) -> None:
    film("Spirited Away", original_title="Sen to Chihiro")
    assert labels("sen to", alice) == ["Spirited Away"]


def test_film_out_of_sight_is_not_offered(alice: User) -> None:
    film("Alien", hidden=True)
    assert labels("alien", alice) == []


def test_person_without_a_film_in_sight_is_not_offered(alice: User) -> None:
    film("Alien", directors=["Ridley Scott"], hidden=True)
    assert labels("ridley", alice) == []


def test_person_is_offered_with_their_best_known_film(alice: User) -> None:
    film("Legend", directors=["Ridley Scott"], fame=30)
    film("Alien", directors=["Ridley Scott"], fame=90)
    (found,) = [one for one in suggest("scott", alice) if one.kind == "person"]
    assert (found.label, found.detail) == ("Ridley Scott", "Alien")


def test_genre_leads_to_its_films(alice: User) -> None:
    GenreFactory(name="Western")
    (found,) = suggest("west", alice)
    assert (found.kind, found.url) == ("genre", "/films/?genre=western")


def test_misspelt_beginning_is_mended_only_where_nothing_begins_so(
    alice: User,
) -> None:
    film("Shawshank")
    refresh_vocabulary()
    assert labels("shawhsa", alice) == ["Shawshank"]
    film("Shawhsan")
    assert labels("shawhsa", alice) == ["Shawhsan"]


@pytest.mark.parametrize("text", ["", "   ", "\0", "%", "'"])
def test_nothing_to_go_by_offers_nothing(client: Client, db: None, text: str) -> None:
    response = client.get("/search/suggest/", {"q": text})
    assert response.status_code == 200
    assert response.context["suggestions"] == []
