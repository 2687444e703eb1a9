"""The cast: alice has an account, bob is her partner, mallory is a stranger to both."""

import os
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from cinematch.accounts.models import User
from movies.reading import lexicon
from tests import chromium
from tests.factories import UserFactory

ADULT = date(1990, 1, 2)
# `make soak` runs these; they start and kill web processes for minutes.
collect_ignore = [] if "KILLS" in os.environ else ["soak"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let go of what threads of async tests hold: else the database stays in use."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()
    lexicon.forget()


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium for the run: Playwright's loop may run only once in a process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium.path(), args=chromium.QUIET
        )
        yield running
        running.close()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    # The real hasher is slow on purpose: 0.3 s for every person a test makes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def redis_gone(settings: Settings) -> None:
    """Point the cache at a port where nothing listens."""
    gone = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": gone}


@pytest.fixture
def alice(db: None) -> User:
    return UserFactory(
        email="alice@example.org", display_name="Alice", birth_date=ADULT
    )


@pytest.fixture
def bob(db: None) -> User:
    return UserFactory(email="bob@example.org", display_name="Bob", birth_date=ADULT)


@pytest.fixture
def mallory(db: None) -> User:
    return UserFactory(email="mallory@example.org", birth_date=ADULT)


@pytest.fixture
def as_alice(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


@pytest.fixture
def as_mallory(mallory: User) -> Client:
    client = Client()
    client.force_login(mallory)
    return client
