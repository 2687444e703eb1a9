"""Every page in both themes and all widths: accessible, quiet, all in its place."""

import pytest
from playwright.sync_api import Browser

from tests.browser.gallery import Gallery
from tests.browser.opening import opened
from tests.browser.pages import PAGES, Page
from tests.browser.watching import axe_faults, overflow, small_controls

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE, DESK = (360, 740), (1280, 860)
WIDTHS = (320, 360, 768, 1280)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_page_is_accessible_quiet_and_fit_for_thumbs(
    browser: Browser,
    gallery: Gallery,
    site: str,
    shown: Page,
    theme: str,
    size: tuple[int, int],
) -> None:
    with opened(browser, gallery, site, shown, theme=theme, size=size) as (page, watch):
        watch.assert_quiet()
        assert small_controls(page) == []
        assert axe_faults(page) == []


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_page_fits_every_width_and_text_twice_as_large(
    browser: Browser, gallery: Gallery, site: str, shown: Page
) -> None:
    with opened(browser, gallery, site, shown) as (page, _watch):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert (width, overflow(page)) == (width, 0)
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        assert overflow(page) == 0
