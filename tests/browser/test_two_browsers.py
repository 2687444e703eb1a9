"""One conversation on two devices, each with another process of the site behind it.

The models are on loopback and talk as the real ones do (tests.fakes.models).
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from chat.models import LEASE_S, Message
from providers.base import film_mark
from providers.endpoints import Kind
from tests.browser.gallery import CLOUD_MODEL, Gallery
from tests.browser.serving import a_server, serving
from tests.browser.watching import Watch
from tests.fakes.models import ModelServices, Scenario, in_thread

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PATIENCE_MS = 60_000
# Four seconds of writing: time enough to look and to act on one device. Where another
# one joins in, a busy machine needs longer.
WORDS = " ".join(f"word{number}" for number in range(80))
GAP_S, GAP_FOR_TWO_S = 0.05, 0.2
DONE = ".answer[data-state=done]"
STOPPED = ".answer[data-state=stopped]"


@pytest.fixture(scope="module", autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def services() -> Iterator[ModelServices]:
    with in_thread(ModelServices(answer=WORDS, gap_s=GAP_S)) as running:
        yield running


def settings_for(services: ModelServices) -> dict[str, str]:
    """Point a site at the models: the local one first, then Claude."""
    return {
        "OLLAMA_URL": services.url(Kind.OLLAMA),
        "ANTHROPIC_BASE_URL": services.url(Kind.CLAUDE),
        "ANTHROPIC_API_KEY": "a-key",
        "ANTHROPIC_MODEL": CLOUD_MODEL,
    }


@pytest.fixture(autouse=True)
def _sound(services: ModelServices) -> None:
    services.answer = WORDS
    services.gap_s = GAP_S
    services.scenario.clear()
    services.exchanges.clear()


@pytest.fixture(scope="module")
def near(services: ModelServices, gallery: Gallery) -> Iterator[str]:
    with serving(**settings_for(services)) as address:
        yield address


@pytest.fixture(scope="module")
def far(services: ModelServices, gallery: Gallery) -> Iterator[str]:
    with serving(**settings_for(services)) as address:
        yield address


@pytest.fixture
def laptop(browser: Browser, near: str, gallery: Gallery) -> Iterator[Page]:
    yield from device(browser, near, gallery)


@pytest.fixture
def phone(browser: Browser, far: str, gallery: Gallery) -> Iterator[Page]:
    yield from device(browser, far, gallery)


def device(browser: Browser, address: str, gallery: Gallery) -> Iterator[Page]:
    context = context_of(browser, address, gallery)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    watch = Watch(page, address)
    yield page
    watch.assert_quiet()
    context.close()


def context_of(browser: Browser, address: str, gallery: Gallery) -> BrowserContext:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    context.add_cookies(
        [{"name": "sessionid", "value": gallery.session, "url": address}]
    )
    return context


def begin(page: Page, text: str) -> str:
    """Ask, and return the path of the conversation."""
    page.goto("/chat/")
    page.get_by_label("Message CineBot").fill(text)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/chat/.{36}/"))
    return page.evaluate("() => location.pathname")  # type: ignore[no-any-return]


def let_leases_run_out(blocker: DjangoDbBlocker) -> None:
    silent_since = timezone.now() - timedelta(seconds=LEASE_S + 1)
    with blocker.unblock():
        Message.objects.running().update(heartbeat_at=silent_since)
        connection.close()


def text_of(page: Page) -> str:
    return page.locator(".answer .prose").inner_text()


def test_one_stops_what_the_other_began(
    laptop: Page, phone: Page, services: ModelServices
) -> None:
    services.gap_s = GAP_FOR_TWO_S
    path = begin(laptop, "something sad about trains")
    expect(laptop.locator(".words")).to_contain_text("word3")
    phone.goto(path)
    expect(phone.locator(".words")).to_contain_text("word5")
    phone.keyboard.press("Escape")
    expect(laptop.locator(STOPPED)).to_be_visible()
    expect(phone.locator(STOPPED)).to_be_visible()
    assert text_of(laptop) == text_of(phone)
    assert WORDS.startswith(text_of(laptop))
    assert text_of(laptop) != WORDS


def test_model_dies_in_the_middle_and_the_answer_completes_once(
    laptop: Page, phone: Page, services: ModelServices
) -> None:
    services.gap_s = GAP_FOR_TWO_S
    services.scenario[Kind.OLLAMA] = Scenario.RESET_IN_THE_MIDDLE
    path = begin(laptop, "something brave about the sea")
    expect(laptop.locator(".words")).to_contain_text("word9")
    phone.goto(path)
    expect(phone.locator(".words")).to_contain_text("word12")
    phone.reload()
    for page in (laptop, phone):
        expect(page.locator(DONE)).to_be_visible()
        assert text_of(page) == WORDS
        expect(page.locator(".answer")).to_have_count(1)
        badge = page.locator(".badge")
        expect(badge.locator("summary")).to_contain_text("Claude, sent to Anthropic")
        expect(badge).to_contain_text("Used because the local model did not answer")
        badge.locator("summary").click()
        expect(badge).to_contain_text("got it and gave no whole answer")
        expect(badge).to_contain_text("Your question")
    assert [each.kind for each in services.exchanges] == [Kind.OLLAMA, Kind.CLAUDE]


def test_mark_made_while_the_answer_is_written_stays_on_its_card(
    laptop: Page, services: ModelServices, gallery: Gallery
) -> None:
    services.answer = f"Look: {film_mark(gallery.film.pk)} {WORDS}"
    begin(laptop, "a famous drama about night trains")
    card = laptop.locator(f".fcard[data-film='{gallery.film.pk}']")
    watchlist = card.get_by_role("button", name="Watchlist")
    watchlist.click()
    expect(watchlist).to_have_attribute("aria-pressed", "true")
    card.locator(".rate-open > summary").click()
    expect(laptop.locator(DONE)).to_have_count(0)
    expect(laptop.locator(DONE)).to_be_visible()
    expect(watchlist).to_have_attribute("aria-pressed", "true")
    expect(watchlist).to_be_visible()
    expect(card.locator(".rate-open")).to_have_attribute("open", "")
    laptop.reload()
    expect(watchlist).to_have_attribute("aria-pressed", "true")


def test_renamed_on_one_device_it_is_renamed_on_the_other(
    laptop: Page, phone: Page
) -> None:
    path = begin(laptop, "something slow about rivers")
    expect(laptop.locator(DONE)).to_be_visible()
    phone.goto(path)
    phone.get_by_label("More about this conversation").click()
    phone.get_by_label("Title of this conversation").fill("River evenings")
    phone.get_by_role("button", name="Rename").click()
    expect(laptop.locator("h1")).to_have_text("River evenings")
    expect(laptop).to_have_title("River evenings · Cinematch")


def test_process_killed_in_the_middle_leaves_an_answer_to_try_again(
    browser: Browser,
    phone: Page,
    gallery: Gallery,
    services: ModelServices,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    with a_server(**settings_for(services)) as (process, address):
        context = context_of(browser, address, gallery)
        page = context.new_page()
        path = begin(page, "something warm about winter")
        expect(page.locator(".words")).to_contain_text("word9")
        process.kill()
        context.close()
    # In a thread of its own: Playwright's loop runs in this one.
    with ThreadPoolExecutor() as threads:
        threads.submit(let_leases_run_out, django_db_blocker).result()
    phone.goto(path)
    expect(phone.locator(".answer")).to_contain_text("This answer was interrupted.")
    phone.get_by_role("button", name="Try again").click()
    expect(phone.locator(DONE)).to_be_visible()
    assert text_of(phone) == WORDS
