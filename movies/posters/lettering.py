"""Titles as outlines: an SVG inside <img> cannot use the fonts of the page.

`glyphs.json` holds Archivo (OFL) at weight 760, width 66: character to advance and
outline, 1000 units an em, y upwards.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import combining, east_asian_width, normalize
from xml.sax.saxutils import escape

GLYPHS_FILE = Path(__file__).with_name("glyphs.json")
SIZES = (150, 132, 116, 102, 90, 80, 70, 62, 54, 46, 40)
LEADING = 0.98
MAX_LINES = 5
MAX_BLOCK = 310
# For scripts the table has no outlines for: whatever face the reader's system has.
SYSTEM_SIZE = 60
SYSTEM_LINES = 3
SYSTEM_FONTS = "system-ui,'Noto Sans','Noto Sans CJK JP',sans-serif"


@cache
def glyphs() -> dict[str, tuple[int, str]]:
    table: dict[str, tuple[int, str]] = json.loads(GLYPHS_FILE.read_text("utf-8"))
    return table


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of lettering at one size, in pixels of the sheet."""

    lines: Sequence[str]
    size: int
    outlined: bool = True

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


def can_outline(text: str) -> bool:
    return all(character in glyphs() for character in text)


def plain(text: str) -> str:
    """Letters without the accents the table lacks; what is left may not be drawable."""
    return "".join(
        character if character in glyphs() else _without_accents(character)
        for character in normalize("NFC", text)
    )


def _without_accents(character: str) -> str:
    return "".join(part for part in normalize("NFKD", character) if not combining(part))


def set_title(title: str, width: int) -> Block:
    """Set a title as large as it fits into the width and MAX_BLOCK."""
    text = plain(" ".join(title.split())).upper()
    if not can_outline(text):
        return Block(_system_lines(" ".join(title.split()), width), SYSTEM_SIZE, False)
    for size in SIZES:
        lines = wrap(text, width / size * 1000)
        if fits(lines, size, width):
            return Block(balanced(lines, width / size * 1000), size)
    return Block(_shortened(text, width), SIZES[-1])


def fits(lines: Sequence[str], size: int, width: float) -> bool:
    return (
        len(lines) <= MAX_LINES
        and len(lines) * size <= MAX_BLOCK
        and all(advance(line) * size <= width * 1000 for line in lines)
    )


def advance(text: str) -> int:
    return sum(glyphs()[character][0] for character in text)


def wrap(text: str, width: float) -> list[str]:
    """Break at spaces, width in glyph units; a word wider than that stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and advance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def balanced(lines: list[str], width: float) -> list[str]:
    """Break the same words into as many lines of more even length."""
    text, best = " ".join(lines), lines
    for narrower in range(95, 40, -5):
        tried = wrap(text, width * narrower / 100)
        if len(tried) > len(lines):
            break
        if all(advance(line) <= width for line in tried):
            best = tried
    return best


def _shortened(text: str, width: int) -> list[str]:
    units = width / SIZES[-1] * 1000
    lines = wrap(text, units)[:MAX_LINES]
    lines[-1] += " …"
    return [_cut(line, units) for line in lines]


def _cut(line: str, width: float) -> str:
    while advance(line) > width:
        line = line.rstrip(" …")[:-1] + "…"
    return line


def _system_lines(title: str, width: int) -> list[str]:
    """Break by estimated width: the face is not known, wide characters count an em."""
    lines, room = [""], width / SYSTEM_SIZE
    for character in title:
        if _ems(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    kept = [line.strip() for line in lines[:SYSTEM_LINES]]
    if len(lines) > SYSTEM_LINES:
        kept[-1] = kept[-1][:-1] + "…"
    return kept


def _ems(text: str) -> float:
    return sum(1 if east_asian_width(character) in "WF" else 0.62 for character in text)


def draw_block(block: Block, x: float, top: float, fill: str, anchor: str) -> str:
    """Draw lines downwards from `top`; anchor is start or middle, at x."""
    draw = draw_outlined if block.outlined else _draw_system
    return "".join(
        draw(
            line, x, top + (row + 0.9) * block.size * LEADING, block.size, fill, anchor
        )
        for row, line in enumerate(block.lines)
    )


def draw_outlined(
    text: str, x: float, baseline: float, size: float, fill: str, anchor: str = "start"
) -> str:
    scale, left, outlines = size / 1000, 0, []
    for character in text:
        width, outline = glyphs()[character]
        if outline:
            outlines.append(f'<path transform="translate({left})" d="{outline}"/>')
        left += width
    start = x - left * scale / 2 if anchor == "middle" else x
    return (
        f'<g fill="{fill}" transform="translate({start:.0f} {baseline:.0f}) '
        f'scale({scale:.4g} -{scale:.4g})">{"".join(outlines)}</g>'
    )


def _draw_system(
    text: str, x: float, baseline: float, size: float, fill: str, anchor: str
) -> str:
    return (
        f'<text x="{x:.0f}" y="{baseline:.0f}" font-size="{size:.0f}" '
        f'font-weight="700" fill="{fill}" text-anchor="{anchor}" '
        f'font-family="{SYSTEM_FONTS}">'
        f"{escape(text)}</text>"
    )
