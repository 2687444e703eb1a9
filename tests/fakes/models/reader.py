"""A model that reads its prompt: it speaks of the films it was given, and no others."""

import re
from typing import Any

from tests.fakes.models.service import ModelServices, texts_of

_FILM = re.compile(r"^(\[\[film:\d+\]\]) (.+)$", re.MULTILINE)


class Readers(ModelServices):
    """What it says of a film is the line it got, so it is as true as the catalogue."""

    def answer_to(self, body: dict[str, Any]) -> str:
        films = [film for text in texts_of(body) for film in _FILM.findall(text)]
        told = [f"{line.replace(' | ', ', ')}.\n\n{mark}" for mark, line in films]
        return "\n\n".join(["Here is what I have.", *told])
