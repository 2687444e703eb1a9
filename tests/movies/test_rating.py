"""What a person says about a film, and what it does to the film's mean."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cinematch.accounts.models import User
from movies import rating
from movies.models import Film, Mark, Rating
from tests.factories import FilmFactory, MarkFactory, RatingFactory, UserFactory


def test_rating_is_kept_and_counts_in_the_mean(alice: User) -> None:
    film = FilmFactory()
    RatingFactory(film=film, stars=2)
    rating.rate(alice, film, Decimal("4.5"))
    film.refresh_from_db()
    assert (film.ratings_count, film.ratings_mean) == (2, 3.25)


def test_second_rating_replaces_the_first(alice: User) -> None:
    film = FilmFactory()
    rating.rate(alice, film, Decimal(2))
    rating.rate(alice, film, Decimal(5))
    film.refresh_from_db()
    assert (film.ratings_count, film.ratings_mean) == (1, 5.0)


@pytest.mark.parametrize(
    "stars", ["7", "NaN", "3.3", "abc", "0", "-1", "", "1e9", None]
)
def test_what_is_no_half_star_is_refused_in_words(alice: User, stars: object) -> None:
    with pytest.raises(ValidationError, match="half steps"):
        rating.rate(alice, FilmFactory(), stars)  # type: ignore[arg-type]
    assert not Rating.objects.exists()


def test_rated_film_is_seen_and_leaves_the_watchlist(alice: User) -> None:
    film = FilmFactory()
    rating.mark(alice, film, Mark.Kind.WATCHLIST)
    rating.rate(alice, film, Decimal(4))
    assert rating.marks_of(alice, [film]) == {film.pk: {"seen"}}


def test_removed_rating_leaves_the_mean(alice: User) -> None:
    film = FilmFactory()
    rating.rate(alice, film, Decimal(4))
    rating.unrate(alice, film)
    film.refresh_from_db()
    assert (film.ratings_count, film.ratings_mean) == (0, None)


def test_distrusted_rating_counts_less(db: None) -> None:
    film = FilmFactory()
    RatingFactory(film=film, stars=5, weight=0)
    RatingFactory(film=film, stars=4, weight=0.5)
    rating.rate(UserFactory(), film, Decimal(1))
    film.refresh_from_db()
    assert (film.ratings_count, film.ratings_mean) == (2, 2.0)


def test_unknown_mark_is_refused(alice: User) -> None:
    with pytest.raises(ValidationError, match="no such mark"):
        rating.mark(alice, FilmFactory(), "burnt")


def test_mark_can_be_taken_back(alice: User) -> None:
    film = FilmFactory()
    rating.mark(alice, film, Mark.Kind.NOT_FOR_ME)
    rating.unmark(alice, film, Mark.Kind.NOT_FOR_ME)
    assert rating.marks_of(alice, [film]) == {film.pk: set()}


def test_marks_of_others_are_not_mine(alice: User, bob: User) -> None:
    seen = MarkFactory(user=bob)
    assert rating.marks_of(alice, [seen.film]) == {seen.film_id: set()}


def test_unsaved_guest_has_no_marks(db: None) -> None:
    film = FilmFactory()
    assert rating.marks_of(User(is_guest=True), [film]) == {film.pk: set()}


@pytest.mark.django_db(transaction=True)
def test_people_who_rate_at_the_same_time_all_count() -> None:
    film = FilmFactory()
    people = UserFactory.create_batch(8)

    def vote(person: User) -> None:
        with closing(connection):
            rating.rate(person, film, Decimal(4))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(vote, people))
    assert Film.objects.get().ratings_count == 8
