"""Picks over the API."""

import pytest
from django.test import Client

from tests.api.requests import error_of
from tests.factories import FilmFactory


def test_a_pick_says_why(client: Client, db: None) -> None:
    film = FilmFactory(title="Known to all", fame=100)
    pick = client.get("/api/picks/").json()[0]
    assert pick["film"]["id"] == film.pk
    assert pick["reasons"][0]["text"]


def test_a_guest_gets_nothing_for_adults(client: Client, db: None) -> None:
    FilmFactory(min_age=18)
    assert client.get("/api/picks/").json() == []


@pytest.mark.parametrize("limit", ["0", "51", "many", "NaN"])
def test_a_number_of_picks_without_sense_is_refused(
    client: Client, db: None, limit: str
) -> None:
    answer = client.get("/api/picks/", {"limit": limit})
    assert error_of(answer, 400)["fields"]["limit"]
