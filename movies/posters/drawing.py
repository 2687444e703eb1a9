"""One film's facts to one SVG sheet: the same facts, the same poster."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from random import Random
from xml.sax.saxutils import quoteattr

from movies.posters.compositions import composition_for
from movies.posters.lettering import (
    Block,
    can_outline,
    draw_block,
    draw_outlined,
    plain,
    set_title,
)
from movies.posters.palettes import Palette, palette_for
from movies.posters.shapes import HEIGHT, WIDTH, path

# Raise when drawings change, so that caches fetch them anew.
DESIGN = 1
MARGIN = 44
FOOT_SIZE = 30
FOOT_LETTERS = 44
ABOVE_SHARE = 0.25
# Above the art a title keeps clear of the button in the corner of a card, and stands
# there only where that leaves it large.
CLEAR_WIDTH = 372
LEAST_ABOVE = 70
SKEWS = (-36, -18, 0, 18, 36)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a poster tells. The seed keeps two films of one name apart."""

    seed: int
    title: str
    year: int | None = None
    genres: Sequence[str] = ()
    director: str = ""


def draw_poster(facts: Facts) -> str:
    chance = Random(blake2b(f"{facts.seed}|{facts.title}".encode()).digest())
    genre = facts.genres[0] if facts.genres else ""
    palette = palette_for(genre, chance)
    art = composition_for(genre, chance)(chance, palette)
    if chance.random() < 0.5:
        art = f'<g transform="translate({WIDTH} 0) scale(-1 1)">{art}</g>'
    body = _sheet(facts, palette, art, chance)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label={quoteattr(_printable(facts.title))}>{body}</svg>'
    )


def _sheet(facts: Facts, palette: Palette, art: str, chance: Random) -> str:
    """Ground, art, then the title on solid ground below it or, sometimes, above it."""
    skew = chance.choice(SKEWS)
    block, anchor, above = _setting(_printable(facts.title), chance)
    x = WIDTH / 2 if anchor == "middle" else MARGIN
    depth = block.height + FOOT_SIZE + 96
    if above:
        edge, top = depth, 60.0
        art = f'<g transform="translate(0 {depth - 20:.0f})">{art}</g>'
    else:
        edge, top = HEIGHT - depth, HEIGHT - depth + 34
    ground = path(f"M0 0H{WIDTH}V{HEIGHT}H0Z", palette.ground)
    return (
        ground
        + art
        + _solid(edge, skew, palette.ground, above=above)
        + draw_block(block, x, top, palette.text, anchor)
        + _foot(facts, x, _foot_baseline(block, top), palette.text, anchor)
    )


def _setting(title: str, chance: Random) -> tuple[Block, str, bool]:
    """Return the lettering, where it is anchored, and whether it is above the art."""
    narrow = set_title(title, CLEAR_WIDTH)
    large = narrow.outlined and narrow.size >= LEAST_ABOVE
    if chance.random() < ABOVE_SHARE and large:
        return narrow, "start", True
    anchor = chance.choice(("start", "start", "middle"))
    return set_title(title, WIDTH - 2 * MARGIN), anchor, False


def _solid(edge: float, skew: int, ground: str, *, above: bool) -> str:
    """Ground under the lettering, so its contrast does not hang on the art."""
    left, right, far = edge + skew, edge - skew, 0 if above else HEIGHT
    return path(f"M0 {left:.0f}L{WIDTH} {right:.0f}V{far}H0Z", ground)


def _foot_baseline(block: Block, top: float) -> float:
    return top + block.height + FOOT_SIZE + 12


def _foot(facts: Facts, x: float, baseline: float, fill: str, anchor: str) -> str:
    parts = [str(facts.year) if facts.year else "", facts.director]
    line = plain(" · ".join(part for part in parts if part)).upper()[:FOOT_LETTERS]
    if not can_outline(line):
        line = str(facts.year or "")
    return draw_outlined(line, x, baseline, FOOT_SIZE, fill, anchor)


def _printable(text: str) -> str:
    """XML allows no control characters, escaped or not."""
    return "".join(character for character in text if character.isprintable())
