"""Which kept answer fits a question: the key holds everything an answer depends on.

A model that answered once need not be paid again by somebody the same answer is true
for. Never across people with a taste, of another age, or about another catalogue.
"""

import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max, QuerySet

from chat.briefing import films_asked_for
from chat.marks import FilmMark, pieces
from chat.paraphrase import meaning_of
from chat.reading import Reading
from chat.vectors import vector_of
from cinematch.accounts.models import User
from cinematch.offloop import off_loop
from movies.folding import fold
from movies.models import Film, Mark, Rating, TasteCorrection, TasteProfile
from providers import cache, template
from providers.base import (
    Brief,
    Delta,
    Finish,
    FinishReason,
    Intent,
    Restart,
    Source,
    Text,
)
from providers.cache import Kept

# As the template's answer comes: a word at a time.
_WORDS = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer to a question is kept; `meaning` is empty where only the same
    words in the same conversation mean the same. `films` are those it may show.
    """

    question: str
    exact: str
    meaning: str
    films: frozenset[int]


async def cached(
    reading: Reading, brief: Brief, fresh: AsyncGenerator[Delta, None]
) -> AsyncGenerator[Delta, None]:
    """Give a kept answer as its writer gave it; else a fresh one, and keep that."""
    async with aclosing(fresh):
        # Who asks for another answer has read the one that is kept.
        place = await off_loop(place_of)(reading, brief) if brief.attempt == 1 else None
        if place and (kept := await off_loop(find)(place)):
            for word in _WORDS.findall(kept.text):
                yield Text(word)
            yield Finish(FinishReason.STOP, kept.source)
            return
        text = ""
        async for delta in fresh:
            match delta:
                case Text(more):
                    text += more
                case Restart():
                    text = ""
                case Finish(FinishReason.STOP, source, _) if place:
                    await off_loop(keep)(place, text, source)
            yield delta


def place_of(reading: Reading, brief: Brief) -> Place:
    about = _about(reading.viewer, brief)
    meaning = ""
    told = brief.turns or brief.summary or brief.memories
    if brief.intent is Intent.RECOMMEND and not told:
        count = films_asked_for(brief.question)
        meaning = _digest(about, meaning_of(brief.question, reading.query, count))
    return Place(
        question=brief.question,
        exact=_digest(about, fold(brief.question), _all_but_who_asks(brief)),
        meaning=meaning,
        films=frozenset(film.film_id for film in brief.candidates),
    )


def find(place: Place) -> Kept | None:
    """Return a kept answer that shows only films proposed for this one.

    Those were asked of `visible_to` a moment ago, for the person who asks now.
    """
    for way, kept in _ways_to_find(place):
        if kept is not None and films_in(kept.text) <= place.films:
            cache.lookups.labels(way).inc()
            return kept
    cache.lookups.labels("nothing").inc()
    return None


def keep(place: Place, text: str, source: Source) -> None:
    """Keep what a model wrote; the template writes its own again for nothing."""
    if source.provider == template.SOURCE.provider or films_in(text) - place.films:
        return
    kept = Kept(text, source)
    cache.keep(place.exact, kept)
    if place.meaning and (vector := vector_of(place.question)) is not None:
        cache.keep_near(place.meaning, vector, kept)


def films_in(text: str) -> set[int]:
    return {piece.film_id for piece in pieces(text) if isinstance(piece, FilmMark)}


def taste_version(viewer: User) -> str:
    """Return what changes with everything a viewer says about films.

    Empty, and so the same for all, for people who have said nothing yet.
    """
    if viewer.pk is None:
        return ""
    corrections = TasteCorrection.objects.filter(user=viewer)
    told = [
        *_state(Rating.objects.filter(user=viewer), "updated_at"),
        *_state(Mark.objects.filter(user=viewer), "created_at"),
        *_state(TasteProfile.objects.filter(user=viewer), "updated_at"),
        *corrections.values_list("kind", "key", "verdict"),
    ]
    return f"{viewer.pk} {told}" if any(told) else ""


def _all_but_who_asks(brief: Brief) -> str:
    """Return everything an answer is written from, whatever a brief may come to hold.

    Whose taste it is, is in the key beside it.
    """
    return repr(replace(brief, question="", person=None))


def _about(viewer: User, brief: Brief) -> str:
    catalogue = Film.objects.aggregate(version=Max("updated_at"))["version"]
    return _digest(
        taste_version(viewer),
        str(viewer.age_ceiling()),
        str(catalogue),
        repr(brief.persona),
        brief.locale,
        str(brief.local_only),
    )


def _state(rows: "QuerySet[Any]", moment: str) -> tuple[object, ...]:
    return tuple(rows.aggregate(rows=Count("pk"), last=Max(moment)).values())


def _ways_to_find(place: Place) -> Iterator[tuple[str, Kept | None]]:
    yield "exact", cache.find(place.exact)
    if place.meaning:
        vector = partial(vector_of, place.question)
        yield "meaning", cache.find_near(place.meaning, vector)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
