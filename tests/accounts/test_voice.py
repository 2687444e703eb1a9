"""Every page about signing in speaks as the rest of the site does."""

from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cinematch.accounts.models import User
from tests.accounts.conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# What the settings leave off: codes by mail, phones, trusted browsers.
OFF = ("code", "phone", "passkey", "trust", "signup_form", "warn_no_email")
# Frames without words, and the page the browser leaves at once.
WORDLESS = (
    "base",
    "socialaccount/snippets",
    "login_redirect",
    "script",
    "account/email.",
)


def heading(page: bytes) -> str:
    return page.decode().partition("<h1>")[2].partition("</h1>")[0]


@pytest.fixture
def proven(as_alice: Client) -> Client:
    """Alice, who just gave her password once more."""
    as_alice.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return as_alice


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("password/reset/", "Password forgotten"),
        ("password/reset/done/", "Look into your mail"),
        ("password/reset/key/1-set-password/", "This link is used up"),
        ("password/reset/key/done/", "Your password is changed"),
        ("confirm-email/", "Look into your mail"),
        ("confirm-email/nonsense/", "This link is used up"),
        ("inactive/", "This account is closed"),
        ("3rdparty/login/cancelled/", "You turned back"),
    ],
)
def test_strangers_are_spoken_to(
    client: Client, db: None, path: str, says: str
) -> None:
    assert heading(client.get(f"/accounts/{path}").content) == says


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("logout/", "Sign out"),
        ("reauthenticate/", "Is it still you?"),
        ("password/change/", "Change your password"),
        ("2fa/totp/activate/", "Set up an authenticator app"),
        ("3rdparty/", "Other ways to sign in"),
    ],
)
def test_members_are_spoken_to(proven: Client, path: str, says: str) -> None:
    assert heading(proven.get(f"/accounts/{path}").content) == says


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("totp/deactivate/", "Turn off the authenticator app"),
        ("recovery-codes/", "Recovery codes"),
        ("recovery-codes/generate/", "Make new recovery codes"),
        ("reauthenticate/", "Is it still you?"),
    ],
)
def test_who_takes_two_steps_is_spoken_to(
    proven: Client, alice: User, path: str, says: str
) -> None:
    TOTP.activate(alice, SECRET)
    RecoveryCodes.activate(alice)
    assert heading(proven.get(f"/accounts/2fa/{path}").content) == says


@pytest.mark.parametrize(
    ("path", "says"),
    [("edit", "Rename this passkey"), ("remove", "Remove this passkey")],
)
def test_owner_of_a_passkey_is_spoken_to(
    proven: Client, alice: User, path: str, says: str
) -> None:
    key = Authenticator.objects.create(
        user=alice, type="webauthn", data={"name": "Blue key", "credential": {}}
    )
    page = proven.get(f"/accounts/2fa/webauthn/keys/{key.pk}/{path}/").content
    assert heading(page) == says


def test_second_step_is_spoken_of(client: Client, alice: User) -> None:
    TOTP.activate(alice, SECRET)
    form = {"login": alice.email, "password": PASSWORD}
    page = client.post(reverse("account_login"), form, follow=True).content
    assert heading(page) == "One more step"


def test_recovery_codes_are_one_to_a_line(proven: Client, alice: User) -> None:
    TOTP.activate(alice, SECRET)
    codes = RecoveryCodes.activate(alice).get_unused_codes()
    page = proven.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "&#10;".join(codes) in page


def test_notes_are_the_sites_own(client: Client, alice: User) -> None:
    form = {"login": alice.email, "password": PASSWORD}
    page = client.post(reverse("account_login"), form, follow=True).content.decode()
    assert "You are signed in." in page


def test_no_page_of_the_library_is_left() -> None:
    theirs = Path(allauth.__file__).parent / "templates"
    own = settings.BASE_DIR / "templates"
    names = [
        str(path.relative_to(theirs))
        for family in ("account", "mfa", "socialaccount", "usersessions")
        for path in (theirs / family).rglob("*.html")
    ]
    worded = [name for name in names if not any(o in name for o in (*OFF, *WORDLESS))]
    assert [name for name in worded if not (own / name).exists()] == []
