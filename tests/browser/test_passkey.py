"""A passkey, from adding it to signing in with it, with Chromium's virtual device."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "a long enough pass phrase"
HOME = re.compile(r"//[^/]+/$")
FINGERPRINT_READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of the site by name, for passkeys need one, on a device with a reader."""
    named = site.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=named, reduced_motion="reduce")
    opened = context.new_page()
    device = context.new_cdp_session(opened)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT_READER})
    watch = Watch(opened, named)
    yield opened
    watch.assert_quiet()
    context.close()


def sign_up(page: Page, email: str) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Your name (optional)").fill("Ida")
    page.get_by_role("button", name="Make an account").click()
    page.wait_for_url(HOME, wait_until="networkidle")


def add_passkey(page: Page) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form .btn.primary").click()
    # A tap before the page's script listens would be lost.
    page.wait_for_url("**/webauthn/add/", wait_until="networkidle")
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url("**/recovery-codes/", wait_until="networkidle")


def test_passkey_signs_in_without_a_password(page: Page) -> None:
    sign_up(page, "ida.passkey@example.org")
    add_passkey(page)
    page.goto("/profile/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(HOME, wait_until="networkidle")
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(HOME, wait_until="networkidle")
    page.goto("/profile/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ida")


def test_device_without_a_passkey_is_told_so(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def test_site_asked_by_a_bare_address_offers_no_passkey(
    browser: Browser, site: str
) -> None:
    with browser.new_page(base_url=site) as bare:
        bare.goto("/accounts/login/")
        expect(bare.locator("#passkey_login")).to_have_count(0)
