"""Which films are scored at all."""

import numpy as np
import pytest

from cinematch.accounts.models import User
from movies.candidates import candidates, wished
from movies.filmquery import FilmQuery
from movies.indexing import embed_films, index_films
from movies.models import Film
from movies.taste import taste_of
from tests.factories import FilmFactory, MarkFactory, RatingFactory

NORTH, EAST = np.eye(2, 384)


@pytest.fixture(autouse=True)
def _few_famous(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that a film can only be found in the way its test is about.
    monkeypatch.setattr("movies.candidates.FAMOUS", 1)


def found(viewer: User, **limits: int) -> set[Film]:
    ways = candidates(viewer, taste_of(viewer), FilmQuery(**limits))
    return {film for films in ways for film in films}


def test_without_a_taste_only_the_famous_are_scored(alice: User) -> None:
    known = FilmFactory(fame=90)
    FilmFactory(fame=10, embedding=NORTH)
    assert found(alice) == {known}


def test_obscure_film_near_a_loved_one_is_scored(alice: User) -> None:
    RatingFactory(user=alice, film__embedding=NORTH, film__fame=95, stars=5)
    near = FilmFactory(fame=1, embedding=NORTH)
    assert near in found(alice)


def test_obscure_film_of_a_liked_director_is_scored(alice: User) -> None:
    RatingFactory(
        user=alice,
        film__embedding=None,
        film__directors=["Agnès Varda"],
        film__fame=95,
        stars=5,
    )
    other = FilmFactory(fame=1, embedding=None, directors=["Agnès Varda"])
    assert other in found(alice)


def test_films_one_is_done_with_take_no_place(alice: User) -> None:
    MarkFactory(user=alice, kind="seen", film__fame=95, film__embedding=None)
    second = FilmFactory(fame=90, embedding=None)
    assert second in found(alice)


def test_limits_hold_for_every_candidate(alice: User) -> None:
    RatingFactory(user=alice, film__embedding=NORTH, stars=5)
    FilmFactory(embedding=NORTH, runtime_min=150)
    short = FilmFactory(embedding=NORTH, runtime_min=80)
    assert found(alice, runtime_max=90) == {short}


def test_first_find_meets_the_wish_best(alice: User) -> None:
    titled = FilmFactory(title="Night Train", fame=10)
    FilmFactory(title="Harbour", keywords=["train"], fame=90)
    ids = list(Film.objects.values_list("pk", flat=True))
    index_films(ids)
    embed_films(ids)
    met = wished(alice, FilmQuery(text="night train"))
    assert met[titled.pk] == max(met.values()) == 1
