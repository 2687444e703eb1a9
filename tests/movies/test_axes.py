"""One word on how a film differs from another, and which titles are one series."""

import pytest

from movies.axes import axis
from movies.series import series_of
from tests.factories import FilmFactory


@pytest.mark.parametrize(
    ("film", "other", "word"),
    [
        ({"directors": ["Ann"]}, {"directors": ["Ann"], "year": 2020}, "same director"),
        ({"genres": ["Action"]}, {"keywords": ["slow burn"]}, "quieter"),
        ({"genres": ["Horror"]}, {"genres": ["Comedy"]}, "lighter"),
        ({"genres": ["Family"]}, {"genres": ["War"]}, "darker"),
        ({"year": 2010}, {"year": 1950}, "older"),
        ({"year": 1950}, {"year": 2010}, "newer"),
        ({"runtime_min": 90}, {"runtime_min": 150}, "longer"),
        ({"runtime_min": None}, {"cast": ["Bo"]}, "same mood"),
        ({"cast": ["Bo"]}, {"cast": ["Bo"]}, "same face"),
    ],
)
def test_axis_names_a_true_difference(
    db: None, film: dict[str, object], other: dict[str, object], word: str
) -> None:
    assert axis(FilmFactory(**film), FilmFactory(**other)) == word


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("The Godfather", "The Godfather Part II"),
        ("Alien", "Alien 3"),
        ("Rocky", "Rocky IV"),
        ("Star Wars Episode IV: A New Hope", "Star Wars: The Force Awakens"),
        ("The Lord of the Rings: The Two Towers", "The Lord of the Rings"),
        ("Harry Potter and the Philosopher's Stone", "Harry Potter and the Goblet"),
    ],
)
def test_titles_of_a_series_have_one_key(title: str, other: str) -> None:
    assert series_of(title) == series_of(other)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Heat", "Cold"),
        ("Seven", "Seven Samurai"),
        ("1917", "2012"),
        ("M", "Z"),
        ("七人の侍", "羅生門"),
    ],
)
def test_strangers_have_keys_of_their_own(title: str, other: str) -> None:
    assert series_of(title) != series_of(other)
