"""A guest's films at sign-in: nothing lost, nothing counted twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cinematch.accounts.guests import adopt
from cinematch.accounts.models import User
from movies.models import Mark, Rating
from tests.accounts.conftest import PASSWORD
from tests.factories import FilmFactory, MarkFactory, RatingFactory


@pytest.fixture
def guest(client: Client, db: None) -> User:
    """A remembered guest in `client`, who rated a film and marked it."""
    client.post(reverse("accounts:profile"), {"theme": "dark"})
    guest = User.objects.get(is_guest=True)
    rating = RatingFactory(user=guest, stars=4)
    MarkFactory(user=guest, film=rating.film, kind=Mark.Kind.SEEN)
    return guest


def test_ratings_and_marks_follow_at_sign_in(
    client: Client, guest: User, alice: User
) -> None:
    form = {"login": alice.email, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    assert alice.ratings.get().stars == 4
    assert alice.marks.get().kind == Mark.Kind.SEEN


def test_ratings_follow_at_sign_up(client: Client, guest: User) -> None:
    form = {"email": "new@example.org", "password1": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert User.objects.get(email="new@example.org").ratings.get().stars == 4


@pytest.mark.parametrize(("guest_is_newer", "stars"), [(True, 2), (False, 5)])
def test_newer_rating_of_the_same_film_wins(
    guest: User, alice: User, *, guest_is_newer: bool, stars: int
) -> None:
    film = FilmFactory()
    RatingFactory(user=alice, film=film, stars=5)
    RatingFactory(user=guest, film=film, stars=2)
    older = Rating.objects.filter(user=alice if guest_is_newer else guest)
    older.update(updated_at=timezone.now() - timedelta(days=9))
    adopt(guest_id=guest.pk, member=alice)
    assert alice.ratings.get(film=film).stars == stars
    film.refresh_from_db()
    assert (film.ratings_count, film.ratings_mean) == (1, stars)


def test_mark_both_made_is_there_once(guest: User, alice: User) -> None:
    film = guest.marks.get().film
    MarkFactory(user=alice, film=film, kind=Mark.Kind.SEEN)
    adopt(guest_id=guest.pk, member=alice)
    assert alice.marks.filter(film=film).count() == 1


def test_second_tab_that_signs_in_finds_the_guest_gone(
    guest: User, alice: User
) -> None:
    adopt(guest_id=guest.pk, member=alice)
    adopt(guest_id=guest.pk, member=alice)
    assert alice.ratings.count() == 1
