"""The forms that rate and mark: with htmx, without, and in wrong hands."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cinematch.accounts.models import User
from movies.models import Film, Mark, Rating
from tests.factories import FilmFactory, RatingFactory, UserFactory

HTMX = {"HTTP_HX_REQUEST": "true"}


def rate_url(film: Film) -> str:
    return reverse("movies:rate", args=[film.pk])


def mark_url(film: Film, kind: str) -> str:
    return reverse("movies:mark", args=[film.pk, kind])


def test_rating_form_answers_with_the_stars(as_alice: Client) -> None:
    film = FilmFactory()
    page = as_alice.post(rate_url(film), {"stars": "3.5"}, **HTMX)
    assert Rating.objects.get().stars == 3.5
    assert page.context["stars"] == 3.5
    assert "9 more" in page.content.decode()


def test_without_javascript_it_goes_back_to_where_one_was(as_alice: Client) -> None:
    film = FilmFactory()
    answer = as_alice.post(rate_url(film), {"stars": "4", "next": "/for-you/"})
    assert answer["Location"] == "/for-you/"


def test_it_does_not_go_to_another_site(as_alice: Client) -> None:
    film = FilmFactory()
    answer = as_alice.post(
        rate_url(film), {"stars": "4", "next": "https://evil.example"}
    )
    assert answer["Location"] == film.get_absolute_url()


@pytest.mark.parametrize("stars", ["7", "NaN", "3.3", "abc", "\x00"])
def test_wrong_stars_are_explained_and_the_old_ones_stay(
    as_alice: Client, alice: User, stars: str
) -> None:
    film = RatingFactory(user=alice, stars=2).film
    page = as_alice.post(rate_url(film), {"stars": stars}, **HTMX)
    assert page.status_code == 422
    assert "half steps" in page.content.decode()
    assert page.context["stars"] == 2


def test_rating_can_be_removed(as_alice: Client, alice: User) -> None:
    film = RatingFactory(user=alice).film
    as_alice.post(rate_url(film), {"stars": ""})
    assert not Rating.objects.exists()


def test_guest_is_remembered_at_the_first_rating(client: Client, db: None) -> None:
    client.post(rate_url(FilmFactory()), {"stars": "5"})
    assert Rating.objects.get().user.is_guest


def test_film_above_ones_age_cannot_be_rated(client: Client, db: None) -> None:
    child = UserFactory(birth_date=date(2017, 5, 1))
    client.force_login(child)
    answer = client.post(rate_url(FilmFactory(min_age=16)), {"stars": "5"})
    assert answer.status_code == 404


def test_mallory_changes_only_her_own_rating(as_mallory: Client, alice: User) -> None:
    hers = RatingFactory(user=alice, stars=5)
    as_mallory.post(rate_url(hers.film), {"stars": ""})
    hers.refresh_from_db()
    assert hers.stars == 5


def test_mark_form_answers_with_the_button_pressed(as_alice: Client) -> None:
    film = FilmFactory()
    page = as_alice.post(mark_url(film, "watchlist"), {"on": "1"}, **HTMX)
    assert 'aria-pressed="true"' in page.content.decode()
    as_alice.post(mark_url(film, "watchlist"), {"on": "0"}, **HTMX)
    assert not Mark.objects.exists()


def test_unknown_mark_is_not_found(as_alice: Client) -> None:
    assert as_alice.post(mark_url(FilmFactory(), "burnt")).status_code == 404


def test_not_for_me_offers_undo(as_alice: Client) -> None:
    film = FilmFactory(title='<b>"Loud"')
    page = as_alice.post(mark_url(film, "not_for_me"), {"on": "1"}, **HTMX)
    assert "Undo" in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_looking_is_not_rating(as_alice: Client) -> None:
    assert as_alice.get(rate_url(FilmFactory())).status_code == 405
