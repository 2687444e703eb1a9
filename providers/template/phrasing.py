"""How sentences are chosen and put together."""

import re
import zlib
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from providers.base import Brief, Candidate, Speaker

# Whole sentences, marked for translation, with named placeholders.
Bank = Sequence[Promise]

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# Not after an initial or a title: "J. Robert Oppenheimer", "Dr. No".
_FIRST_SENTENCE = re.compile(
    r"^.+?(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)[.!?…](?=\s|$)", re.DOTALL
)
_ENDS = (".", "!", "?", "…", ":", "]]", "”", '"')


class Phrasing:
    """Picks from a bank by question, turn and attempt; passes over what was said."""

    def __init__(self, brief: Brief) -> None:
        self.persona = brief.persona
        self._seed = f"{brief.question}|{len(brief.turns)}|{brief.attempt}"
        self._heard = "\n".join(
            turn.text for turn in brief.turns if turn.speaker is Speaker.CINEBOT
        )

    def say(self, bank: Bank, **values: object) -> str:
        return self._fresh([str(phrase) for phrase in bank]) % values

    def own(self, phrases: Sequence[str]) -> str:
        """Return one of a persona's phrases as it stands; empty if there are none."""
        return self._fresh(list(phrases)) if phrases else ""

    def chance(self, what: str, of: int) -> int:
        """Return a number from 0 to below `of`, the same for the same brief."""
        return zlib.crc32(f"{self._seed}|{what}".encode()) % of

    def _fresh(self, phrases: list[str]) -> str:
        start = self.chance(phrases[0], len(phrases))
        ordered = phrases[start:] + phrases[:start]
        fresh = next(
            (phrase for phrase in ordered if not self._knows(phrase)), ordered[0]
        )
        self._heard += "\n" + _longest_literal(fresh)
        return fresh

    def _knows(self, phrase: str) -> bool:
        return _longest_literal(phrase) in self._heard


def _longest_literal(phrase: str) -> str:
    return max(_PLACEHOLDER.split(phrase), key=len)


def wished(brief: Brief) -> str:
    """Return "a thriller, under 100 minutes, with Al Pacino"."""
    return ", ".join(brief.wishes)


def listed(parts: Sequence[str]) -> str:
    """Return "A", "A and B", or "A, B and C"."""
    if len(parts) < 2:
        return "".join(parts)
    return pgettext("a list", "%(first)s and %(last)s") % {
        "first": ", ".join(parts[:-1]),
        "last": parts[-1],
    }


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends like a sentence."""
    text = " ".join(text.split())
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."


def first_sentence(text: str) -> str:
    text = " ".join(text.split())
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else sentence(text)


def tidy(paragraph: str) -> str:
    return " ".join(paragraph.split())


def dated(film: Candidate) -> str:
    if film.year is None:
        return film.title
    return _("%(title)s (%(year)d)") % {"title": film.title, "year": film.year}


def length(minutes: int) -> str:
    """Return 95 as "1 h 35 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
