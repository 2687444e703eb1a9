"""Make films findable: the folded columns full text reads, and their vectors."""

import hashlib
from collections.abc import Collection, Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Max, Prefetch

from movies.folding import fold, surname_first, title_key, title_words
from movies.models import Credit, Film, FilmGenre, Person
from movies.vocabulary import learn_words
from providers.embeddings import embed

BATCH = 500

_SEARCH_COLUMNS = (
    "title_key", "original_key", "search_titles", "search_people", "search_genres",
    "search_keywords", "search_synopsis",
)  # fmt: skip


def index_films(film_ids: Collection[int], *, vocabulary: bool = True) -> None:
    """Refresh what full text and typeahead know of these films.

    The vectors follow in `movies.tasks.embed_films`. A bulk load leaves the vocabulary
    to one `refresh_vocabulary` at its end.
    """
    for batch in _batches(film_ids):
        with transaction.atomic():
            films = list(with_words(batch))
            _update("movies_film", _SEARCH_COLUMNS, map(_film_columns, films))
            _index_people(batch)
    if vocabulary:
        learn_words(film_ids)


def embed_films(film_ids: Collection[int]) -> int:
    """Make the vectors of films whose text changed since; return how many that were."""
    made = 0
    for batch in _batches(film_ids):
        texts = {film: meaning(film) for film in with_words(batch)}
        stale = {
            f: text for f, text in texts.items() if f.embedded_digest != digest(text)
        }
        for film, vector in zip(stale, embed(list(stale.values())), strict=True):
            film.embedding = vector
            film.embedded_digest = digest(stale[film])
        Film.objects.bulk_update(stale, ["embedding", "embedded_digest"])
        made += len(stale)
    return made


def meaning(film: Film) -> str:
    """Return the text whose vector stands for the film (see docs/decisions.md)."""
    return "\n".join(
        [
            f"{film.title} ({film.year})" if film.year else film.title,
            ", ".join(
                [*film.genre_names, *(word.name for word in film.keywords.all())]
            ),
            film.synopsis,
        ]
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def with_words(film_ids: Collection[int]) -> Iterable[Film]:
    """Films with the words that hang on them (four queries)."""
    return (
        Film.objects.filter(pk__in=film_ids)
        .only("title", "original_title", "year", "synopsis", "embedded_digest")
        .prefetch_related(
            Prefetch("film_genres", FilmGenre.objects.select_related("genre")),
            Prefetch("credits", Credit.objects.select_related("person")),
            "keywords",
        )
    )


def _film_columns(film: Film) -> tuple[int | str, ...]:
    titles = [*title_words(film.title), *title_words(film.original_title)]
    names = dict.fromkeys(credit.person.name for credit in film.credits.all())
    return (
        film.pk,
        title_key(film.title),
        title_key(film.original_title),
        " ".join(dict.fromkeys(titles)),
        fold(" ".join(names)),
        fold(" ".join(film.genre_names)),
        fold(" ".join(word.name for word in film.keywords.all())),
        fold(film.synopsis),
    )


def _index_people(film_ids: Collection[int]) -> None:
    people = Person.objects.filter(credits__film__in=film_ids).distinct()
    _update(
        "movies_person",
        ("name_key", "surname_key", "fame"),
        (
            (person.pk, fold(person.name), surname_first(person.name), person.best)
            for person in Person.objects.filter(pk__in=people).annotate(
                best=Max("films__fame")
            )
        ),
    )


def _update(
    table: str, columns: tuple[str, ...], rows: Iterable[tuple[int | str, ...]]
) -> None:
    """Set columns of many rows in one statement; a row is its id, then the values.

    `bulk_update` writes a CASE a value, some 20 times slower for this many columns.
    """
    sets = ", ".join(f"{column} = new.{column}" for column in columns)
    arrays = list(zip(*rows, strict=True))
    if not arrays:
        return
    types = [
        "bigint",
        *("text" if isinstance(a[0], str) else "int" for a in arrays[1:]),
    ]
    unnest = ", ".join(f"%s::{kind}[]" for kind in types)
    names = ", ".join(("id", *columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {sets} FROM unnest({unnest}) AS new({names}) "  # noqa: S608 -- names from this module
            f"WHERE {table}.id = new.id",
            [list(array) for array in arrays],
        )


def _batches(film_ids: Collection[int]) -> Iterator[list[int]]:
    ids = sorted(film_ids)
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
