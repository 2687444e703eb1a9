"""What a person asked for, typed: the same for search, browsing, picks and CineBot."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from movies import querychips, querystring
from movies.models import Credit, Film, FilmGenre, FilmQuerySet, Genre, Keyword
from movies.moods import MOODS
from movies.named import Named

__all__ = ["FilmQuery", "Named"]

OF_FILM = OuterRef("pk")
FilmKeyword = Film.keywords.through


def _genres(slugs: Iterable[str]) -> list[int]:
    """Return ids: with them a limit reads one index, and joins nothing film by film."""
    return list(Genre.objects.filter(slug__in=slugs).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class FilmQuery:
    """Limits every answer keeps (`narrow`), and wishes that only order the answers.

    Wishes are `text`, `keywords`, `moods`, `like` and `unlike`. Genres are slugs,
    keywords lower-case words, moods keys of `movies.moods`, languages ISO 639-1,
    countries ISO 3166 alpha-2. `text` is what no rule understood: it goes to full text
    and to the vectors.
    """

    text: str = ""
    genres: tuple[str, ...] = ()
    without_genres: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    without_keywords: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    without_moods: tuple[str, ...] = ()
    people: tuple[Named, ...] = ()
    without_people: tuple[Named, ...] = ()
    like: tuple[Named, ...] = ()
    unlike: tuple[Named, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    max_age: int | None = None

    def changed(self, **values: Any) -> Self:
        return replace(self, **values)

    @property
    def is_empty(self) -> bool:
        return self == FilmQuery()

    @property
    def is_plain_text(self) -> bool:
        return self == FilmQuery(text=self.text)

    @property
    def has_wishes(self) -> bool:
        """Whether there is anything to order films by, besides limits."""
        return bool(self.text or self.keywords or self.moods or self.like)

    def joined(self, other: "FilmQuery") -> Self:
        """Ask for both at once; where only one can hold (years), the other's counts."""
        both: dict[str, Any] = {}
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, tuple):
                both[field.name] = tuple(dict.fromkeys((*mine, *theirs)))
            elif theirs not in (None, ""):
                both[field.name] = theirs
        return replace(self, **both)

    def chips(self) -> list[querychips.Chip]:
        """Return what was understood, each with the question that leaves it out."""
        return querychips.chips(self)

    @classmethod
    def from_params(cls, params: QueryDict) -> Self:
        """Read what `to_params` wrote; what makes no sense is left out."""
        return cls(**querystring.read(params))

    def to_params(self) -> str:
        """Return the question as a query string, without the question mark."""
        return querystring.write(self)

    def narrow(self, films: FilmQuerySet) -> FilmQuerySet:
        """Keep the films within the limits.

        A film whose year or runtime nobody knows is outside every limit on it.
        """
        return self._without(self._with(films.filter(self._facts())))

    def _facts(self) -> Q:
        limits: dict[str, Any] = {
            "year__gte": self.year_from,
            "year__lte": self.year_to,
            "runtime_min__gte": self.runtime_min,
            "runtime_min__lte": self.runtime_max,
            "min_age__lte": self.max_age,
            "language__in": self.languages or None,
            "countries__overlap": list(self.countries) or None,
        }
        return Q(**{name: limit for name, limit in limits.items() if limit is not None})

    def _with(self, films: FilmQuerySet) -> FilmQuerySet:
        for genre in self.genres:
            links = FilmGenre.objects.filter(film=OF_FILM, genre__in=_genres([genre]))
            films = films.filter(Exists(links))
        for person in self.people:
            credits = Credit.objects.filter(film=OF_FILM, person=person.id)
            films = films.filter(Exists(credits))
        return films

    def _without(self, films: FilmQuerySet) -> FilmQuerySet:
        moods = [MOODS[mood] for mood in self.without_moods]
        genres = {
            *self.without_genres,
            *(g for mood in moods for g in mood.avoid_genres),
        }
        words = {*self.without_keywords, *(w for mood in moods for w in mood.keywords)}
        if genres:
            links = FilmGenre.objects.filter(film=OF_FILM, genre__in=_genres(genres))
            films = films.filter(~Exists(links))
        if words:
            known = Keyword.objects.filter(name__in=words).values_list("pk", flat=True)
            tags = FilmKeyword.objects.filter(film=OF_FILM, keyword__in=list(known))
            films = films.filter(~Exists(tags))
        if self.without_people:
            films = films.exclude(
                people__in=[person.id for person in self.without_people]
            )
        if self.unlike:
            films = films.exclude(pk__in=[film.id for film in self.unlike])
        return films
