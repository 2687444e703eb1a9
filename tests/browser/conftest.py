"""Real Chromium against the real server, one of each for the whole run.

The server is another process and sees only what is committed, so these tests do not
use `db`: they look at the gallery, and change things there as a person would.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker

from tests.browser.gallery import Gallery, hang
from tests.browser.serving import serving
from tests.browser.watching import Watch

# The first question of a process waits for the models, on a busy machine longer.
PATIENCE_MS = 90_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Playwright's loop runs until the end and no other may beside it, and the gallery
    # must not be in the way of tests that count films: so the browser comes last.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def gallery(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Gallery]:
    with django_db_blocker.unblock():
        # pytest-django makes no database for a run in which no test asked it for one.
        if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
            connection.creation.create_test_db(
                verbosity=0, serialize=False, keepdb=True
            )
        call_command("flush", interactive=False, verbosity=0)
        yield hang()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def site(gallery: Gallery) -> Iterator[str]:
    """The address of a daphne over the test database."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def browser(site: str, chromium_browser: Browser) -> Browser:
    return chromium_browser


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        base_url=site, viewport={"width": 1280, "height": 860}, reduced_motion="reduce"
    )
    yield opened
    opened.close()


@pytest.fixture
def as_member(context: BrowserContext, gallery: Gallery, site: str) -> BrowserContext:
    context.add_cookies([{"name": "sessionid", "value": gallery.session, "url": site}])
    return context


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page that fails its test on any error, warning, or call to somewhere else."""
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    watch = Watch(opened, site)
    yield opened
    watch.assert_quiet()
