"""The one-time link of the first administrator."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cinematch.accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.factories import UserFactory

FORM = {"email": "Boss@example.org", "password": PASSWORD}


@pytest.fixture
def link(db: None) -> str:
    out = StringIO()
    call_command("first_admin", stdout=out)
    return urlsplit(out.getvalue().split()[-1]).path


def test_link_makes_an_administrator_who_can_sign_in(client: Client, link: str) -> None:
    assert client.get(link).status_code == 200
    client.post(link, FORM)
    boss = User.objects.get(is_superuser=True)
    client.post(reverse("account_login"), {"login": boss.email, "password": PASSWORD})
    assert client.get(reverse("admin:index")).status_code == 200


def test_link_works_once(client: Client, link: str) -> None:
    client.post(link, FORM)
    page = client.post(link, {**FORM, "email": "second@example.org"})
    assert page.status_code == 410
    assert "This link was used, or ran out" in page.content.decode()
    assert User.objects.count() == 1


def test_link_runs_out_after_a_day(
    client: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = signing.time.time() + 24 * 60 * 60 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(link).status_code == 410


def test_made_up_link_is_refused(client: Client, db: None) -> None:
    url = reverse("accounts:first_administrator", args=["first:1abcde:nonsense"])
    assert client.post(url, FORM).status_code == 410
    assert not User.objects.exists()


def test_weak_password_is_refused(client: Client, link: str) -> None:
    page = client.post(link, {**FORM, "password": "1234567890"})
    assert "entirely numeric" in page.content.decode()
    assert not User.objects.exists()


def test_taken_address_is_refused(client: Client, link: str, alice: User) -> None:
    client.post(link, {**FORM, "email": alice.email})
    assert not User.objects.filter(is_superuser=True).exists()


def test_nothing_is_printed_when_there_is_an_administrator(db: None) -> None:
    UserFactory(is_superuser=True, is_staff=True)
    out = StringIO()
    call_command("first_admin", stdout=out)
    assert out.getvalue() == ""


def test_without_redis_no_administrator_is_made(
    client: Client, link: str, redis_gone: None
) -> None:
    assert client.post(link, FORM).status_code == 503
    assert not User.objects.exists()
