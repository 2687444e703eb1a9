"""The staff panel in real Chromium: accessible, quiet under the site's own CSP."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.gallery import Gallery
from tests.browser.watching import Watch, axe_faults, overflow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = {
    "overview": "/admin/",
    "films": "/admin/movies/film/",
    "a film": "/admin/movies/film/{film}/change/",
    "a new film": "/admin/movies/film/add/",
    "a person": "/admin/accounts/user/{person}/change/",
    "a new task": "/admin/django_celery_beat/periodictask/add/",
    "deleting": "/admin/movies/film/{film}/delete/",
    "models": "/admin/providers/service/console/",
    "a new model": "/admin/providers/service/add/",
    "prices": "/admin/providers/price/",
    "a new persona": "/admin/chat/persona/add/",
}
SIZES = {"phone": (360, 740), "desk": (1280, 860)}
# Django's table of rows starts with a heading cell that is empty by design.
ALLOWED = "empty-table-header"


@pytest.fixture(params=["dark", "light"])
def panel(
    request: pytest.FixtureRequest, browser: Browser, site: str, gallery: Gallery
) -> Iterator[Page]:
    context = browser.new_context(base_url=site, color_scheme=request.param)
    context.add_cookies(
        [{"name": "sessionid", "value": gallery.staff_session, "url": site}]
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_quiet(
    panel: Page, gallery: Gallery, site: str, name: str, size: str
) -> None:
    width, height = SIZES[size]
    panel.set_viewport_size({"width": width, "height": height})
    watch = Watch(panel, site)
    ids = {"film": gallery.film.pk, "person": gallery.member.pk}
    panel.goto(PAGES[name].format(**ids), wait_until="networkidle")
    watch.assert_quiet()
    assert overflow(panel) == 0
    assert [fault for fault in axe_faults(panel) if ALLOWED not in fault] == []


def test_the_theme_can_be_switched(panel: Page, site: str) -> None:
    panel.goto("/admin/")
    before = panel.evaluate("() => getComputedStyle(document.body).backgroundColor")
    panel.locator(".theme-toggle").click()
    after = panel.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert before != after


def test_a_person_is_picked_while_typing(
    panel: Page, gallery: Gallery, site: str
) -> None:
    watch = Watch(panel, site)
    panel.goto(f"/admin/movies/film/{gallery.film.pk}/change/")
    panel.get_by_text("Add another Credit").click()
    panel.locator("#credits-group .select2-selection").last.click()
    panel.keyboard.type("director 3")
    panel.locator(".select2-results__option", has_text="Director 3").click()
    chosen = panel.locator("#credits-group .select2-selection__rendered").last
    assert chosen.inner_text() == "Director 3"
    watch.assert_quiet()


def test_the_apis_documentation_draws_under_the_policy(panel: Page, site: str) -> None:
    watch = Watch(panel, site)
    panel.goto("/api/", wait_until="networkidle")
    panel.get_by_text("/api/search/suggest/").wait_for()
    watch.assert_quiet()
