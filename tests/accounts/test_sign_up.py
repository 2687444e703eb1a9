"""Making an account, with a mail server and without."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from cinematch.accounts.models import User
from tests.accounts.conftest import PASSWORD

SIGN_UP = {"email": "Ida@example.org", "password1": PASSWORD, "display_name": "Ida"}


@pytest.fixture
def mail_server(settings: Settings) -> None:
    """What settings.py decides when EMAIL_HOST is set (mails stay in memory)."""
    settings.EMAIL_HOST = "mail.example.org"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.MFA_ALLOW_UNVERIFIED_EMAIL = False


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"https?://\S+", str(mail.body))
    assert found
    return found.group()


def sign_up(client: Client, **changed: str) -> None:
    client.post(reverse("account_signup"), {**SIGN_UP, **changed})


def test_without_a_mail_server_a_new_member_is_signed_in(
    client: Client, db: None
) -> None:
    sign_up(client)
    ida = User.objects.get(email="ida@example.org")
    assert client.session["_auth_user_id"] == str(ida.pk)
    assert ida.name == "Ida"


def test_name_is_optional(client: Client, db: None) -> None:
    sign_up(client, display_name="")
    assert User.objects.get(email="ida@example.org").name == "ida"


def test_with_a_mail_server_the_address_is_confirmed_first(
    client: Client, db: None, mail_server: None, mailoutbox: list[EmailMessage]
) -> None:
    sign_up(client)
    assert "_auth_user_id" not in client.session
    client.post(link_in(mailoutbox[0]))
    assert EmailAddress.objects.get(email="ida@example.org").verified


def test_taken_address_looks_like_a_free_one(
    client: Client, alice: User, mail_server: None, mailoutbox: list[EmailMessage]
) -> None:
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True)
    page = client.post(reverse("account_signup"), {**SIGN_UP, "email": alice.email})
    assert page.url == reverse("account_email_verification_sent")
    assert "already" in mailoutbox[0].body
    assert User.objects.count() == 1


def test_short_password_is_refused_with_the_reason(client: Client, db: None) -> None:
    page = client.post(reverse("account_signup"), {**SIGN_UP, "password1": "short"})
    assert "at least 10 characters" in page.content.decode()
    assert not User.objects.exists()


def test_mail_server_that_fails_breaks_no_page(
    client: Client, db: None, mail_server: None, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = client.post(reverse("account_signup"), SIGN_UP, follow=True)
    assert page.status_code == 200
    assert "could not be sent" in page.content.decode()


def test_forgotten_password_is_set_anew(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    client.post(reverse("account_reset_password"), {"email": alice.email})
    form = client.get(link_in(mailoutbox[0]), follow=True).redirect_chain[-1][0]
    new = "another long pass phrase"
    client.post(form, {"password1": new, "password2": new})
    alice.refresh_from_db()
    assert alice.check_password(new)


def test_reset_of_an_unknown_address_looks_like_one_of_a_known(
    client: Client, db: None, mailoutbox: list[EmailMessage]
) -> None:
    page = client.post(reverse("account_reset_password"), {"email": "no@example.org"})
    assert page.url == reverse("account_reset_password_done")


def test_new_address_counts_once_it_is_confirmed(
    client: Client, alice: User, mail_server: None, mailoutbox: list[EmailMessage]
) -> None:
    EmailAddress.objects.create(
        user=alice, email=alice.email, verified=True, primary=True
    )
    client.force_login(alice)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(
        reverse("account_email"), {"email": "new@example.org", "action_add": ""}
    )
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    client.post(link_in(mailoutbox[-1]))
    alice.refresh_from_db()
    assert alice.email == "new@example.org"


def test_without_a_mail_server_a_new_address_counts_at_once(
    as_alice: Client, alice: User
) -> None:
    as_alice.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    as_alice.post(
        reverse("account_email"), {"email": "new@example.org", "action_add": ""}
    )
    alice.refresh_from_db()
    assert alice.email == "new@example.org"
    assert EmailAddress.objects.get(user=alice).email == "new@example.org"
