"""What the shipped catalogue promises: ids, years, lengths, labels, and no twins."""

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from movies.certification import MINIMUM_AGES, strictest

STARTER = Path(__file__).parents[2] / "movies" / "starter"
GENRES = {
    "Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama",
    "Family", "Fantasy", "History", "Horror", "Music", "Musical", "Mystery", "Noir",
    "Romance", "Science Fiction", "Sport", "Thriller", "War", "Western",
}  # fmt: skip
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    lines = [
        line
        for path in sorted(STARTER.glob("films-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def test_there_are_films_enough_of_every_kind(entries: list[Entry]) -> None:
    assert len(entries) >= 600
    assert sum("US" not in entry["countries"] for entry in entries) >= 120
    assert sum(entry["year"] < 1980 for entry in entries) >= 100
    assert sum(is_for_children(entry) for entry in entries) >= 80


def test_every_genre_is_represented(entries: list[Entry]) -> None:
    counts = Counter(genre for entry in entries for genre in entry["genres"])
    assert set(counts) == GENRES
    assert min(counts.values()) >= 10


@pytest.mark.parametrize("source", ["imdb", "wikidata", "tmdb", "metacritic"])
def test_ids_are_unique_in_their_source(entries: list[Entry], source: str) -> None:
    values = [entry["ids"][source] for entry in entries if source in entry["ids"]]
    assert [value for value, times in Counter(values).items() if times > 1] == []


def test_every_film_has_an_imdb_id_and_a_possible_year(entries: list[Entry]) -> None:
    wrong = [
        entry["title"]
        for entry in entries
        if not re.fullmatch(r"tt\d{7,8}", entry["ids"]["imdb"])
        or not 1900 <= entry["year"] <= 2026
    ]
    assert wrong == []


def test_synopses_have_30_to_60_words(entries: list[Entry]) -> None:
    lengths = {entry["title"]: len(entry["synopsis"].split()) for entry in entries}
    assert {t: n for t, n in lengths.items() if not 30 <= n <= 60} == {}


def test_no_two_synopses_are_alike(entries: list[Entry]) -> None:
    phrases = [(entry["title"], five_word_runs(entry["synopsis"])) for entry in entries]
    twins = [
        (one, other, sorted(runs & more)[:2])
        for (one, runs), (other, more) in combinations(phrases, 2)
        if len(runs & more) >= 3
    ]
    assert twins == []


def test_keywords_are_four_to_eight_or_none(entries: list[Entry]) -> None:
    counts = {entry["title"]: len(entry["keywords"]) for entry in entries}
    assert {t: n for t, n in counts.items() if n and not 4 <= n <= 8} == {}


def test_nearly_every_film_is_certified(entries: list[Entry]) -> None:
    certified = [entry for entry in entries if entry["certifications"]]
    assert len(certified) >= 0.95 * len(entries)
    for entry in certified:
        for system, label in entry["certifications"].items():
            assert label in MINIMUM_AGES[system], entry["title"]


def test_fame_tells_films_apart(entries: list[Entry]) -> None:
    fame = [entry["fame"] for entry in entries]
    assert min(fame) >= 1
    assert max(fame) <= 100
    assert len(set(fame)) >= 50


def is_for_children(entry: Entry) -> bool:
    family = {"Family", "Animation"} & set(entry["genres"])
    return bool(family) and strictest(entry["certifications"].items()) <= 8


def five_word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))
