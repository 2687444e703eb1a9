"""Start-up checks for settings that contradict each other."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register
def check_settings(**_: Any) -> list[CheckMessage]:
    return [*addresses(), *guests(), *keys(), *mail(), *google()]


def addresses() -> Iterator[CheckMessage]:
    site = urlsplit(settings.SITE_URL)
    if site.scheme not in ("http", "https") or not site.hostname or site.path:
        yield Error(
            f"SITE_URL {settings.SITE_URL!r} is no address of a site.",
            hint="Write scheme and host, such as https://films.example.org",
            id="cinematch.E001",
        )
    elif "*" not in settings.ALLOWED_HOSTS and not _is_allowed(site.hostname):
        yield Error(
            f"SITE_URL names {site.hostname}, which ALLOWED_HOSTS does not allow.",
            hint=f"Add {site.hostname} to ALLOWED_HOSTS.",
            id="cinematch.E002",
        )


def guests() -> Iterator[CheckMessage]:
    if not 0 <= settings.GUEST_BAND <= 18:
        yield Error(
            f"GUEST_BAND is {settings.GUEST_BAND}, but ages go from 0 to 18.",
            hint="12 shows guests what a twelve-year-old may see.",
            id="cinematch.E003",
        )


def keys() -> Iterator[CheckMessage]:
    for place, key in enumerate(settings.FIELD_KEYS, start=1):
        try:
            Fernet(key)
        except ValueError:
            yield Error(
                f"Key {place} of FIELD_KEYS is no Fernet key.",
                hint="Make one: python -c 'from cryptography.fernet import Fernet; "
                "print(Fernet.generate_key().decode())'",
                id="cinematch.E004",
            )


def mail() -> Iterator[CheckMessage]:
    if bool(settings.EMAIL_HOST_USER) != bool(settings.EMAIL_HOST_PASSWORD):
        yield Error(
            "Of EMAIL_HOST_USER and EMAIL_HOST_PASSWORD only one is set.",
            hint="Set both, or neither for a server that asks for none.",
            id="cinematch.E005",
        )
    if settings.EMAIL_HOST_USER and not settings.EMAIL_HOST:
        yield Error(
            "EMAIL_HOST_USER is set, but no mail server (EMAIL_HOST).",
            hint="Set EMAIL_HOST, or drop the user and the password.",
            id="cinematch.E006",
        )
    if settings.HTTPS and not settings.EMAIL_HOST:
        yield Warning(
            "The site is public (https), but has no mail server.",
            hint="Anybody can sign up with anybody's address, and who forgets a "
            f"password needs you: mails are kept in {settings.EMAIL_FILE_PATH}. "
            "Set EMAIL_HOST.",
            id="cinematch.W001",
        )


def google() -> Iterator[CheckMessage]:
    if bool(settings.GOOGLE_CLIENT_ID) != bool(settings.GOOGLE_CLIENT_SECRET):
        yield Error(
            "Of GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET only one is set.",
            hint="Google gives both: set both, or neither.",
            id="cinematch.E007",
        )


def _is_allowed(host: str) -> bool:
    return any(
        host == allowed.strip("[]") or (allowed[:1] == "." and host.endswith(allowed))
        for allowed in settings.ALLOWED_HOSTS
    )
