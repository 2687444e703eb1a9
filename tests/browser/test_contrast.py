"""The colours of tokens.css against each other, in both themes."""

import re
from itertools import product
from pathlib import Path

import pytest

from tests.contrast import contrast

TOKENS = Path("cinematch/static/cinematch/css/tokens.css").read_text("utf-8")
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
LIGHT = {name: light for name, light, _dark in PAIR.findall(TOKENS)}
DARK = {name: dark for name, _light, dark in PAIR.findall(TOKENS)}

SURFACES = ["bg", "surface", "raised", "sunken"]
TEXTS = ["text", "muted", "faint", "link", "like", "info", "ok", "warn", "danger"]
MARKS = ["line-strong", "focus", "star"]
ON_FILLS = [
    ("on-accent", "accent"),
    ("on-like", "like"),
    ("on-danger", "danger-fill"),
    ("bg", "text"),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, SURFACES), *ON_FILLS])
def test_text_reads(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), [*product(MARKS, SURFACES)])
def test_borders_stars_and_focus_are_seen(
    theme: dict[str, str], mark: str, ground: str
) -> None:
    assert contrast(theme[mark], theme[ground]) >= 3
