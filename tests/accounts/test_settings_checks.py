"""Settings that contradict each other are said at start-up."""

import pytest
from pytest_django.fixtures import Settings

from cinematch.accounts import mail
from cinematch.checks import check_settings


def found() -> list[str]:
    return [str(message.id) for message in check_settings()]


def test_defaults_contradict_nothing() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"SITE_URL": "films.example.org"}, "cinematch.E001"),
        ({"SITE_URL": "https://films.example.org/site"}, "cinematch.E001"),
        ({"SITE_URL": "http://films.example.org"}, "cinematch.E002"),
        ({"GUEST_BAND": 19}, "cinematch.E003"),
        ({"GUEST_BAND": -1}, "cinematch.E003"),
        ({"FIELD_KEYS": ["too short"]}, "cinematch.E004"),
        ({"EMAIL_HOST": "mail", "EMAIL_HOST_USER": "me"}, "cinematch.E005"),
        ({"EMAIL_HOST_USER": "me", "EMAIL_HOST_PASSWORD": "x"}, "cinematch.E006"),
        ({"GOOGLE_CLIENT_ID": "id"}, "cinematch.E007"),
        ({"GOOGLE_CLIENT_SECRET": "secret"}, "cinematch.E007"),
        ({"HTTPS": True}, "cinematch.W001"),
    ],
)
def test_contradiction_is_named(
    settings: Settings, changed: dict[str, object], expected: str
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert expected in found()


def test_site_under_an_allowed_domain_is_fine(settings: Settings) -> None:
    settings.SITE_URL = "http://films.example.org"
    settings.ALLOWED_HOSTS = [".example.org"]
    assert found() == []


def test_every_finding_says_what_to_do(settings: Settings) -> None:
    settings.GUEST_BAND, settings.FIELD_KEYS = 99, ["x"]
    assert all(message.hint for message in check_settings())


def test_operator_is_told_where_mails_go(settings: Settings) -> None:
    assert str(settings.EMAIL_FILE_PATH) in str(mail.notice())
    settings.EMAIL_HOST = "mail.example.org"
    assert mail.notice() is None
