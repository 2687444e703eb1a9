"""The starter catalogue on disk: one film a line (movies/starter/README.md)."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

STARTER = Path(__file__).parent / "starter"


class Entry(TypedDict):
    """A line, and the digest of its bytes."""

    title: str
    original_title: str
    year: int
    ids: dict[str, str]
    runtime_min: int | None
    countries: list[str]
    language: str
    genres: list[str]
    keywords: list[str]
    directors: list[str]
    cast: list[str]
    certifications: dict[str, str]
    fame: int
    synopsis: str
    digest: str


def read(folder: Path = STARTER) -> Iterator[Entry]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            yield json.loads(line) | {"digest": hashlib.sha256(line).hexdigest()}
