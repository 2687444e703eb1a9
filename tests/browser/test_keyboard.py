"""What people do, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.gallery import Gallery

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FOCUSED = "() => document.activeElement.tagName"


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} was not reached")


def test_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_slash_goes_to_the_search(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_question_mark_lists_the_keys(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_film_is_found_and_opened_from_the_suggestions(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("orbi")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Orbit")


def test_escape_closes_the_suggestions_then_clears(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("orbi")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_value("orbi")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_value("")


def test_filtering_and_opening_a_film(page: Page) -> None:
    page.goto("/films/")
    tab_to(page, "#genre-horror")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("genre=horror"))
    expect(page.locator("#genre-horror")).to_be_focused()
    tab_to(page, ".card h3 a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Horror")).to_be_visible()


def test_three_and_a_half_stars_by_arrows_are_kept(
    page: Page, gallery: Gallery
) -> None:
    page.goto(gallery.film.get_absolute_url())
    tab_to(page, "input[name=stars]")
    page.keyboard.press("Space")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".rate output")).to_have_text("3.5")
    assert page.evaluate(FOCUSED) == "INPUT"
    page.reload()
    expect(page.locator(".rate output")).to_have_text("3.5")


def test_watchlist_keeps_the_focus_and_the_film(page: Page) -> None:
    page.goto("/films/")
    tab_to(page, ".card .icon-btn")
    page.keyboard.press("Enter")
    expect(page.locator(".card .icon-btn").first).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.locator(".card .icon-btn").first).to_be_focused()
    page.goto("/watchlist/")
    expect(page.locator(".card")).to_have_count(1)


def test_more_films_move_the_focus_to_the_first_new_one(page: Page) -> None:
    page.goto("/films/")
    before = page.locator(".card").count()
    page.get_by_role("link", name=re.compile("Show .* more")).press("Enter")
    expect(page.locator(".card h3 a").nth(before)).to_be_focused()


def test_not_tonight_brings_another_and_keeps_the_focus(page: Page) -> None:
    page.goto("/")
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Not tonight").press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    expect(page.get_by_role("button", name="Not tonight")).to_be_focused()


def test_keys_switched_off_stay_off(as_member: BrowserContext, page: Page) -> None:
    page.goto("/")
    page.evaluate("() => { document.documentElement.dataset.shortcuts = 'off'; }")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).not_to_be_focused()
