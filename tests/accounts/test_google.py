"""Google's button: there when set up, and never anything sent before it is pressed."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

BUTTON = "Continue with Google"


@pytest.fixture
def google(settings: Settings) -> None:
    app = {"client_id": "the-client", "secret": "the-secret"}
    known = settings.SOCIALACCOUNT_PROVIDERS["google"]
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {**known, "APPS": [app]}}


@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_button_is_hidden_without_a_client_id(
    client: Client, db: None, page: str
) -> None:
    assert BUTTON not in client.get(reverse(page)).content.decode()


@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_button_is_shown_with_a_client_id(
    client: Client, db: None, google: None, page: str
) -> None:
    assert BUTTON in client.get(reverse(page)).content.decode()


def test_way_to_google_carries_a_code_challenge(
    client: Client, db: None, google: None
) -> None:
    answer = client.post(reverse("google_login"))
    goal = urlsplit(answer.url)
    asked = parse_qs(goal.query)
    assert goal.hostname == "accounts.google.com"
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["client_id"] == ["the-client"]


def test_link_alone_sends_nobody_to_google(
    client: Client, db: None, google: None
) -> None:
    assert client.get(reverse("google_login")).status_code == 200


@pytest.mark.parametrize(("client_id", "allowed"), [("an-id", True), ("", False)])
def test_forms_may_lead_to_google_only_with_a_client_id(
    client_id: str, *, allowed: bool
) -> None:
    shown = subprocess.run(
        [sys.executable, "manage.py", "diffsettings"],
        cwd=site.BASE_DIR,
        env={**os.environ, "GOOGLE_CLIENT_ID": client_id},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    policy = next(
        line
        for line in shown.splitlines()
        if line.startswith("CONTENT_SECURITY_POLICY")
    )
    assert ("https://accounts.google.com" in policy) is allowed
