"""What a person asked for, typed: the same for search, browsing, picks and CineBot."""

from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Named:
    """A row a question names: its id, and its name as shown on a chip."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FilmQuery:
    """Hard limits (years, runtime, exclusions) and wishes (genres, people, moods).

    Genres are slugs, keywords and moods lower-case words, languages ISO 639-1,
    countries ISO 3166 alpha-2. `text` is what no rule understood: it goes to full text
    and to the vectors.
    """

    text: str = ""
    genres: tuple[str, ...] = ()
    without_genres: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    without_keywords: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
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
