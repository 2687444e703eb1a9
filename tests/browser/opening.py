"""A page of the list, opened as its visitor sees it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.gallery import Gallery
from tests.browser.pages import Page
from tests.browser.watching import Watch

DESK = (1280, 860)


@contextmanager
def opened(
    browser: Browser,
    gallery: Gallery,
    site: str,
    shown: Page,
    *,
    theme: str = "dark",
    size: tuple[int, int] = DESK,
) -> Iterator[tuple[Tab, Watch]]:
    context = browser.new_context(
        base_url=site,
        viewport={"width": size[0], "height": size[1]},
        color_scheme="light" if theme == "light" else "dark",
        reduced_motion="reduce",
    )
    if shown.as_member:
        cookie = {"name": "sessionid", "value": gallery.session, "url": site}
        context.add_cookies([cookie])
    tab = context.new_page()
    watch = Watch(tab, site)
    response = tab.goto(gallery.address(shown.path), wait_until="networkidle")
    assert response is not None
    assert response.status == shown.status
    yield tab, watch
    context.close()
