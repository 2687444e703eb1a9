"""What pages cost on the wire, cold (ux.md, bar 3)."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOME_BYTES, HOME_REQUESTS = 160 * 1024, 25
SCRIPT_BYTES = 40 * 1024
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


def cold(context: BrowserContext, page: Page, path: str) -> Wire:
    wire = Wire()
    wire.follow(context, page)
    page.goto(path, wait_until="networkidle")
    return wire


def test_home_is_light(context: BrowserContext, page: Page) -> None:
    wire = cold(context, page, "/")
    assert sum(wire.bytes.values()) <= HOME_BYTES
    assert len(wire.bytes) <= HOME_REQUESTS


def test_home_of_a_member_is_light(as_member: BrowserContext, page: Page) -> None:
    wire = cold(as_member, page, "/")
    assert sum(wire.bytes.values()) <= HOME_BYTES
    assert len(wire.bytes) <= HOME_REQUESTS


@pytest.mark.parametrize("path", PUBLIC)
def test_scripts_of_public_pages_are_light(
    context: BrowserContext, page: Page, path: str
) -> None:
    assert cold(context, page, path).of_kind("Script") <= SCRIPT_BYTES
