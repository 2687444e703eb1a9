"""Search, typeahead and browsing over 100,000 films, beside the bare SQL they need."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from statistics import mean, median

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from bench.catalogue import made_up_words, vectors, zipf
from bench.result import Result, percentile, times_ms
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Film, Person
from movies.search import search, similar, suggest
from movies.understanding import warm
from providers import embeddings

QUERIES = 120
RECALLED = 50
ADULT = User(birth_date=date(1980, 1, 1))
CHILD = User(birth_date=date(2019, 1, 1))

Call = Callable[[], object]


def measure() -> Iterator[Result]:
    embeddings.warm()
    warm()
    # The first searches fill the caches of the servers, as they do on a site that runs.
    times_ms(partial(search, question, ADULT) for question in questions(shifted=1))
    yield from _search()
    yield from _typeahead()
    yield from _browse()
    yield from _recall()


def _search() -> Iterator[Result]:
    asked = list(questions())
    ours = times_ms([partial(search, question, ADULT) for question in asked])
    bare = times_ms([_bare_search(question) for question in asked])
    yield _speed("search", ours, bare, "<= 50")


def questions(shifted: int = 0) -> Iterator[str]:
    """Yield titles, names, common and rare words, sentences, in equal parts."""
    words = made_up_words(20_000)
    ranks = zipf(20_000, QUERIES * 3).reshape(QUERIES, 3)
    films = Film.objects.famous_first()
    titles = list(films.values_list("title", flat=True)[:2000])
    people = Person.objects.order_by("-fame", "pk")
    names = list(people.values_list("name", flat=True)[:2000])
    for n, row in enumerate(ranks):
        a, b, c = (words[rank] for rank in row)
        yield (
            titles[n * 13 + shifted],
            names[n * 11 + shifted],
            a,
            f"{a} {b}",
            f"comedy under 100 minutes with {a} {b} {c}",
            f"slow thriller before 1990, no horror, {b}",
        )[n % 6]


def _bare_search(question: str) -> Call:
    """What the pages would need at least: words, vectors and a page, without Python."""
    word = max(question.split(), key=len)

    def call() -> None:
        vector = str(embeddings.embed([question])[0].tolist())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM movies_film WHERE min_age <= 18 AND NOT hidden AND "
                "search @@ plainto_tsquery('simple', %s) "
                "ORDER BY fame DESC, id LIMIT 200",
                [word],
            )
            cursor.execute(
                "SELECT id FROM movies_film WHERE min_age <= 18 AND NOT hidden "
                "ORDER BY embedding <=> %s::vector LIMIT 100",
                [vector],
            )
            ids = [row[0] for row in cursor.fetchall()][:24]
            cursor.execute(
                "SELECT id, title, year FROM movies_film WHERE id = ANY(%s)", [ids]
            )

    return call


def _typeahead() -> Iterator[Result]:
    typed = [question[: 2 + n % 9] for n, question in enumerate(questions())]
    typed += [f"{word[:3]}x{word[3:]}" for word in made_up_words(5_000)[-30:]]
    ours = times_ms([partial(suggest, text, ADULT) for text in typed])
    bare = times_ms([_bare_typeahead(text.lower()) for text in typed])
    yield _speed("typeahead", ours, bare, "<= 25")


def _bare_typeahead(text: str) -> Call:
    """The best known films and people with a beginning, by the indexes made for it."""
    starts = (
        ("movies_film", "title_key"),
        ("movies_film", "original_key"),
        ("movies_person", "name_key"),
        ("movies_person", "surname_key"),
    )
    words = " & ".join(f"{word}:*" for word in text.split())

    def call() -> None:
        with connection.cursor() as cursor:
            for table, column in starts:
                # Without "+ 0" PostgreSQL walks everything by fame.
                cursor.execute(
                    f"SELECT id FROM {table} WHERE {column} LIKE %s "  # noqa: S608
                    "ORDER BY fame + 0 DESC, id LIMIT 8",
                    [f"{text}%"],
                )
            cursor.execute(
                "SELECT id FROM movies_film WHERE title_words "
                "@@ to_tsquery('simple', %s) ORDER BY fame DESC, id LIMIT 8",
                [words],
            )

    return call


def _browse() -> Iterator[Result]:
    limits = [
        FilmQuery(),
        FilmQuery(genres=("drama",)),
        FilmQuery(genres=("noir",), year_to=1960),
        FilmQuery(without_genres=("horror",), runtime_max=90),
        FilmQuery(countries=("FR",), year_from=1980, year_to=1989),
        FilmQuery(languages=("fr",), genres=("comedy", "romance")),
    ] * 20
    ours = times_ms([partial(search, query, ADULT) for query in limits])
    bare = times_ms([_bare_browse(query) for query in limits])
    yield _speed("browse", ours, bare, "<= 40")


def _bare_browse(query: FilmQuery) -> Call:
    films = query.narrow(Film.objects.visible_to(ADULT)).famous_first()
    page = films.values("id", "title", "year")[:24].query.sql_with_params()
    total = films.order_by().values("id")[:1001].query.sql_with_params()

    def call() -> None:
        with connection.cursor() as cursor:
            cursor.execute(*page)
            cursor.fetchall()
            cursor.execute(f"SELECT count(*) FROM ({total[0]}) AS found", total[1])  # noqa: S608

    return call


def _speed(name: str, ours: list[float], bare: list[float], goal: str) -> Result:
    ratio = percentile(ours, 95) / percentile(bare, 95)
    baseline = (
        f"bare SQL p95 {percentile(bare, 95):.0f} ms, ratio {ratio:.1f}; "
        f"median {median(ours):.0f} ms"
    )
    return Result(f"{name}_p95_ms", percentile(ours, 95), "ms", goal, baseline)


def _recall() -> Iterator[Result]:
    for name, viewer in (("adult", ADULT), ("child", CHILD)):
        yield Result(
            f"vector_recall_at_10_{name}",
            mean(_recall_at_10(vector, viewer) for vector in vectors(RECALLED)),
            "share",
            ">= 0.95",
            "exact search",
        )


def _recall_at_10(vector: NDArray[np.float32], viewer: User) -> float:
    probe = Film(embedding=vector)
    near = {film.pk for film in similar(probe, viewer, 10)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM movies_film WHERE min_age <= %s AND NOT hidden "
            "ORDER BY (embedding <=> %s::vector) + 0 LIMIT 10",
            [viewer.age_ceiling(), str(vector.tolist())],
        )
        exact = {row[0] for row in cursor.fetchall()}
    return len(near & exact) / 10
