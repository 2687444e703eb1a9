"""The profile page and the birth date."""

from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cinematch.accounts.birthdate import birth_date, reset_birth_date
from cinematch.accounts.models import User
from tests.factories import UserFactory

AGE = "/profile/age/"
BORN = {"day": "31", "month": "3", "year": "1980"}


@pytest.fixture
def newcomer(client: Client, db: None) -> User:
    """A member who told no birth date, signed in in `client`."""
    member = UserFactory()
    client.force_login(member)
    return member


def test_choices_are_kept(as_alice: Client, alice: User) -> None:
    form = {"display_name": "Ali", "theme": "light", "reduce_motion": "on"}
    as_alice.post(reverse("accounts:profile"), form)
    alice.refresh_from_db()
    assert (alice.name, alice.theme) == ("Ali", "light")
    assert alice.reduce_motion
    assert not alice.shortcuts


def test_chosen_theme_is_on_the_page(as_alice: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(theme="light")
    assert (
        'data-theme="light"'
        in as_alice.get(reverse("accounts:profile")).content.decode()
    )


def test_unknown_theme_is_refused(as_alice: Client, alice: User) -> None:
    page = as_alice.post(reverse("accounts:profile"), {"theme": "<script>"})
    assert "is not one of the available choices" in page.content.decode()


def test_birth_date_is_taken(client: Client, newcomer: User) -> None:
    client.post(AGE, BORN)
    newcomer.refresh_from_db()
    assert newcomer.birth_date == date(1980, 3, 31)


def test_guest_can_tell_a_birth_date_too(client: Client, db: None) -> None:
    client.post(AGE, BORN)
    assert User.objects.get(is_guest=True).age_ceiling() == 18


def test_birth_date_is_not_readable_in_the_database(
    client: Client, newcomer: User
) -> None:
    client.post(AGE, BORN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT birth_date FROM accounts_user")
        assert "1980" not in cursor.fetchone()[0]


def test_birth_date_is_never_shown(client: Client, newcomer: User) -> None:
    client.post(AGE, BORN)
    for page in (AGE, reverse("accounts:profile")):
        assert "1980" not in client.get(page).content.decode()


def test_birth_date_cannot_be_changed(client: Client, newcomer: User) -> None:
    client.post(AGE, {**BORN, "year": "2015"})
    page = client.post(AGE, BORN)
    newcomer.refresh_from_db()
    assert newcomer.birth_date == date(2015, 3, 31)
    assert "You told us already" in page.content.decode()


def test_staff_can_let_a_person_enter_it_again(client: Client, newcomer: User) -> None:
    client.post(AGE, {**BORN, "year": "2015"})
    newcomer.refresh_from_db()
    reset_birth_date(newcomer)
    client.post(AGE, BORN)
    newcomer.refresh_from_db()
    assert newcomer.birth_date == date(1980, 3, 31)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"day": "31", "month": "2"}, "There is no such date"),
        ({"day": "first"}, "There is no such date"),
        ({"year": "80"}, "too long ago"),
        ({"year": str(timezone.now().year + 1)}, "still to come"),
        ({"month": ""}, "This field is required"),
    ],
)
def test_wrong_date_is_explained_and_not_stored(
    client: Client, newcomer: User, parts: dict[str, str], message: str
) -> None:
    page = client.post(AGE, {**BORN, **parts})
    newcomer.refresh_from_db()
    assert message in page.content.decode()
    assert newcomer.birth_date is None


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_a_date_or_refused(day: str, month: str, year: str) -> None:
    with suppress(ValidationError):
        assert birth_date(day, month, year) <= timezone.localdate()


def test_age_page_leads_back_to_where_it_was_asked(client: Client, db: None) -> None:
    assert client.post(AGE, {**BORN, "next": "/films/"}).url == "/films/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "x:y"])
def test_age_page_leads_nowhere_else(client: Client, db: None, elsewhere: str) -> None:
    assert client.post(AGE, {**BORN, "next": elsewhere}).url == "/"
