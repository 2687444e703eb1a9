"""The shelves of For You: what earns one, and what stands on it."""

from datetime import date

import numpy as np

from cinematch.accounts.models import User
from movies.models import TasteProfile
from movies.picking import ranked
from movies.recommending import refill, shelves
from movies.shelving import MOST_SHELVES, SHELF_LENGTH, fill
from tests.factories import FilmFactory, RatingFactory

NORTH, EAST = np.eye(2, 384)


def test_shelf_with_too_few_films_is_left_out(alice: User) -> None:
    RatingFactory(user=alice, film__directors=["Ann"], stars=5)
    FilmFactory.create_batch(2, directors=["Ann"])
    assert "More from Ann" not in [shelf.heading for shelf in shelves(alice)]


def test_no_shelf_is_longer_than_the_page_is_wide(alice: User) -> None:
    FilmFactory.create_batch(40)
    lengths = [len(shelf.picks) for shelf in shelves(alice)]
    assert lengths
    assert max(lengths) == SHELF_LENGTH
    assert len(lengths) <= MOST_SHELVES


def test_weeknight_shelf_holds_only_what_fits(alice: User) -> None:
    TasteProfile.objects.create(user=alice, runtime_max=95)
    FilmFactory.create_batch(12, runtime_min=140, fame=95)
    FilmFactory.create_batch(8, runtime_min=90, fame=5)
    shelf = next(shelf for shelf in shelves(alice) if shelf.key == "weeknight")
    assert {pick.film.runtime_min for pick in shelf.picks} == {90}


def test_refilled_film_is_not_on_the_page(alice: User) -> None:
    FilmFactory.create_batch(40)
    shelf = shelves(alice)[0]
    shown = [pick.film.pk for each in shelves(alice) for pick in each.picks]
    pick = refill(alice, shelf.key, shown)
    assert pick is not None
    assert pick.film.pk not in shown


def test_shelf_that_ran_out_gives_no_more(alice: User) -> None:
    films = FilmFactory.create_batch(5)
    shelf = shelves(alice)[0]
    assert refill(alice, shelf.key, [film.pk for film in films]) is None


def test_shelves_of_a_day_are_drawn_alike(alice: User) -> None:
    for film in FilmFactory.create_batch(6, embedding=NORTH):
        RatingFactory(user=alice, film=film, stars=5)
    FilmFactory.create_batch(30, embedding=NORTH)
    day = date(2026, 3, 1)
    first, again = fill(ranked(alice), day), fill(ranked(alice), day)
    assert [shelf.key for shelf in first] == [shelf.key for shelf in again]
