"""From a question to the brief its answer is written from.

In two steps, because the person is told what is being done while it is being done.
"""

import re
from collections.abc import Iterator

from django.utils.translation import override

from chat.candidates import (
    MAX_FILMS,
    Choice,
    choose_heeding,
    described,
    explained,
    held,
    told_before,
)
from chat.history import before
from chat.memories.recalling import always, likings, told
from chat.models import Message
from chat.personas.choosing import persona_of
from chat.reading import Reading, understood
from chat.wishes import wishes
from movies.filmquery import FilmQuery
from movies.folding import fold
from movies.reading.limits import COUNTED
from providers.base import Brief, Intent, Topic
from providers.models import Privacy

FILMS_SHOWN = 3
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = re.compile(
    r"\b(?:just|only|top|best|me)? ?(one|two|three|four|five|six|\d{1,2}) "
    rf"(?:\w+ ){{0,2}}{COUNTED}\b|\bjust (one)\b"
)
_ONE_FILM = re.compile(
    r"\bsurprise me\b|\bthe perfect (?:film|movie)\b|\bpick for me\b"
)


def read(answer_id: int, locale: str) -> Reading:
    """Understand the question of an answer."""
    answer = Message.objects.select_related("conversation__user").get(pk=answer_id)
    question = Message.objects.get(answers=answer)
    with override(locale):
        return understood(answer, question.text, before(answer, question), locale)


def note(answer_id: int, reading: Reading) -> None:
    """Write on an answer how its question was understood."""
    Message.objects.filter(pk=answer_id).update(
        intent=reading.said.intent, query=reading.query.to_params()
    )


def write(reading: Reading) -> Brief:
    """Pick the films and put down everything the answer may say."""
    with override(reading.locale):
        avoided = always(reading.known, reading.query)
        choice = _choice(reading, avoided.limits)
        heeded = (*reading.occasion, *(avoided.facts if choice.heeded else ()))
        films = described(
            list(choice.reasons),
            reading.viewer,
            reading.query,
            _reasons(choice, reading),
        )
        return Brief(
            intent=reading.said.intent,
            topic=reading.said.topic,
            question=reading.question,
            persona=persona_of(reading.viewer),
            local_only=reading.viewer.local_only or Privacy.objects.local_only(),
            wishes=_wishes(reading),
            candidates=films,
            unmet=choice.unmet,
            missing=reading.missing,
            turns=reading.turns,
            searched=reading.searched,
            attempt=reading.attempt,
            locale=reading.locale,
            person=reading.viewer.pk,
            memories=tuple(_memories(reading, heeded)),
            heeded=heeded,
            summary=reading.summary,
        )


def _wishes(reading: Reading) -> tuple[str, ...]:
    match reading.said.intent:
        case Intent.RECOMMEND | Intent.REFINE:
            query = reading.query
        case Intent.WHY:
            # A wish that was let go is no reason for a film.
            query = held(reading.query, reading.focus)
        case _:
            return ()
    return () if query.is_empty else tuple(wishes(query))


def _reasons(choice: Choice, reading: Reading) -> dict[int, tuple[str, ...]]:
    """Return the engine's reasons, and first what the person said they like."""
    if reading.said.intent not in (Intent.RECOMMEND, Intent.REFINE, Intent.WHY):
        return choice.reasons
    told_us = told_before(list(choice.reasons), likings(reading.known))
    return {
        film_id: (*told_us.get(film_id, ()), *reasons)
        for film_id, reasons in choice.reasons.items()
    }


def _memories(reading: Reading, heeded: tuple[str, ...]) -> Iterator[str]:
    yield from told(reading.known, heeded, reading.question)
    if reading.last_time:
        yield reading.last_time


def _choice(reading: Reading, avoided: FilmQuery) -> Choice:
    """Return the films named, or those that fit, or one to lead back to films with."""
    match reading.said.intent:
        case Intent.RECOMMEND | Intent.REFINE:
            count = films_asked_for(reading.question)
            return choose_heeding(
                reading.query, avoided, reading.viewer, count, reading.exclude
            )
        case Intent.OFF_TOPIC:
            return choose_heeding(FilmQuery(), avoided, reading.viewer, 1, ())
        case Intent.SMALLTALK if reading.said.topic is Topic.GREETING:
            return choose_heeding(FilmQuery(), avoided, reading.viewer, 1, ())
        case Intent.WHY:
            return Choice(explained(reading.focus, reading.viewer))
        case _:
            return Choice(dict.fromkeys(reading.focus, ()))


def films_asked_for(question: str) -> int:
    said = fold(question)
    if found := _COUNT.search(said):
        number = found[1] or found[2]
        return max(1, min(_NUMBERS.get(number) or int(number), MAX_FILMS))
    return 1 if _ONE_FILM.search(said) else FILMS_SHOWN
