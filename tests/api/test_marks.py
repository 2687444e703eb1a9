"""One's own marks over the API."""

import pytest
from django.test import Client

from cinematch.accounts.models import User
from movies.models import Mark
from tests.api.requests import error_of
from tests.factories import FilmFactory, MarkFactory, UserFactory


def test_put_marks_a_film_once(as_alice: Client, alice: User) -> None:
    address = f"/api/films/{FilmFactory().pk}/marks/watchlist/"
    assert [as_alice.put(address).status_code for _ in range(2)] == [200, 200]
    assert Mark.objects.get().user == alice


def test_delete_takes_it_off(as_alice: Client, alice: User) -> None:
    mark = MarkFactory(user=alice)
    address = f"/api/films/{mark.film_id}/marks/{mark.kind}/"
    assert as_alice.delete(address).status_code == 204
    assert not Mark.objects.exists()


def test_nobody_takes_off_anothers_mark(as_mallory: Client, alice: User) -> None:
    mark = MarkFactory(user=alice)
    as_mallory.delete(f"/api/films/{mark.film_id}/marks/{mark.kind}/")
    assert Mark.objects.get() == mark


@pytest.mark.parametrize("kind", ["loved", "%00", "seen%0a"])
def test_an_unknown_mark_is_not_found(as_alice: Client, kind: str) -> None:
    error_of(as_alice.put(f"/api/films/{FilmFactory().pk}/marks/{kind}/"), 404)


def test_the_list_is_ones_own_by_kind(as_alice: Client, alice: User) -> None:
    mark = MarkFactory(user=alice, kind="seen")
    MarkFactory(user=alice, kind="watchlist")
    MarkFactory(user=UserFactory(), kind="seen")
    results = as_alice.get("/api/marks/?kind=seen").json()["results"]
    assert [row["film"]["id"] for row in results] == [mark.film_id]
