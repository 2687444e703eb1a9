"""Typos are forgiven where the catalogue knows better, and nowhere else."""

import pytest

from movies.indexing import index_films
from movies.spelling import closest_title, closest_word, correct
from movies.vocabulary import refresh_vocabulary
from tests.factories import FilmFactory


@pytest.fixture(autouse=True)
def _catalogue(db: None) -> None:
    titles = ("Inception", "The Shawshank Redemption", "Finding Nemo", "Ocean's 11")
    films = [FilmFactory(title=title, fame=50) for title in titles]
    films.append(FilmFactory(title="Ponyo", directors=["Hayao Miyazaki"]))
    index_films([film.pk for film in films])
    refresh_vocabulary()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("incpetion", "inception"),
        ("shawshenk", "shawshank"),
        ("miazaki", "miyazaki"),
        ("nemoo", "nemo"),
    ],
)
def test_word_of_the_catalogue_is_meant(typed: str, meant: str) -> None:
    assert closest_word(typed) == meant


@pytest.mark.parametrize("typed", ["nmo", "xqzzvw", ""])
def test_too_short_or_too_far_is_left_alone(typed: str) -> None:
    assert closest_word(typed) is None


def test_unfinished_word_is_mended_up_to_where_it_ends() -> None:
    assert closest_word("shawhs", beginning=True) == "shawshank"
    assert closest_word("shawhs") is None


def test_title_with_every_word_right_is_not_touched() -> None:
    assert closest_title("finding nemo") is None


def test_title_with_a_wrong_word_is_found() -> None:
    assert closest_title("finding memo") == "Finding Nemo"


def test_another_number_is_another_title() -> None:
    assert closest_title("oceans 12") is None


def test_rest_of_the_sentence_stays_as_it_was_typed() -> None:
    said = "Something like miazaki before 1990"
    assert correct(said, "miazaki") == "Something like miyazaki before 1990"


def test_english_words_are_no_typos() -> None:
    assert correct("funding", "funding") is None
