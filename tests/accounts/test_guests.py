"""Guests: nothing stored until it must be, and nothing lost at sign-in."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cinematch.accounts.guests import adopt, viewer_of_scope
from cinematch.accounts.models import User
from cinematch.accounts.tasks import forget_stale_guests
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def guest(client: Client, db: None) -> User:
    """A remembered guest in `client`."""
    client.post(reverse("accounts:profile"), {"theme": "dark", "shortcuts": "on"})
    return User.objects.get(is_guest=True)


def sign_in(client: Client, user: User) -> None:
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_looking_around_stores_nobody(client: Client, db: None) -> None:
    client.get(reverse("movies:home"))
    assert not User.objects.exists()


def test_guest_is_stored_with_the_first_thing_to_remember(guest: User) -> None:
    assert guest.theme == "dark"
    assert guest.email is None


def test_guest_is_the_same_on_the_next_page(client: Client, guest: User) -> None:
    client.post(reverse("accounts:profile"), {"theme": "light", "shortcuts": "on"})
    guest.refresh_from_db()
    assert guest.theme == "light"


def test_first_requests_sent_at_once_make_one_guest(db: None) -> None:
    both = [Client(enforce_csrf_checks=True) for _ in range(2)]
    page = both[0].get(reverse("accounts:profile"))
    token = page.cookies["csrftoken"].value
    for browser in both:
        browser.cookies["csrftoken"] = token
        browser.post(
            reverse("accounts:profile"),
            {"theme": "dark", "csrfmiddlewaretoken": token},
        )
    assert User.objects.filter(is_guest=True).count() == 1


def test_old_csrf_cookie_does_not_name_a_guest(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    token = browser.get(reverse("accounts:profile")).cookies["csrftoken"].value
    form = {"theme": "dark", "csrfmiddlewaretoken": token}
    browser.post(reverse("accounts:profile"), form)
    User.objects.update(date_joined=timezone.now() - timedelta(minutes=2))
    del browser.cookies["sessionid"]
    browser.post(reverse("accounts:profile"), form)
    assert User.objects.filter(is_guest=True).count() == 2


def test_guest_is_adopted_at_sign_in(client: Client, guest: User, alice: User) -> None:
    sign_in(client, alice)
    assert not User.objects.filter(pk=guest.pk).exists()
    assert "guest" not in client.session


def test_choices_of_the_guest_come_along_at_sign_up(
    client: Client, guest: User
) -> None:
    client.post(
        reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD}
    )
    assert User.objects.get(email="new@example.org").theme == "dark"


def test_members_own_choices_stay(guest: User, alice: User) -> None:
    User.objects.filter(pk=guest.pk).update(birth_date=date(2015, 1, 1))
    adopt(guest_id=guest.pk, member=alice)
    alice.refresh_from_db()
    assert alice.birth_date == date(1990, 1, 2)
    assert alice.name == "Alice"


def test_member_is_never_taken_for_a_guest(alice: User, bob: User) -> None:
    adopt(guest_id=bob.pk, member=alice)
    assert User.objects.filter(pk=bob.pk).exists()


def test_guest_whose_session_ran_out_is_forgotten(guest: User, alice: User) -> None:
    long_ago = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)
    User.objects.update(last_login=long_ago)
    forget_stale_guests()
    assert list(User.objects.all()) == [alice]


def test_visiting_keeps_a_guest(client: Client, guest: User) -> None:
    User.objects.update(last_login=timezone.now() - timedelta(days=30))
    client.get(reverse("accounts:profile"))
    guest.refresh_from_db()
    assert guest.last_login > timezone.now() - timedelta(minutes=1)


def test_socket_knows_the_guest_of_its_session(client: Client, guest: User) -> None:
    scope = {"user": AnonymousUser(), "session": client.session}
    assert viewer_of_scope(scope) == guest


def test_socket_knows_the_member(alice: User) -> None:
    assert viewer_of_scope({"user": alice, "session": {}}) == alice
