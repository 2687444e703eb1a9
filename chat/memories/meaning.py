"""What a fact means for films, and how it is put in a line."""

import re
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from chat.memories.days import WEEKDAYS, WEEKEND, WEEKNIGHTS
from chat.memories.models import MAX_FACT_CHARS, Memory
from chat.memories.rules import Fact
from movies.filmquery import FilmQuery
from movies.folding import fold
from movies.understanding import understand

_OPPOSITE = {
    "genres": "without_genres",
    "moods": "without_moods",
    "keywords": "without_keywords",
    "people": "without_people",
    "like": "unlike",
}
PHRASES = {
    Memory.Kind.AVOIDS: gettext_lazy("Does not want %(what)s"),
    Memory.Kind.LIKES: gettext_lazy("Likes %(what)s"),
    Memory.Kind.COMPANY: gettext_lazy("Watches with %(what)s"),
    Memory.Kind.HABIT: gettext_lazy("Usually wants %(what)s"),
}
_MINE = re.compile(r"^(?:my|our)\b", re.IGNORECASE)


def means(kind: str, what: str) -> FilmQuery:
    """Return the limits or likings a fact stands for; empty where nothing is typed."""
    match kind:
        case Memory.Kind.AVOIDS:
            return _opposite(understand(what))
        case Memory.Kind.COMPANY:
            return FilmQuery(max_age=_age(what))
        case Memory.Kind.HABIT:
            return _limits(understand(what))
    return understand(what).changed(text="")


def line(fact: Fact, said: str) -> str:
    """Return the fact as one line about the person, in their own spelling."""
    what = _as_written(fact.what, said)
    told = str(PHRASES[Memory.Kind(fact.kind)])
    what = _MINE.sub(pgettext("whose child or friend", "their"), what)
    days = _on_days(fact.weekdays)
    return f"{told % {'what': what}} {days}".strip()[:MAX_FACT_CHARS]


def subject_of(fact: Fact) -> str:
    """Return what a later fact must be about to take this one's place."""
    said = " ".join([fold(fact.what), *map(str, fact.weekdays)])
    return said[: Memory._meta.get_field("subject").max_length]


def _opposite(query: FilmQuery) -> FilmQuery:
    unwanted: dict[str, Any] = {
        without: getattr(query, wanted) for wanted, without in _OPPOSITE.items()
    }
    # "Nothing longer than two hours", "no old films".
    if query.runtime_min and not query.runtime_max:
        unwanted["runtime_max"] = query.runtime_min
    if query.year_to and not query.year_from:
        unwanted["year_from"] = query.year_to + 1
    if query.year_from and not query.year_to:
        unwanted["year_to"] = query.year_from - 1
    return FilmQuery(**unwanted)


def _age(who: str) -> int | None:
    ages = re.search(r"of (\w+)$", who)
    read = understand(f"for age {ages[1]}" if ages else f"with {who}")
    return read.max_age


def _limits(query: FilmQuery) -> FilmQuery:
    wishes = ("text", "keywords", "moods", "like", "unlike")
    return FilmQuery(
        **{
            field.name: getattr(query, field.name)
            for field in fields(query)
            if field.name not in wishes
        }
    )


def _as_written(what: str, said: str) -> str:
    words = r"[\W_]+".join(map(re.escape, what.split()))
    found = re.search(rf"\b{words}\b", said, re.IGNORECASE)
    return " ".join(found[0].split()) if found else what


def _on_days(weekdays: tuple[int, ...]) -> str:
    spans = {
        WEEKNIGHTS: _("on weeknights"),
        WEEKDAYS: _("on weekdays"),
        WEEKEND: _("on weekends"),
    }
    names = [
        _("on Mondays"), _("on Tuesdays"), _("on Wednesdays"), _("on Thursdays"),
        _("on Fridays"), _("on Saturdays"), _("on Sundays"),
    ]  # fmt: skip
    return spans.get(weekdays) or ", ".join(names[day] for day in weekdays)
