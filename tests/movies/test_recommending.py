"""Picks: who may get which films, in what order, and for how long."""

from datetime import date

import numpy as np
import pytest

from cinematch.accounts.models import User
from movies import rating, recommending
from movies.filmquery import FilmQuery
from movies.models import Film, Mark, TasteProfile
from movies.recommending import recommend, shelves, skip_tonight, tonight
from tests.factories import FilmFactory, MarkFactory, RatingFactory, UserFactory

NORTH, EAST = np.eye(2, 384)
GUEST = User(is_guest=True)


def films_of(picks: list[recommending.Pick]) -> list[Film]:
    return [pick.film for pick in picks]


def test_guest_gets_the_famous_films_first(db: None) -> None:
    known, unknown = FilmFactory(fame=90), FilmFactory(fame=10)
    assert films_of(recommend(GUEST, 5)) == [known, unknown]


def test_loved_kind_of_film_beats_a_more_famous_one(alice: User) -> None:
    RatingFactory(
        user=alice, film=FilmFactory(embedding=NORTH, genres=["Noir"]), stars=5
    )
    FilmFactory(fame=60, embedding=EAST)
    noir = FilmFactory(fame=45, embedding=NORTH, genres=["Noir"])
    assert films_of(recommend(alice, 1)) == [noir]


@pytest.mark.parametrize("kind", [Mark.Kind.SEEN, Mark.Kind.NOT_FOR_ME])
def test_marked_films_are_not_picked(alice: User, kind: str) -> None:
    MarkFactory(user=alice, kind=kind)
    assert recommend(alice, 5) == []


def test_rated_films_are_not_picked(alice: User) -> None:
    RatingFactory(user=alice)
    assert recommend(alice, 5) == []


def test_marks_of_others_change_nothing(alice: User, bob: User) -> None:
    film = MarkFactory(user=bob, kind=Mark.Kind.NOT_FOR_ME).film
    assert films_of(recommend(alice, 5)) == [film]


def test_watchlist_may_come_but_does_not_lead(alice: User) -> None:
    wanted = MarkFactory(user=alice, film__fame=60).film
    other = FilmFactory(fame=55)
    assert films_of(recommend(alice, 2)) == [other, wanted]


def test_child_gets_no_film_above_its_age(db: None) -> None:
    child = UserFactory(birth_date=date(2017, 5, 1))
    adult_film, for_all = FilmFactory(min_age=16, embedding=NORTH), FilmFactory()
    RatingFactory(user=child, film=adult_film, stars=5)
    FilmFactory(min_age=16, embedding=NORTH, fame=99)
    picks = recommend(child, 5)
    assert films_of(picks) == [for_all]
    assert adult_film.title not in " ".join(str(pick.reasons[0]) for pick in picks)


def test_limits_hold(alice: User) -> None:
    short = FilmFactory(runtime_min=80)
    FilmFactory(runtime_min=150, fame=99)
    FilmFactory(runtime_min=None, fame=99)
    picks = recommend(alice, 5, FilmQuery(runtime_max=90))
    assert films_of(picks) == [short]
    assert "90 minutes" in str(picks[0].reasons[0])


def test_what_the_profile_avoids_is_never_picked(alice: User) -> None:
    TasteProfile.objects.create(user=alice, avoid_genres=["horror"], languages=["en"])
    FilmFactory(genres=["Horror"])
    FilmFactory(language="de")
    film = FilmFactory()
    assert films_of(recommend(alice, 5)) == [film]


def test_excluded_films_are_left_out(alice: User) -> None:
    film, other = FilmFactory(), FilmFactory()
    assert films_of(recommend(alice, 5, exclude=[film.pk])) == [other]


def test_two_of_a_series_are_not_picked_together(db: None) -> None:
    first = FilmFactory(title="Star Wars Episode IV", fame=99, embedding=NORTH)
    FilmFactory(title="Star Wars: Again", fame=98, embedding=NORTH)
    other = FilmFactory(fame=10)
    assert films_of(recommend(GUEST, 3)) == [first, other]


def test_empty_catalogue_gives_nothing_and_no_error(alice: User) -> None:
    assert recommend(alice, 5) == []
    assert tonight(alice) is None
    assert shelves(alice) == []


def test_film_without_vector_can_be_picked_and_rated(alice: User) -> None:
    RatingFactory(user=alice, film__embedding=None)
    film = FilmFactory(embedding=None)
    assert films_of(recommend(alice, 5)) == [film]


def test_tonight_stays_when_the_page_is_opened_again(alice: User) -> None:
    FilmFactory.create_batch(12)
    chosen = tonight(alice)
    rating.rate(alice, FilmFactory(fame=99), "5")
    assert chosen is not None
    assert tonight(alice).film == chosen.film  # type: ignore[union-attr]


def test_tonight_is_short_enough_for_a_weeknight(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("movies.recommending.WEEKNIGHTS", range(7))
    TasteProfile.objects.create(user=alice, runtime_max=95)
    FilmFactory.create_batch(12, runtime_min=140, fame=90)
    short = FilmFactory(runtime_min=90, fame=1)
    pick = tonight(alice)
    assert pick is not None
    assert pick.film == short


def test_not_tonight_brings_another_film_and_teaches_nothing(alice: User) -> None:
    FilmFactory.create_batch(3)
    first = tonight(alice)
    assert first is not None
    skip_tonight(alice, first.film)
    second = tonight(alice)
    assert second is not None
    assert second.film != first.film
    assert not alice.marks.exists()


def test_tonight_gives_way_once_it_is_rated(alice: User) -> None:
    FilmFactory.create_batch(2)
    first = tonight(alice)
    assert first is not None
    rating.rate(alice, first.film, "3")
    assert tonight(alice).film != first.film  # type: ignore[union-attr]


def test_skipped_films_are_back_another_day(alice: User) -> None:
    film = FilmFactory()
    skip_tonight(alice, film)
    assert tonight(alice) is None
    alice.tonight.day = date(2020, 1, 1)
    alice.tonight.save()
    assert tonight(alice).film == film  # type: ignore[union-attr]


def test_shelves_are_the_same_all_day(alice: User) -> None:
    loved = FilmFactory.create_batch(4, embedding=NORTH, genres=["Crime"])
    for film in loved:
        RatingFactory(user=alice, film=film, stars=5)
    for n in range(20):
        FilmFactory(title=f"{n} Nights", embedding=NORTH, genres=["Crime"])
    first, again = shelves(alice), shelves(alice)
    assert [shelf.heading for shelf in first] == [shelf.heading for shelf in again]
    assert [films_of(list(shelf.picks)) for shelf in first] == [
        films_of(list(shelf.picks)) for shelf in again
    ]


def test_no_film_stands_on_two_shelves(alice: User) -> None:
    for film in FilmFactory.create_batch(6, embedding=NORTH, genres=["Crime"]):
        RatingFactory(user=alice, film=film, stars=5)
    for n in range(40):
        FilmFactory(title=f"{n} Nights", embedding=NORTH, genres=["Crime"])
    shown = [pick.film.pk for shelf in shelves(alice) for pick in shelf.picks]
    assert len(shelves(alice)) > 2
    assert len(shown) == len(set(shown))


def test_removed_keyword_is_seen_at_the_next_request(alice: User) -> None:
    film = FilmFactory(genres=["Horror"])
    assert films_of(recommend(alice, 1)) == [film]
    film.hidden = True
    film.save()
    assert recommend(alice, 1) == []


def test_picks_cost_a_fixed_number_of_queries(
    alice: User, django_assert_max_num_queries: object
) -> None:
    for film in FilmFactory.create_batch(8, embedding=NORTH, cast=["A", "B"]):
        RatingFactory(user=alice, film=film, stars=5)
    FilmFactory.create_batch(30, embedding=NORTH, cast=["A"], genres=["Crime"])
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        shelves(alice)
