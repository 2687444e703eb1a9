"""The whole walk of a new person, in Chromium, over the site `manage.py up` runs."""

import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cinematch.local import free_port
from tests.browser.watching import Watch
from tests.ops.conftest import Up, wait_until_ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("up")]

# Where to leave pictures for people to look at.
PICTURES = os.environ.get("WALK_PICTURES")
PASSWORD = "a long enough pass phrase"
# The first question may come before the models are loaded.
PATIENCE_MS = 60_000
ANSWERED = ".answer[data-state=done]"
LETTERBOXD = """Date,Name,Year,Letterboxd URI,Rating
2024-01-05,Alien,1979,https://boxd.it/2aOu,4.5
2024-02-01,Heat,1995,https://boxd.it/2bfm,4
2024-03-09,A Film Nobody Made,1999,https://boxd.it/none,3
2024-03-10,Amélie,2001,https://boxd.it/29qu,seven
"""


@pytest.fixture
def page(up: Up, chromium_browser: Browser) -> Iterator[Page]:
    port = free_port()
    wait_until_ready(up(port), port)
    address = f"http://127.0.0.1:{port}"
    context = chromium_browser.new_context(base_url=address, reduced_motion="reduce")
    opened = context.new_page()
    watch = Watch(opened, address)
    expect.set_options(timeout=PATIENCE_MS)
    yield opened
    expect.set_options(timeout=5_000)
    watch.assert_quiet()
    context.close()


def photograph(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_new_person_walks_through_the_site(page: Page, tmp_path: Path) -> None:
    open_and_sign_up(page)
    say_when_born(page)
    pick_tastes(page)
    rate_five(page)
    read_for_you(page)
    ask_cinebot(page)
    import_from_letterboxd(page, tmp_path)
    ratings = export(page, tmp_path)
    assert {rating["title"] for rating in ratings} >= {"Alien", "Heat"}
    assert len(ratings) >= 7
    delete(page)


def open_and_sign_up(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    photograph(page, "1-home")
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("ida@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Your name (optional)").fill("Ida")
    page.get_by_role("button", name="Make an account").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"), wait_until="networkidle")


def say_when_born(page: Page) -> None:
    page.get_by_role("link", name="Tell us your birth date").first.click()
    for label, value in (("Day", "2"), ("Month", "1"), ("Year", "1990")):
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Showing films up to age")).to_have_count(0)


def pick_tastes(page: Page) -> None:
    page.goto("/taste/")
    for group in page.locator(".taste-group").all()[:2]:
        group.click()
    photograph(page, "2-taste-groups")
    page.get_by_role("button", name="Next").click()
    for question in range(5):
        reply = page.locator(".question").nth(question).get_by_role("button")
        reply.nth(question % 3).click()
        expect(reply.nth(question % 3)).to_have_attribute("aria-pressed", "true")
    photograph(page, "3-taste-films")
    page.get_by_role("link", name="Next").click()
    page.get_by_role("button", name="Show my picks").click()
    expect(page.get_by_role("heading", level=1, name="For you")).to_be_visible()


def rate_five(page: Page) -> None:
    page.goto("/films/?sort=fame")
    addresses = [
        str(link.get_attribute("href")) for link in page.locator(".card h3 a").all()[:5]
    ]
    for address, stars in zip(addresses, ("5", "4.5", "4", "2", "3.5"), strict=True):
        page.goto(address)
        page.locator(f".stars input[value='{stars}']").first.check(force=True)
        expect(page.locator(".rate output").first).to_have_text(f"{float(stars)}")
        expect(page.get_by_role("button", name="Remove rating")).to_be_visible()
    photograph(page, "4-film-rated")


def read_for_you(page: Page) -> None:
    page.goto("/for-you/")
    expect(page.locator(".pick .reason").first).not_to_be_empty()
    photograph(page, "5-for-you")


def ask_cinebot(page: Page) -> None:
    page.goto("/chat/")
    questions = (
        "a slow, snowy thriller under two hours",
        "something funnier",
        "who directed Alien?",
    )
    for number, question in enumerate(questions, start=1):
        page.get_by_label("Message CineBot").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(ANSWERED)).to_have_count(number)
    expect(page.locator(ANSWERED).last).to_contain_text("Ridley Scott")
    expect(page.locator(".fcard").first).to_be_visible()
    photograph(page, "6-chat")


def import_from_letterboxd(page: Page, folder: Path) -> None:
    file = folder / "ratings.csv"
    file.write_text(LETTERBOXD, encoding="utf-8")
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Found 2 of 3")
    expect(page.get_by_text("row 5")).to_be_visible()
    photograph(page, "7-import")
    page.get_by_role("button", name="Import").click()
    page.wait_for_load_state("networkidle")


def export(page: Page, folder: Path) -> list[dict[str, str]]:
    """Return the ratings the export holds."""
    page.goto("/profile/export/")
    page.get_by_role("button", name="Prepare my copy").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the zip").click()
    photograph(page, "8-export")
    download.value.save_as(folder / "export.zip")
    with zipfile.ZipFile(folder / "export.zip") as copy:
        assert "ratings.csv" in copy.namelist()
        name = next(name for name in copy.namelist() if name.endswith(".json"))
        ratings: list[dict[str, str]] = json.loads(copy.read(name))["ratings"]
    return ratings


def delete(page: Page) -> None:
    page.goto("/profile/delete/")
    photograph(page, "9-delete")
    page.get_by_role("button", name="Delete my account").click()
    # What cannot be undone asks for the password once more.
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form .btn.primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account goes")
    page.goto("/")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
