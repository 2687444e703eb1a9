"""A sentence about films becomes a typed question."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from movies.filmquery import FilmQuery
from movies.indexing import index_films
from movies.models import Genre, Keyword
from movies.reading.limits import decade, minutes
from movies.understanding import understand
from movies.vocabulary import refresh_vocabulary
from tests.factories import FilmFactory, GenreFactory, KeywordFactory

SOON = date.today().year - 10  # noqa: DTZ011 -- a year

TWO_HOURS = {"runtime_min": 110, "runtime_max": 130}


@pytest.fixture
def catalogue(db: None) -> None:
    for genre in (
        "Comedy",
        "Horror",
        "Thriller",
        "Crime",
        "Family",
        "Musical",
        "War",
        "Romance",
        "Mystery",
    ):
        GenreFactory(name=genre)
    for keyword in ("heist", "zombies", "new york", "snow"):
        KeywordFactory(name=keyword)
    films = [
        FilmFactory(title="Heat", cast=["Al Pacino"], directors=["Michael Mann"]),
        FilmFactory(title="Titanic", cast=["Kate Winslet"]),
        FilmFactory(title="Spirited Away", directors=["Hayao Miyazaki"]),
        FilmFactory(title="Crouching Tiger, Hidden Dragon"),
        FilmFactory(title="Blade Runner 2049", cast=["Ford York", "Darlene Love"]),
        FilmFactory(title="Midnight in Paris", cast=["Tom Hanks", "Meg Ryan"]),
    ]
    index_films([film.pk for film in films])
    refresh_vocabulary()


def parts(sentence: str) -> dict[str, Any]:
    """Return what was understood, people and films by name."""
    query = understand(sentence)
    named = {"people", "without_people", "like", "unlike"}
    return {
        field: tuple(v.name for v in value) if field in named else value
        for field in FilmQuery.__slots__
        if (value := getattr(query, field)) not in ((), None, "")
    }


@pytest.mark.parametrize(
    ("sentence", "understood"),
    [
        ("before 1990", {"year_to": 1989}),
        ("until 1990", {"year_to": 1990}),
        ("from the 80s", {"year_from": 1980, "year_to": 1989}),
        ("the late nineties", {"year_from": 1997, "year_to": 1999}),
        ("1994", {"year_from": 1994, "year_to": 1994}),
        ("since 2000", {"year_from": 2000}),
        ("after 2000", {"year_from": 2001}),
        ("between 1960 and 1975", {"year_from": 1960, "year_to": 1975}),
        ("from the 60s to the 70s", {"year_from": 1960, "year_to": 1979}),
        ("not in the 60s", {}),
        ("old movies", {"year_to": 1989}),
        ("recent films", {"year_from": SOON}),
        ("classic", {"year_to": 1979}),
        ("under 100 minutes", {"runtime_max": 100}),
        ("under two hours", {"runtime_max": 120}),
        ("less than 1h30", {"runtime_max": 90}),
        ("how long is it", {"text": "how long"}),
        ("five films about zombies", {"keywords": ("zombies",)}),
        ("two musicals", {"genres": ("musical",)}),
        ("five romcoms", {"genres": ("comedy", "romance")}),
        ("a couple of mysteries", {"genres": ("mystery",)}),
        ("several French comedies", {"genres": ("comedy",), "countries": ("FR",)}),
        ("a few films with snow", {"moods": ("snowy",)}),
        ("a family film from before 1970", {"genres": ("family",), "year_to": 1969}),
        ("three short comedies", {"genres": ("comedy",), "runtime_max": 95}),
        ("a two hour comedy", {"genres": ("comedy",), **TWO_HOURS}),
        ("less scary", {"without_moods": ("scary",)}),
        ("an hour and a half or less", {"runtime_max": 90}),
        ("at least 2 hours", {"runtime_min": 120}),
        ("90 min", {"runtime_min": 80, "runtime_max": 100}),
        ("short", {"runtime_max": 95}),
        ("for kids", {"max_age": 8}),
        ("for my 7 year old", {"max_age": 7}),
        ("family night", {"max_age": 8}),
        ("French films", {"countries": ("FR",)}),
        ("in Japanese", {"languages": ("ja",)}),
        ("from Sweden", {"countries": ("SE",)}),
        ("no horror", {"without_genres": ("horror",)}),
        ("nothing too scary", {"without_moods": ("scary",)}),
        ("without violence or zombies", {"without_moods": ("violent",),
                                         "without_keywords": ("zombies",)}),
        ("not a musical", {"without_genres": ("musical",)}),
        ("feel-good but not sad", {"moods": ("feel-good",), "without_moods": ("sad",)}),
        ("not too violent crime film", {"genres": ("crime",),
                                        "without_moods": ("violent",)}),
        ("heist movies", {"keywords": ("heist",)}),
        ("new york comedy", {"genres": ("comedy",), "keywords": ("new york",)}),
        ("Miyazaki", {"people": ("Hayao Miyazaki",)}),
        ("miyazaki hayao", {"people": ("Hayao Miyazaki",)}),
        ("with Tom Hanks and Meg Ryan", {"people": ("Tom Hanks", "Meg Ryan")}),
        ("directed by Mann", {"people": ("Michael Mann",)}),
        ("no tom hanks", {"without_people": ("Tom Hanks",)}),
        ("like Heat but funnier", {"like": ("Heat",), "moods": ("funny",)}),
        ("not like Titanic", {"unlike": ("Titanic",)}),
        ("similar to Crouching Tiger, Hidden Dragon",
         {"like": ("Crouching Tiger, Hidden Dragon",)}),
        ("something like Heat and Titanic", {"like": ("Heat", "Titanic")}),
        ("blade runner 2049", {"text": "blade runner 2049"}),
        ("slow snowy thriller under 100 minutes before 1990",
         {"moods": ("slow", "snowy"), "genres": ("thriller",), "runtime_max": 100,
          "year_to": 1989}),
        ("Miyazaki, nothing scary",
         {"people": ("Hayao Miyazaki",), "without_moods": ("scary",)}),
        ("a funny horror movie about friends lost in a cabin",
         {"moods": ("funny",), "genres": ("horror",),
          "text": "friends lost in a cabin"}),
        ("family moves into a hotel for the winter",
         {"text": "family moves into a hotel for the winter"}),
        ("angel falls in love with a circus rider",
         {"text": "angel falls in love with a circus rider"}),
    ],
)  # fmt: skip
def test_sentences(catalogue: None, sentence: str, understood: dict[str, Any]) -> None:
    assert parts(sentence) == understood


def test_unwanted_words_are_not_in_the_text(catalogue: None) -> None:
    query = understand("a detective in a small harbour town, no zombies, nothing sad")
    assert query.text == "detective in a small harbour town"


BAD = [
    *("", " ", ",,,", "not", "like", "🎬🎬", "\0", "x" * 10_000, "שלום עולם", "% _ \\"),
    *("'; DROP TABLE movies_film; --", "before before 1990 1990", "no no no horror"),
]


@pytest.mark.parametrize("text", BAD)
def test_no_text_is_an_error(catalogue: None, text: str) -> None:
    assert len(understand(text).text) <= 300


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(catalogue: None, text: str) -> None:
    query = understand(text)
    assert "\0" not in query.text
    assert FilmQuery.from_params(QueryDict(query.to_params())) == query


def test_a_genre_made_a_moment_ago_is_understood(
    catalogue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand("anything")
    monkeypatch.setattr("movies.reading.lexicon.CHECK_EVERY_S", 0)
    GenreFactory(name="Kaiju")
    assert understand("kaiju").genres == ("kaiju",)


def test_names_changed_or_gone_a_moment_ago_are_read_as_they_are(
    catalogue: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand("anything")
    monkeypatch.setattr("movies.reading.lexicon.CHECK_EVERY_S", 0)
    Genre.objects.filter(slug="crime").update(name="Underworld")
    Keyword.objects.filter(name="zombies").delete()
    assert understand("underworld films").genres == ("crime",)
    assert understand("zombies").is_plain_text


@pytest.mark.parametrize(
    ("said", "length"),
    [("90 min", 90), ("1h30", 90), ("two hours", 120), ("half an hour", 30),
     ("2 hours and 15 minutes", 135), ("an hour and a half", 90)],
)  # fmt: skip
def test_minutes(said: str, length: int) -> None:
    assert minutes(said) == length


def test_decades() -> None:
    assert decade("80s") == (1980, 1989)
    assert decade("early 2000s") == (2000, 2003)
    assert decade("10s") == (2010, 2019)
