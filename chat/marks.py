"""Film marks in an answer: `[[film:7]]` is where the card of film 7 stands.

A writer's text comes in pieces that may cut a mark in two, and may hold marks of films
that nobody proposed to it. What is read here is only text and proposed films.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\[\[film:(\d{1,18})\]\]")
# The beginning of a mark at the end of a piece.
_UNFINISHED = re.compile(r"\[(?:\[(?:f(?:i(?:l(?:m(?::\d{0,18}\]?)?)?)?)?)?)?$")


@dataclass(frozen=True, slots=True)
class FilmMark:
    film_id: int


Piece = str | FilmMark


def pieces(text: str) -> Iterator[Piece]:
    """Yield the words and the marks of a text, in order, empty words left out."""
    for position, part in enumerate(_MARK.split(text)):
        if position % 2:
            yield FilmMark(int(part))
        elif part:
            yield part


class MarkReader:
    """Reads a text that comes in pieces; films not `proposed` leave no trace."""

    def __init__(self, proposed: Collection[int]) -> None:
        self._proposed = proposed
        self._held = ""

    def read(self, text: str) -> list[Piece]:
        """Return what is certain so far; a half mark is held back."""
        text = self._held + text
        held = _UNFINISHED.search(text)
        self._held = held[0] if held else ""
        return self._known(text[: len(text) - len(self._held)])

    def rest(self) -> list[Piece]:
        """Return what was held back and turned out to be plain text."""
        held, self._held = self._held, ""
        return self._known(held)

    def _known(self, text: str) -> list[Piece]:
        return [
            piece
            for piece in pieces(text)
            if isinstance(piece, str) or piece.film_id in self._proposed
        ]
