"""Why a film was picked, in true sentences."""

from dataclasses import dataclass

from django.utils.functional import Promise

from movies.models import ReasonKind


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a pick; `key` is what it names: an id, a genre slug, a keyword."""

    kind: ReasonKind
    text: str | Promise
    key: str = ""

    def __str__(self) -> str:
        return str(self.text)
