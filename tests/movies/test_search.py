"""One box finds films; nobody sees what they may not."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.indexing import embed_films, index_films
from movies.models import Film
from movies.search import search, similar, suggest
from movies.vocabulary import refresh_vocabulary
from providers import embeddings
from tests.factories import FilmFactory, GenreFactory, UserFactory

SHARK = "A police chief afraid of water hunts a great white that eats bathers."
PIG = "An airman under a curse flies over the sea and fights pirates in the sky."


@pytest.fixture
def catalogue(db: None) -> None:
    GenreFactory(name="Horror")
    films = [
        FilmFactory(title="The Godfather", fame=97, genres=["Crime"]),
        FilmFactory(title="The Godfather Part II", fame=90, genres=["Crime"]),
        FilmFactory(title="Star Wars", fame=98, genres=["Science Fiction"]),
        FilmFactory(title="Jaws", fame=93, genres=["Thriller"], synopsis=SHARK),
        FilmFactory(title="Porco Rosso", original_title="Kurenai no buta", fame=55,
                    genres=["Animation"], directors=["Hayao Miyazaki"], synopsis=PIG),
        FilmFactory(title="Amélie", year=2001, fame=80, genres=["Comedy", "Romance"]),
        FilmFactory(title="Finding Nemo", fame=92, genres=["Animation", "Family"]),
        FilmFactory(title="Saw", fame=70, min_age=18, genres=["Horror"]),
    ]  # fmt: skip
    ids = [film.pk for film in films]
    index_films(ids)
    refresh_vocabulary()
    embed_films(ids)


def titles(question: str | FilmQuery, viewer: User, **page: Any) -> list[str]:
    return [film.title for film in search(question, viewer, **page).films]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("godfather", "The Godfather"),
        ("the godfather", "The Godfather"),
        ("GODFATHER 2", "The Godfather Part II"),
        ("kurenai no buta", "Porco Rosso"),
        ("amelie", "Amélie"),
        ("starwars", "Star Wars"),
        ("miyazaki", "Porco Rosso"),
        ("miazaki", "Porco Rosso"),
        ("godfahter", "The Godfather"),
        ("finding memo", "Finding Nemo"),
        ("cursed pilot film by miazaki", "Porco Rosso"),
        ("killer fish near the beach", "Jaws"),
        ("romance", "Amélie"),
        ("like The Godfather", "The Godfather Part II"),
    ],
)
def test_the_wanted_film_comes_first(
    catalogue: None, alice: User, typed: str, found: str
) -> None:
    assert titles(typed, alice)[0] == found


def test_a_correction_is_said(catalogue: None, alice: User) -> None:
    assert search("godfahter", alice).did_you_mean == "godfather"
    assert search("godfather", alice).did_you_mean is None


def test_limits_hold_for_every_film(catalogue: None, alice: User) -> None:
    assert titles("slow and sad, since 2000", alice) == ["Amélie"]


def test_limits_alone_show_the_famous_first(catalogue: None, alice: User) -> None:
    result = search(FilmQuery(genres=("animation",)), alice)
    assert [film.title for film in result.films] == ["Finding Nemo", "Porco Rosso"]
    assert result.total == 2


def test_what_is_not_wanted_stays_away(catalogue: None, alice: User) -> None:
    assert "Saw" not in titles("thriller or anything tense, no horror", alice)


def test_a_liked_film_is_not_its_own_answer(catalogue: None, alice: User) -> None:
    assert "Jaws" not in titles("like Jaws", alice)


def test_a_child_never_finds_a_film_for_adults(catalogue: None) -> None:
    child = UserFactory(birth_date=date(2017, 5, 1))
    assert "Saw" not in titles("saw", child)
    assert "Saw" not in titles("horror", child)
    assert suggest("saw", child) == []
    neighbours = similar(Film.objects.get(title="Jaws"), child, 20)
    assert "Saw" not in [film.title for film in neighbours]


def test_pages_follow_each_other(catalogue: None, alice: User) -> None:
    whole = titles("film with a crime", alice)
    assert titles("film with a crime", alice, limit=3, offset=3) == whole[3:6]
    assert titles("film with a crime", alice, offset=10**9) == []


def test_without_weights_search_answers_by_words(
    catalogue: None, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = embeddings.EmbeddingsUnavailableError("reinstall")
    monkeypatch.setattr(embeddings, "_model", lambda: missing)
    assert titles("curse pirates sea", alice) == ["Porco Rosso"]


def test_similar_films_are_neighbours(catalogue: None, alice: User) -> None:
    godfather = Film.objects.get(title="The Godfather")
    assert similar(godfather, alice, 1)[0].title == "The Godfather Part II"


def test_a_film_without_a_vector_has_no_neighbours(alice: User) -> None:
    assert similar(FilmFactory(), alice, 5) == []


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("godf", "film", "The Godfather"),
        ("the godf", "film", "The Godfather"),
        ("wars", "film", "Star Wars"),
        ("starw", "film", "Star Wars"),
        ("miyaz", "person", "Hayao Miyazaki"),
        ("hayao m", "person", "Hayao Miyazaki"),
        ("miaz", "person", "Hayao Miyazaki"),
        ("godfahte", "film", "The Godfather"),
        ("kuren", "film", "Porco Rosso"),
        ("sci", "genre", "Science Fiction"),
    ],
)
def test_typeahead(
    catalogue: None, alice: User, typed: str, kind: str, label: str
) -> None:
    found = suggest(typed, alice)
    assert (kind, label) in [(each.kind, each.label) for each in found]


def test_typeahead_shows_at_most_eight(db: None, alice: User) -> None:
    index_films([FilmFactory(title=f"Night {n}").pk for n in range(12)])
    assert len(suggest("night", alice)) == 8


def test_typeahead_of_nothing_is_nothing(alice: User) -> None:
    assert suggest("  \0 !", alice) == []


BAD = [
    *(
        "",
        " ",
        "x" * 10_000,
        "שלום עולם",
        "🎬🍿",
        "a\0b",
        "& | ! ( ) :*",
        "%_\\",
        "the",
    ),
    *("'; DROP TABLE movies_film; --", "<script>", "\ud7ff\u202e"),
]


@pytest.mark.parametrize("text", BAD)
def test_bad_input_is_answered(catalogue: None, alice: User, text: str) -> None:
    assert search(text, alice).total >= 0
    assert len(suggest(text, alice)) <= 8


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=40,
)
@given(st.text(max_size=80))
def test_any_text_is_answered(catalogue: None, text: str) -> None:
    viewer = User(is_guest=True)
    assert all(film.min_age <= 12 for film in search(text, viewer).films)
    assert len(suggest(text, viewer)) <= 8


def test_the_vector_index_finds_what_exact_search_finds(alice: User) -> None:
    child = UserFactory(birth_date=date(2018, 5, 1))
    # Texts of one kind vary in far fewer directions than a vector has numbers.
    draw = np.random.default_rng(7)
    topics = draw.normal(size=(3_000, 32)) @ draw.normal(size=(32, 384))
    vectors = (topics + draw.normal(size=topics.shape)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    Film.objects.bulk_create(
        Film(title=f"Film {n}", min_age=18 if n % 20 else 0, embedding=vector)
        for n, vector in enumerate(vectors)
    )
    for viewer in (alice, child):
        recalls = [_recall_at_10(film, viewer) for film in Film.objects.all()[:20]]
        assert np.mean(recalls) >= 0.95


def _recall_at_10(film: Film, viewer: User) -> float:
    others = Film.objects.visible_to(viewer).exclude(pk=film.pk)
    rows = dict(others.values_list("pk", "embedding"))
    likeness = np.stack(list(rows.values())) @ film.embedding
    exact = {list(rows)[place] for place in np.argsort(-likeness)[:10]}
    return len(exact & {near.pk for near in similar(film, viewer, 10)}) / 10
