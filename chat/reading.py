"""A question understood in its conversation: what kind it is, and what it asks for."""

import re
from dataclasses import dataclass, replace

from django.utils import timezone

from chat.followups import follow_up
from chat.history import History, shown
from chat.intents import Wording, is_off_topic, is_open, wording
from chat.memories.days import occasion
from chat.memories.models import Memory
from chat.memories.recalling import known_of, last_time, on_occasion
from chat.models import Message
from chat.pronouns import points_at_person, spelled_out
from chat.references import is_reference, referred
from chat.titles import films_called, is_spelled
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Film
from movies.spelling import correct
from movies.understanding import understand
from providers.base import Intent, Topic, Turn


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood. `focus` are the films it is about, by name or place.

    `known` are the facts about the person, `occasion` those that became part of it.
    """

    viewer: User
    question: str
    attempt: int
    said: Wording
    query: FilmQuery
    turns: tuple[Turn, ...]
    searched: int
    locale: str
    focus: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    exclude: frozenset[int] = frozenset()
    known: tuple[Memory, ...] = ()
    occasion: tuple[str, ...] = ()
    summary: str = ""
    last_time: str = ""


def understood(
    answer: Message, question: str, history: History, locale: str
) -> Reading:
    viewer = answer.conversation.user
    reading = Reading(
        viewer=viewer,
        question=question,
        attempt=answer.version,
        said=wording(question),
        query=history.query,
        turns=history.turns,
        searched=Film.objects.visible_to(viewer).count(),
        locale=locale,
        known=known_of(viewer),
        summary=history.summary,
        # In a conversation that goes on, its own turns say more.
        last_time="" if history.turns else last_time(answer.conversation),
    )
    if reading.said.intent in (Intent.SMALLTALK, Intent.HELP):
        return reading
    if reading.said.subjects and (named := _about_films(reading, history)):
        return named
    return _about_wishes(reading, history)


def _about_films(reading: Reading, history: History) -> Reading | None:
    """Return the reading if the films it names are there, or clearly meant and not."""
    found: list[int] = []
    missing: list[str] = []
    for subject in reading.said.subjects:
        if is_reference(subject):
            films = referred(subject, history.films, history.listed)
        else:
            films = films_called(subject, reading.viewer)
            if reading.said.intent is not Intent.LOOKUP:
                films = films[:1]
        found += films
        if not films and not is_reference(subject):
            missing.append(_as_typed(subject, reading.question))
    if missing and not _names_titles(reading, missing):
        return None
    if reading.said.intent is Intent.WHY and not found:
        return None
    return replace(reading, focus=tuple(dict.fromkeys(found)), missing=tuple(missing))


def _as_typed(folded: str, question: str) -> str:
    found = re.search(re.escape(folded), question, re.IGNORECASE)
    return found[0] if found else folded.title()


def _names_titles(reading: Reading, missing: list[str]) -> bool:
    """Whether words that are no film here are meant as titles, not as a wish."""
    if reading.said.intent is Intent.COMPARE:
        # "Heat or Thief" is a comparison, "funny or sad" is not.
        return len(missing) < len(reading.said.subjects)
    if reading.said.intent is not Intent.LOOKUP:
        return False
    return reading.said.topic is not Topic.ABOUT or all(
        understand(subject).is_plain_text for subject in missing
    )


def _about_wishes(reading: Reading, history: History) -> Reading:
    day = occasion(reading.question, timezone.localdate().weekday())
    # "Friday Night Lights" is a film.
    says_day = day.rest != reading.question
    if says_day and (films := films_called(reading.question, reading.viewer)):
        return _told_about(reading, films)
    read = _wishes(replace(reading, question=day.rest), history)
    read = replace(read, question=reading.question)
    if read.said.intent not in (Intent.RECOMMEND, Intent.REFINE):
        return read
    holds = on_occasion(reading.known, day, reading.question, read.query)
    return replace(read, query=read.query.joined(holds.limits), occasion=holds.facts)


def _wishes(reading: Reading, history: History) -> Reading:
    """Return the reading of a question that says nothing of the day any more."""
    question = _with_names(reading, history)
    fresh = understand(question)
    # "In Bruges" is a film, though "in French" would be a remark.
    could_be_title = fresh.is_plain_text and " " in question.strip()
    if could_be_title and (films := films_called(question, reading.viewer)):
        return _told_about(reading, films)
    if refined := _refined(reading, question, fresh, history):
        return refined
    leaves_it_open = is_open(question)
    if fresh.is_plain_text and not leaves_it_open:
        if plain := _plain(reading):
            return plain
        # Spelling is mended where nothing else was understood.
        fresh = understand(correct(question, fresh.text) or question)
    query = FilmQuery() if leaves_it_open else fresh
    again = history.seen if reading.attempt > 1 else frozenset()
    return replace(
        reading,
        said=Wording(Intent.RECOMMEND),
        query=query,
        exclude=again | history.turned_down,
    )


def _with_names(reading: Reading, history: History) -> str:
    if not points_at_person(reading.question):
        return reading.question
    return spelled_out(reading.question, history.on_table(reading.viewer))


def _told_about(reading: Reading, films: list[int]) -> Reading:
    said = Wording(Intent.LOOKUP, Topic.ABOUT)
    return replace(reading, said=said, focus=tuple(films))


def _plain(reading: Reading) -> Reading | None:
    """Return the reading of words that hold no wish: a title, or not about films."""
    if films := films_called(reading.question, reading.viewer):
        return _told_about(reading, films)
    if is_off_topic(reading.question):
        return replace(reading, said=Wording(Intent.OFF_TOPIC))
    if not is_spelled(reading.question):
        return replace(reading, said=Wording(Intent.HELP, Topic.UNCLEAR))
    return None


def _refined(
    reading: Reading, remark: str, fresh: FilmQuery, history: History
) -> Reading | None:
    """Return the reading of a remark on the films before, if it is one."""
    viewer = reading.viewer
    changed = follow_up(
        remark,
        fresh,
        history.query,
        shown(history.films, viewer),
        history.seen,
        shown(history.listed, viewer),
    )
    if changed is None:
        return None
    return replace(
        reading,
        said=Wording(Intent.REFINE),
        query=changed.query,
        exclude=changed.exclude | history.turned_down,
    )
