"""What pages cost on the wire, cold."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.gallery import Gallery
from tests.browser.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOME_BYTES, HOME_REQUESTS = 160 * 1024, 25
SCRIPT_BYTES = 40 * 1024
# Compressing what no public page uses would take a minute.
NOT_OURS = ["admin", "rest_framework", "gis", "mfa"]
# The public pages with scripts of their own.
PUBLIC = ["/", "/films/", "/accounts/login/"]


@dataclass
class Wire:
    bytes: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def follow(self, context: BrowserContext, page: Page) -> None:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.responseReceived", self._on_response)
        session.on("Network.loadingFinished", self._on_finished)

    def _on_response(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _on_finished(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = event["encodedDataLength"]

    def of_kind(self, kind: str) -> int:
        return sum(
            size for key, size in self.bytes.items() if self.kinds.get(key) == kind
        )


@pytest.fixture(scope="session")
def built(gallery: Gallery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose static files are compressed, as in production."""
    root = tmp_path_factory.mktemp("static")
    environment = {"STATIC_MANIFEST": "1", "STATIC_ROOT": str(root)}
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    ignored = [part for folder in NOT_OURS for part in ("--ignore", folder)]
    subprocess.run([*command, *ignored], env={**os.environ, **environment}, check=True)
    with serving(**environment) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, built: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        base_url=built, viewport={"width": 1280, "height": 860}
    )
    yield opened
    opened.close()


def cold(context: BrowserContext, path: str) -> Wire:
    wire, page = Wire(), context.new_page()
    wire.follow(context, page)
    page.goto(path, wait_until="networkidle")
    return wire


def test_home_is_light(visitor: BrowserContext) -> None:
    wire = cold(visitor, "/")
    assert sum(wire.bytes.values()) <= HOME_BYTES
    assert len(wire.bytes) <= HOME_REQUESTS


def test_home_of_a_member_is_light(
    visitor: BrowserContext, gallery: Gallery, built: str
) -> None:
    cookie = {"name": "sessionid", "value": gallery.session, "url": built}
    visitor.add_cookies([cookie])
    wire = cold(visitor, "/")
    assert sum(wire.bytes.values()) <= HOME_BYTES
    assert len(wire.bytes) <= HOME_REQUESTS


@pytest.mark.parametrize("path", PUBLIC)
def test_scripts_of_public_pages_are_light(visitor: BrowserContext, path: str) -> None:
    assert cold(visitor, path).of_kind("Script") <= SCRIPT_BYTES
