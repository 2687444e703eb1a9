"""What a page must never do, watched from its first byte to the end of the test."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
# axe is run by evaluate: a script tag would not pass the site's policy.
RUN_AXE = """async (tags) => {
  const places = ({nodes}) => nodes.map((node) => node.target.join(" ")).join(" | ");
  const {violations} = await axe.run(document, {runOnly: tags});
  return violations.map((fault) => `${fault.id} (${fault.impact}): ${places(fault)}`);
}"""
STANDARDS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]  # fmt: skip
# Links within a sentence are exempt (WCAG 2.5.8), and so is what is only heard.
SMALL_CONTROLS = """() => {
  const shown = (e) => e.checkVisibility({visibilityProperty: true});
  const least = (e) => (e.matches(".chip") ? 40 : 44);
  return [...document.querySelectorAll(
      "button, .btn, .chip, .nav a, .account, .brand, select, summary, " +
      "input:not([type=hidden], [type=radio], [type=checkbox])")]
    .filter((e) => shown(e) && !e.closest(".sr"))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.height < least(e) - 0.5 || box.width < 39.5)
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`);
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"


@dataclass
class Watch:
    """Collects from the console and the network; axe would add faults of its own."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser itself reports the 403 and 404 of pages that are about them.
        about_the_page = message.location.get("url") == self.page.url
        if message.type in {"error", "warning"} and not about_the_page:
            self.faults.append(f"{message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"outside: {request.url}")

    def assert_quiet(self) -> None:
        assert not self.faults, "\n".join(self.faults)


def axe_faults(page: Page, tags: Iterable[str] = STANDARDS) -> list[str]:
    """Return what axe finds wrong; call it last, for it makes noise in the console."""
    page.evaluate(AXE)
    found: Any = page.evaluate(RUN_AXE, list(tags))
    return list(found)


def small_controls(page: Page) -> list[str]:
    found: Any = page.evaluate(SMALL_CONTROLS)
    return list(found)


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(page.evaluate(OVERFLOW))
