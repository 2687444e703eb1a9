"""Every setting an operator can set is documented, and every folder is on the map."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_setting_from_the_environment_is_documented() -> None:
    source = (ROOT / "cinematch" / "settings.py").read_text()
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    documented = set(
        re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operating.md").read_text())
    )
    assert names - documented == set()


def test_every_folder_is_on_the_map() -> None:
    readme = (ROOT / "README.md").read_text()
    folders = [path.parent.name for path in ROOT.glob("*/__init__.py")]
    assert [name for name in folders if f"`{name}/`" not in readme] == []


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120
