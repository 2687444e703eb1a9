"""What can be said of an answer by the catalogue alone, whoever wrote it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chat import unlisted
from chat.caching import films_in
from chat.models import Message
from chat.transcript import known_titles
from cinematch.accounts.models import User
from movies.folding import fold
from movies.models import Film

# Each holds of a film, or not: for every film an answer shows.
_OF_A_FILM: dict[str, Callable[[Film, str], bool]] = {
    "genre": lambda film, slug: slug in _genres(film),
    "without": lambda film, slug: slug not in _genres(film),
    "country": lambda film, code: code in film.countries,
    "from": lambda film, year: (film.year or 0) >= int(year),
    "to": lambda film, year: (film.year or 9999) <= int(year),
    "longest": lambda film, minutes: (film.runtime_min or 9999) <= int(minutes),
    "shortest": lambda film, minutes: (film.runtime_min or 0) >= int(minutes),
}
_OF_AN_ANSWER = ("film", "says", "count", "films")


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.name}={self.value}" if self.value else self.name


def read_checks(text: str) -> tuple[Check, ...]:
    """Raises ValueError for a check that is none."""
    checks = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _, value = part.partition("=")
        if name not in (*_OF_A_FILM, *_OF_AN_ANSWER):
            raise ValueError(f"“{name}” is no check")
        checks.append(Check(name, value))
    return tuple(checks)


def broken(
    checks: tuple[Check, ...], question: str, answer: str, viewer: User
) -> list[str]:
    """Return the checks that an answer does not hold, and what it made up."""
    ids = films_in(answer)
    films = list(Film.objects.visible_to(viewer).for_details().filter(pk__in=ids))
    failed = [str(check) for check in checks if not _holds(check, answer, films)]
    if len(films) < len(ids):
        failed.append("shows a film that is not for this viewer")
    # A title with a comma may be found in part.
    spoken_of = fold(" ".join([question, *(film.title for film in films)]))
    made_up = [each for each in _made_up(answer, viewer) if fold(each) not in spoken_of]
    return failed + [f"names “{title}”" for title in made_up]


def _holds(check: Check, answer: str, films: list[Film]) -> bool:
    match check.name:
        case "film":
            return check.value in [f"{film.title} ({film.year})" for film in films]
        case "says":
            return fold(check.value) in fold(answer)
        case "count":
            return len(films) == int(check.value)
        case "films":
            return bool(films)
        case name:
            return bool(films) and all(
                _OF_A_FILM[name](film, check.value) for film in films
            )


def _made_up(answer: str, viewer: User) -> Iterator[str]:
    """Yield titles that are no film here."""
    written = Message(role=Message.Role.ANSWER, text=answer, provider="any")
    known = known_titles(viewer, [written])
    for part in unlisted.parts(answer, known):
        if part.manner is unlisted.Manner.UNLISTED:
            yield part.text


def _genres(film: Film) -> set[str]:
    return {link.genre.slug for link in film.film_genres.all()}
