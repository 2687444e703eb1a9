"""What a viewer's own words teach, and what they keep from being picked."""

import numpy as np
import pytest

from cinematch.accounts.models import User
from movies.models import Mark, TasteCorrection, TasteProfile
from movies.recommending import recommend
from movies.taste import profile_of, taste_of
from tests.factories import FilmFactory, MarkFactory, RatingFactory

NORTH, EAST = np.eye(2, 384)


def test_nothing_said_is_a_blank_taste(alice: User) -> None:
    taste = taste_of(alice)
    assert taste.is_blank
    assert (taste.ratings, set(taste.done)) == (0, set())


def test_guest_without_a_row_has_a_profile_that_is_not_kept(db: None) -> None:
    profile = profile_of(User(is_guest=True))
    assert profile.pk is None
    assert not TasteProfile.objects.exists()


def test_newest_rating_is_read_first(alice: User) -> None:
    first, second = RatingFactory.create_batch(2, user=alice)
    first.stars = 1
    first.save()
    assert list(taste_of(alice).stars) == [first.film_id, second.film_id]


@pytest.mark.parametrize("kind", [Mark.Kind.SEEN, Mark.Kind.NOT_FOR_ME])
def test_marked_film_is_done_with(alice: User, kind: str) -> None:
    film = MarkFactory(user=alice, kind=kind).film
    assert set(taste_of(alice).done) == {film.pk}


def test_film_on_the_watchlist_is_not_done_with(alice: User) -> None:
    film = MarkFactory(user=alice).film
    taste = taste_of(alice)
    assert (set(taste.watchlist), set(taste.done)) == ({film.pk}, set())


def test_rating_counts_instead_of_the_mark_beside_it(alice: User) -> None:
    film = MarkFactory(user=alice, kind=Mark.Kind.NOT_FOR_ME).film
    RatingFactory(user=alice, film=film, stars=5)
    assert [said.kind for said in taste_of(alice).learned.evidence] == ["film"]


def test_film_out_of_sight_teaches_nothing(alice: User) -> None:
    RatingFactory(user=alice, film__hidden=True, stars=5)
    taste = taste_of(alice)
    assert taste.is_blank
    assert taste.ratings == 1


def test_others_ratings_teach_nothing(alice: User, mallory: User) -> None:
    RatingFactory(user=mallory, stars=5)
    assert taste_of(alice).is_blank


def test_wish_is_worth_less_than_a_rating(alice: User) -> None:
    MarkFactory(user=alice, film__embedding=EAST)
    RatingFactory(user=alice, film__embedding=NORTH, stars=5)
    wished, loved = FilmFactory(embedding=EAST), FilmFactory(embedding=NORTH)
    order = [pick.film for pick in recommend(alice, 3)]
    assert order.index(loved) < order.index(wished)


def test_correction_weighs_on_the_trait(alice: User) -> None:
    RatingFactory(user=alice, film__genres=["Noir"], stars=5)
    before = taste_of(alice).learned.weights["genre"]["noir"]
    TasteCorrection.objects.create(
        user=alice, kind="genre", key="noir", verdict=TasteCorrection.Verdict.LESS
    )
    assert taste_of(alice).learned.weights["genre"]["noir"] < before
