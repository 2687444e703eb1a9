"""100,000 made-up films, the same at every run, with words and names by Zipf's law.

Common words are as common as in real texts, so a query for one meets tens of thousands
of films. The films are made once and kept in the bench's database.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
from django.db import connection
from django.utils.text import slugify
from numpy.typing import NDArray
from rich.progress import track

from movies.folding import fold, surname_first, title_key, title_words
from movies.models import Credit, Film, FilmGenre, Genre, Keyword, Person, Word
from movies.vocabulary import refresh_vocabulary
from providers.embeddings import DIMENSIONS

FILMS = 100_000
PEOPLE = 60_000
BATCH = 2_000
SEED = 20_240_917
# Texts of one kind vary in far fewer directions than a vector has numbers.
TOPICS = 48
ZIPF_EXPONENT = 1.05
AGES = (0, 6, 8, 12, 13, 15, 16, 17, 18)
GENRES = (
    "Drama", "Comedy", "Thriller", "Romance", "Action", "Horror", "Crime", "Adventure",
    "Documentary", "Fantasy", "Science Fiction", "Mystery", "Animation", "Family",
    "History", "War", "Music", "Western", "Musical", "Sport", "Noir",
)  # fmt: skip

draw = np.random.default_rng(SEED)


def ensure() -> None:
    if Film.objects.count() == FILMS and Word.objects.exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE movies_film, movies_person, movies_genre, movies_keyword CASCADE"
        )
        # Building the index at once takes a tenth of growing it film by film.
        cursor.execute("DROP INDEX IF EXISTS film_embedding")
    _make()
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(
            "CREATE INDEX film_embedding ON movies_film USING hnsw "
            "(embedding vector_cosine_ops) WITH (m = 16, ef_construction = 128)"
        )
    refresh_vocabulary()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def made_up_words(count: int) -> list[str]:
    """Return distinct words, the short ones first, as in a language."""
    syllables = [a + b for a, b in product("bdfgklmnprstvz", "aeiou")]
    one = [a + b for a, b in product(syllables, ("n", "r", "s", "l", ""))]
    two = (a + b for a, b in product(syllables, one))
    words = [*one, *two]
    draw.shuffle(words[len(one) :])
    return words[:count]


def zipf(count: int, size: int) -> NDArray[np.int64]:
    """Draw `size` ranks below `count`, rank r with probability ~ 1 / (r + 1)."""
    weights = 1 / np.arange(1, count + 1) ** ZIPF_EXPONENT
    return draw.choice(count, size=size, p=weights / weights.sum())


def vectors(count: int) -> NDArray[np.float32]:
    """Return (count, 384) float32 unit rows: TOPICS directions, and noise."""
    directions = np.random.default_rng(SEED).normal(size=(TOPICS, DIMENSIONS))
    rows = draw.normal(size=(count, TOPICS)) @ directions
    rows += draw.normal(size=rows.shape)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def _make() -> None:
    words = np.array(made_up_words(20_000))
    genres = Genre.objects.bulk_create(
        Genre(name=name, slug=slugify(name)) for name in GENRES
    )
    keywords = Keyword.objects.bulk_create(
        Keyword(name=name) for name in dict.fromkeys(_pairs(words, 4_000))
    )
    people = _people(words)
    for _ in track(range(FILMS // BATCH), "Making films"):
        _batch(words, genres, keywords, people)


def _pairs(words: NDArray[np.str_], count: int) -> Iterator[str]:
    for first, second in words[draw.integers(300, len(words), (count, 2))]:
        yield f"{first} {second}"


def _people(words: NDArray[np.str_]) -> list[Person]:
    first, last = words[zipf(2_000, PEOPLE)], words[2_000 + zipf(18_000, PEOPLE)]
    names = [f"{a} {b}".title() for a, b in zip(first, last, strict=True)]
    fame = np.sort(draw.integers(0, 100, PEOPLE))[::-1]
    return Person.objects.bulk_create(
        (
            Person(name=n, name_key=fold(n), surname_key=surname_first(n), fame=int(f))
            for n, f in zip(names, fame, strict=True)
        ),
        batch_size=5_000,
    )


def _batch(
    words: NDArray[np.str_],
    genres: list[Genre],
    keywords: list[Keyword],
    people: list[Person],
) -> None:
    texts = words[zipf(len(words), BATCH * 50)].reshape(BATCH, 50)
    of_genre = np.sort(zipf(len(genres), BATCH * 2).reshape(BATCH, 2))
    of_keyword = zipf(len(keywords), BATCH * 5).reshape(BATCH, 5)
    of_people = zipf(len(people), BATCH * 5).reshape(BATCH, 5)
    embeddings = vectors(BATCH)
    films = [
        _film(
            texts[n],
            [genres[g] for g in dict.fromkeys(of_genre[n])],
            [keywords[k] for k in dict.fromkeys(of_keyword[n])],
            [people[p] for p in dict.fromkeys(of_people[n])],
            embeddings[n],
        )
        for n in range(BATCH)
    ]
    Film.objects.bulk_create(films, batch_size=500)
    _link(films, of_genre, of_keyword, of_people, genres, keywords, people)


def _film(
    text: NDArray[np.str_],
    genres: list[Genre],
    keywords: list[Keyword],
    people: list[Person],
    embedding: NDArray[np.float32],
) -> Film:
    title = " ".join(text[: draw.integers(1, 5)]).title()
    title = f"The {title}" if draw.random() < 0.3 else title
    synopsis = " ".join(text[5:])
    return Film(
        title=title,
        year=int(draw.integers(1920, 2025)),
        runtime_min=max(40, int(draw.normal(105, 18))),
        countries=["US"] if draw.random() < 0.6 else ["FR"],
        language="en" if draw.random() < 0.6 else "fr",
        synopsis=synopsis,
        fame=int(100 * draw.random() ** 4),
        min_age=int(draw.choice(AGES)),
        embedding=embedding,
        title_key=title_key(title),
        search_titles=" ".join(title_words(title)),
        search_people=fold(" ".join(person.name for person in people)),
        search_genres=fold(" ".join(genre.name for genre in genres)),
        search_keywords=fold(" ".join(keyword.name for keyword in keywords)),
        search_synopsis=synopsis,
    )


def _link(
    films: list[Film],
    of_genre: NDArray[np.int64],
    of_keyword: NDArray[np.int64],
    of_people: NDArray[np.int64],
    genres: list[Genre],
    keywords: list[Keyword],
    people: list[Person],
) -> None:
    FilmGenre.objects.bulk_create(
        FilmGenre(film=film, genre=genres[g], position=place)
        for film, row in zip(films, of_genre, strict=True)
        for place, g in enumerate(dict.fromkeys(row))
    )
    through = Film.keywords.through
    through._base_manager.bulk_create(
        through(film_id=film.pk, keyword_id=keywords[k].pk)
        for film, row in zip(films, of_keyword, strict=True)
        for k in dict.fromkeys(row)
    )
    roles = (Credit.Role.DIRECTOR, *[Credit.Role.CAST] * 4)
    Credit.objects.bulk_create(
        Credit(film=film, person=people[p], role=role, position=place)
        for film, row in zip(films, of_people, strict=True)
        for place, (p, role) in enumerate(zip(dict.fromkeys(row), roles, strict=False))
    )
