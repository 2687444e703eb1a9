"""What somebody may mean while still typing: films, people, genres."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from cinematch.accounts.models import User
from movies.folding import fold, title_key, words
from movies.fulltext import RARE_BY_FAME, titled, with_word_start
from movies.models import Film, FilmQuerySet, Genre, Person, Word
from movies.spelling import closest_word

LIMIT = 8
MAX_PEOPLE, MAX_GENRES = 3, 2
MAX_CHARACTERS = 80
# Inside a title or name, words are looked for from so many letters on.
SHORTEST_WORD_START = 2
# One letter begins thousands of names: walking by fame meets eight of them at once.
SHORTEST_RARE_START = 2
FAMOUS_FIRST = ("-fame", "pk")


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: Literal["film", "person", "genre"]
    label: str
    url: str
    detail: str


def suggest(text: str, viewer: User, limit: int = LIMIT) -> list[Suggestion]:
    """Return films, then people, then genres, each the best known first."""
    folded = fold(text[:MAX_CHARACTERS])
    if not folded:
        return []
    found = _suggestions(folded, viewer, limit)
    if not found and (meant := _mended(folded)):
        found = _suggestions(meant, viewer, limit)
    return found


def _suggestions(folded: str, viewer: User, limit: int) -> list[Suggestion]:
    genres = list(islice(_genres(folded), MAX_GENRES))
    people = list(islice(_people(folded, viewer), MAX_PEOPLE))
    films = _films(folded, viewer, limit - len(genres) - len(people))
    return [*films, *people, *genres][:limit]


def _films(folded: str, viewer: User, limit: int) -> list[Suggestion]:
    films = Film.objects.visible_to(viewer).famous_first()
    found: dict[int, Film] = {}
    for way in _ways(films, folded):
        if len(found) < limit:
            found |= {
                f.pk: f for f in way.only("title", "year")[:limit] if f.pk not in found
            }
    return [
        Suggestion("film", film.title, film.get_absolute_url(), str(film.year or ""))
        for film in islice(found.values(), limit)
    ]


def _ways(films: FilmQuerySet, folded: str) -> Iterator[FilmQuerySet]:
    key = title_key(folded)
    yield titled(films, key)
    by_fame = RARE_BY_FAME if len(folded) >= SHORTEST_RARE_START else FAMOUS_FIRST
    yield films.filter(title_key__startswith=key).order_by(*by_fame)
    if len(words(folded)[-1]) >= SHORTEST_WORD_START:
        yield films.filter(title_words=with_word_start(words(folded)))
    yield films.filter(original_key__startswith=key).order_by(*by_fame)


def _people(folded: str, viewer: User) -> Iterator[Suggestion]:
    films = Film.objects.visible_to(viewer).filter(credits__person=OuterRef("pk"))
    # A person is as famous as their best known film, so that one need not be searched.
    best_known = Subquery(films.filter(fame=OuterRef("fame")).values("title")[:1])
    people = Person.objects.filter(Exists(films), pk__in=_people_ids(folded))
    for person in people.annotate(best=best_known).order_by("-fame", "pk"):
        yield Suggestion(
            "person", person.name, person.get_absolute_url(), person.best or ""
        )


def _people_ids(folded: str) -> set[int]:
    # Two searches: an OR could use neither index in order. And the films of a person
    # are looked for after these few are known, not for everybody of that name.
    by_fame = RARE_BY_FAME if len(folded) >= SHORTEST_RARE_START else FAMOUS_FIRST
    known = Person.objects.order_by(*by_fame).values_list("pk", flat=True)
    return {
        pk
        for key in ("surname_key", "name_key")
        for pk in known.filter(**{f"{key}__startswith": folded})[:MAX_PEOPLE]
    }


def _genres(folded: str) -> Iterator[Suggestion]:
    for genre in Genre.objects.all():
        if fold(genre.name).startswith(folded):
            url = f"{reverse('movies:browse')}?genre={genre.slug}"
            yield Suggestion("genre", genre.name, url, "")


def _mended(folded: str) -> str | None:
    """Return the text with its misspelled words mended; the last may be unfinished."""
    asked = folded.split()
    known = set(Word.objects.filter(text__in=asked).values_list("text", flat=True))
    last = len(asked) - 1
    mended = [
        word if word in known else closest_word(word, beginning=place == last) or word
        for place, word in enumerate(asked)
    ]
    return " ".join(mended) if mended != asked else None
