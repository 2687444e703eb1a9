"""The signed-in person over the API."""

from django.test import Client

from cinematch.accounts.models import User
from tests.api.requests import error_of

JSON = "application/json"


def test_one_reads_oneself_without_the_birth_date(as_alice: Client) -> None:
    profile = as_alice.get("/api/profile/").json()
    assert profile["email"] == "alice@example.org"
    assert "birth_date" not in profile


def test_preferences_are_changed(as_alice: Client, alice: User) -> None:
    answer = as_alice.patch("/api/profile/", {"theme": "dark"}, content_type=JSON)
    alice.refresh_from_db()
    assert (answer.status_code, alice.theme) == (200, "dark")


def test_what_is_not_ones_own_to_change_stays(as_alice: Client, alice: User) -> None:
    wanted = {"email": "root@example.org", "is_staff": True, "trust": 9}
    as_alice.patch("/api/profile/", wanted, content_type=JSON)
    alice.refresh_from_db()
    assert (alice.email, alice.is_staff, alice.trust) == ("alice@example.org", False, 1)


def test_a_theme_that_is_none_is_refused(as_alice: Client) -> None:
    answer = as_alice.patch("/api/profile/", {"theme": "pink"}, content_type=JSON)
    assert error_of(answer, 400)["fields"]["theme"]


def test_guests_have_no_profile(client: Client, db: None) -> None:
    error_of(client.get("/api/profile/"), 401)
