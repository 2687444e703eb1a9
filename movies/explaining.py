"""Why a film was picked, in true sentences."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class ReasonKind(StrEnum):
    FILM = "film"
    PERSON = "person"
    GENRE = "genre"
    KEYWORD = "keyword"
    GROUP = "group"
    POPULAR = "popular"
    EXPLORE = "explore"
    FITS = "fits"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a pick; `key` is what it names: an id, a genre slug, a keyword."""

    kind: ReasonKind
    text: str | Promise
    key: str = ""

    def __str__(self) -> str:
        return str(self.text)
