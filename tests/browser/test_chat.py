"""Talking to CineBot: sent, stopped, reloaded in the middle, by keyboard alone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.gallery import Gallery
from tests.browser.serving import serving
from tests.browser.watching import Watch, axe_faults, overflow, small_controls
from tests.fakes.providers import WORDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

QUESTION = "a comedy for tonight"
ALL_WORDS = "".join(WORDS).strip()
# The first answer of a process waits for the embedding model to load.
PATIENCE_MS = 30_000
DONE = ".answer[data-state=done]"
# Where to leave pictures for people to look at.
PICTURES = os.environ.get("CHAT_PICTURES")


def photograph(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.fixture(scope="module", autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def slow_site(gallery: Gallery) -> Iterator[str]:
    """A site whose answers take three seconds to write."""
    with serving(CHAT_PROVIDER="tests.fakes.providers.Leisurely") as address:
        yield address


@pytest.fixture
def slow_page(browser: Browser, slow_site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=slow_site, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(page, slow_site)
    yield page
    watch.assert_quiet()
    context.close()


def ask(page: Page, text: str = QUESTION) -> None:
    page.get_by_label("Message CineBot").fill(text)
    page.keyboard.press("Enter")


def begin(page: Page) -> None:
    page.goto("/chat/")
    ask(page)
    expect(page).to_have_url(re.compile("/chat/.{36}/"))


def test_guest_asks_and_gets_films_with_reasons(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_be_visible()
    expect(page.locator(".msg.me")).to_have_text(QUESTION)
    expect(page.locator(".fcard")).to_have_count(3)
    expect(page.locator(".prov")).to_have_text(
        "Written on this server, without a language model"
    )
    expect(page.locator("[role=status][data-status]")).to_have_text(
        "Answer ready, 3 films"
    )


def test_second_question_goes_on_from_the_first_without_a_reload(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_have_count(1)
    page.evaluate("() => { window.stayed = true; }")
    ask(page, "shorter")
    expect(page.locator(DONE)).to_have_count(2)
    assert page.evaluate("() => window.stayed")
    expect(page.locator(".msg.me")).to_have_text([QUESTION, "shorter"])


def test_film_goes_on_the_watchlist_from_its_card(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_be_visible()
    watchlist = page.locator(".fcard").first.get_by_role("button", name="Watchlist")
    watchlist.click()
    expect(watchlist).to_have_attribute("aria-pressed", "true")


def test_answer_is_stopped_by_escape_and_keeps_its_text(slow_page: Page) -> None:
    begin(slow_page)
    expect(slow_page.locator(".words")).to_contain_text("word3")
    slow_page.keyboard.press("Escape")
    expect(slow_page.locator(".answer[data-state=stopped]")).to_be_visible()
    expect(slow_page.locator(".answer")).to_contain_text("word3")
    expect(slow_page.locator(".answer")).to_contain_text("Stopped")
    expect(slow_page.locator("[data-send]")).to_be_visible()


def test_send_turns_into_stop_in_the_same_place(slow_page: Page) -> None:
    begin(slow_page)
    expect(slow_page.locator("[data-stop]")).to_be_visible()
    stop = slow_page.locator("[data-stop]").bounding_box()
    expect(slow_page.locator(DONE)).to_be_visible()
    send = slow_page.locator("[data-send]").bounding_box()
    assert stop is not None
    assert send is not None
    assert (stop["width"], stop["height"]) == (send["width"], send["height"])


def test_reload_in_the_middle_loses_nothing(slow_page: Page) -> None:
    begin(slow_page)
    expect(slow_page.locator(".words")).to_contain_text("word5")
    slow_page.reload()
    expect(slow_page.locator(DONE)).to_be_visible()
    assert slow_page.locator(".answer .prose").inner_text() == ALL_WORDS


def test_question_typed_while_the_line_is_down_is_sent_when_it_is_back(
    slow_page: Page,
) -> None:
    begin(slow_page)
    expect(slow_page.locator(DONE)).to_have_count(1)
    slow_page.evaluate(
        "() => { window.WebSocket.prototype.realSend = WebSocket.prototype.send;"
        " WebSocket.prototype.send = function () { this.close(); }; }"
    )
    ask(slow_page, "are you there?")
    expect(slow_page.locator("[data-banner]")).to_be_visible()
    slow_page.evaluate(
        "() => { WebSocket.prototype.send = WebSocket.prototype.realSend; }"
    )
    expect(slow_page.locator(DONE)).to_have_count(2, timeout=10_000)
    expect(slow_page.locator("[data-banner]")).to_be_hidden()


def test_up_opens_the_last_question_for_editing(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_be_visible()
    page.get_by_label("Message CineBot").press("ArrowUp")
    expect(page.get_by_label("Your last question")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("a horror film")
    page.get_by_role("button", name="Ask this instead").press("Enter")
    expect(page.locator(".msg.me")).to_have_text("a horror film")
    expect(page.locator(DONE)).to_be_visible()


def test_another_answer_keeps_the_first(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_be_visible()
    first = page.locator(".answer .prose").first.inner_text()
    page.get_by_role("button", name="Another answer").press("Enter")
    expect(page.locator(".versions")).to_contain_text("2 / 2")
    page.get_by_role("link", name="Earlier version").press("Enter")
    expect(page.locator(".versions")).to_contain_text("1 / 2")
    assert page.locator(".answer .prose").first.inner_text() == first


def test_thumb_down_asks_for_the_reason(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Not a good answer").press("Enter")
    page.get_by_role("button", name="Seen it").press("Enter")
    expect(page.get_by_role("button", name="Seen it")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Seen it")).to_be_focused()


def test_conversation_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/chat/")
    page.get_by_label("Message CineBot").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".fcard")).to_have_count(3, timeout=10_000)
    context.close()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("width", [360, 1280])
def test_chat_is_accessible_while_it_answers_and_after(
    browser: Browser, site: str, slow_site: str, theme: str, width: int
) -> None:
    for address, state in ((slow_site, "stopped"), (site, "done")):
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 740},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto("/chat/")
        photograph(page, f"start-{theme}-{width}")
        begin(page)
        if address == slow_site:
            expect(page.locator(".words")).to_contain_text("word2")
            photograph(page, f"streaming-{theme}-{width}")
            page.keyboard.press("Escape")
        expect(page.locator(f".answer[data-state={state}]")).to_be_visible()
        page.wait_for_load_state("networkidle")
        photograph(page, f"{state}-{theme}-{width}")
        # What the composer stands over half is no target to measure.
        page.set_viewport_size({"width": width, "height": 3000})
        assert overflow(page) <= 0
        assert small_controls(page) == []
        assert axe_faults(page) == []
        context.close()


def test_first_question_typed_offline_is_kept_and_sent_later(page: Page) -> None:
    page.goto("/chat/", wait_until="networkidle")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.context.set_offline(True)
    ask(page)
    expect(page.locator("[data-banner]")).to_be_visible()
    expect(page.get_by_label("Message CineBot")).to_have_value(QUESTION)
    page.context.set_offline(False)
    expect(page).to_have_url(re.compile("/chat/.{36}/"))
    expect(page.locator(".msg.me")).to_have_text(QUESTION)


def test_alt_up_leads_to_the_last_answer(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_be_visible()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(DONE)).to_be_focused()


def test_title_of_the_page_becomes_what_was_understood(page: Page) -> None:
    begin(page)
    expect(page.locator(DONE)).to_be_visible()
    expect(page.locator("h1")).to_have_text("A comedy")
    expect(page).to_have_title("A comedy · Cinematch")


def test_answer_can_be_copied_after_a_thumb(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page)
    page.get_by_role("button", name="Good answer", exact=True).press("Enter")
    expect(page.locator("[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Copy this answer").press("Enter")
    expect(page.locator("[data-status]")).to_have_text("Copied")
    assert "comedy" in page.evaluate("() => navigator.clipboard.readText()")
