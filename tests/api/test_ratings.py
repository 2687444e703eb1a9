"""One's own ratings over the API."""

import pytest
from django.test import Client

from cinematch.accounts.models import User
from movies.models import Film, Rating
from tests.api.requests import error_of
from tests.factories import FilmFactory, RatingFactory, UserFactory


def put_stars(client: Client, film: Film, stars: object) -> object:
    return client.put(
        f"/api/films/{film.pk}/rating/",
        {"stars": stars},
        content_type="application/json",
    )


def test_put_rates_a_film(as_alice: Client, alice: User) -> None:
    film = FilmFactory()
    answer = put_stars(as_alice, film, 4.5)
    assert (answer.status_code, answer.json()["stars"]) == (200, 4.5)
    assert Rating.objects.get(user=alice, film=film).stars == 4.5


def test_delete_takes_the_rating_back(as_alice: Client, alice: User) -> None:
    rating = RatingFactory(user=alice)
    assert as_alice.delete(f"/api/films/{rating.film_id}/rating/").status_code == 204
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    "stars",
    [7, 0, -1, 3.3, "NaN", "sNaN", "Infinity", True, None, [], {}, "\x00", "a" * 9999],
)
def test_what_is_no_half_star_is_refused(as_alice: Client, stars: object) -> None:
    answer = put_stars(as_alice, FilmFactory(), stars)
    assert error_of(answer, 400)["fields"]["stars"]
    assert not Rating.objects.exists()


def test_a_film_above_the_viewers_age_does_not_exist(client: Client, db: None) -> None:
    client.force_login(UserFactory())
    answer = put_stars(client, FilmFactory(min_age=18), 4)
    assert error_of(answer, 404)["code"] == "not_found"


def test_list_holds_own_ratings_only(as_mallory: Client, alice: User) -> None:
    RatingFactory(user=alice)
    assert as_mallory.get("/api/ratings/").json()["results"] == []


def test_list_leaves_out_films_hidden_since(as_alice: Client, alice: User) -> None:
    RatingFactory(user=alice, film__hidden=True)
    assert as_alice.get("/api/ratings/").json()["count"] == 0


def test_guests_are_told_to_sign_in(client: Client, db: None) -> None:
    answer = put_stars(client, FilmFactory(), 4)
    assert error_of(answer, 401)["code"] == "not_authenticated"


def test_writing_needs_the_csrf_token(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    answer = put_stars(client, FilmFactory(), 4)
    assert error_of(answer, 403)["code"] == "permission_denied"


def test_the_list_costs_the_same_for_any_length(
    as_alice: Client, alice: User, django_assert_num_queries: object
) -> None:
    RatingFactory.create_batch(5, user=alice)
    with django_assert_num_queries(4):  # session, person, count, ratings with films
        as_alice.get("/api/ratings/")
