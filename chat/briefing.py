"""From a question to the brief its answer is written from.

In two steps, because the person is told what is being done while it is being done.
"""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from chat.candidates import MAX_FILMS, Choice, choose, described
from chat.followups import FollowUp, Shown, follow_up
from chat.intents import Wording, is_off_topic, is_open, wording
from chat.models import Message
from chat.references import is_reference, referred
from chat.titles import films_called, is_spelled
from chat.wishes import wishes
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.folding import fold
from movies.models import Film
from movies.search import search
from movies.understanding import understand
from providers.base import Brief, Intent, Persona, Speaker, Topic, Turn

FILMS_SHOWN = 3
MAX_TURNS = 12
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = re.compile(
    r"\b(?:just|only|top|best|me)? ?(one|two|three|four|five|six|\d{1,2}) "
    r"(?:\w+ ){0,2}(?:films?|movies?|suggestions?|ideas?|options?)\b|\bjust (one)\b"
)
_ONE_FILM = re.compile(
    r"\bsurprise me\b|\bthe perfect (?:film|movie)\b|\bpick for me\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood. `focus` are the films it is about, by name or place."""

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


@dataclass(frozen=True, slots=True)
class _Before:
    """What the conversation was about when the question came."""

    query: FilmQuery
    films: tuple[int, ...]
    seen: frozenset[int]
    turns: tuple[Turn, ...]


def read(answer_id: int, locale: str) -> Reading:
    """Understand the question of an answer, and note on the answer how."""
    answer = Message.objects.select_related("conversation__user").get(pk=answer_id)
    question = Message.objects.get(answers=answer)
    with override(locale):
        reading = _understood(answer, question.text, _before(answer, question), locale)
    Message.objects.filter(pk=answer_id).update(
        intent=reading.said.intent, query=reading.query.to_params()
    )
    return reading


def write(reading: Reading) -> Brief:
    """Pick the films and put down everything the answer may say."""
    with override(reading.locale):
        choice = _choice(reading)
        about_wishes = reading.said.intent in (
            Intent.RECOMMEND,
            Intent.REFINE,
            Intent.WHY,
        )
        films = described(
            list(choice.reasons), reading.viewer, reading.query, choice.reasons
        )
        return Brief(
            intent=reading.said.intent,
            topic=reading.said.topic,
            question=reading.question,
            persona=Persona(name=_("CineBot"), voice=_("a warm, well-read usher")),
            wishes=_wishes(reading.query) if about_wishes else (),
            candidates=films,
            unmet=choice.unmet,
            missing=reading.missing,
            turns=reading.turns,
            searched=reading.searched,
            attempt=reading.attempt,
            locale=reading.locale,
        )


def _wishes(query: FilmQuery) -> tuple[str, ...]:
    return () if query.is_empty else tuple(wishes(query))


def _before(answer: Message, question: Message) -> _Before:
    earlier = list(
        answer.conversation.messages.shown()
        .filter(pk__lt=question.pk)
        .exclude(text="")
        .order_by("-pk")[:MAX_TURNS]
    )
    answers = [message for message in earlier if message.role == Message.Role.ANSWER]
    # The versions of this answer that were not good enough.
    versions = [*question.answers.exclude(pk=answer.pk)]
    return _Before(
        query=answers[0].film_query if answers else FilmQuery(),
        films=next((tuple(each.films) for each in answers if each.films), ()),
        seen=frozenset(pk for each in [*answers, *versions] for pk in each.films),
        turns=tuple(_turn(message) for message in reversed(earlier)),
    )


def _turn(message: Message) -> Turn:
    asked = message.role == Message.Role.QUESTION
    return Turn(Speaker.PERSON if asked else Speaker.CINEBOT, message.text)


def _understood(
    answer: Message, question: str, before: _Before, locale: str
) -> Reading:
    viewer = answer.conversation.user
    reading = Reading(
        viewer=viewer,
        question=question,
        attempt=answer.version,
        said=wording(question),
        query=before.query,
        turns=before.turns,
        searched=Film.objects.visible_to(viewer).count(),
        locale=locale,
    )
    if reading.said.intent in (Intent.SMALLTALK, Intent.HELP):
        return reading
    if reading.said.subjects and (named := _about_films(reading, before)):
        return named
    return _about_wishes(reading, before)


def _about_films(reading: Reading, before: _Before) -> Reading | None:
    """Return the reading if the films it names are there, or clearly meant and not."""
    found: list[int] = []
    missing: list[str] = []
    for subject in reading.said.subjects:
        if is_reference(subject):
            films = referred(subject, before.films)
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


def _about_wishes(reading: Reading, before: _Before) -> Reading:
    fresh = understand(reading.question)
    shown = _shown(before.films, reading.viewer)
    # "In Bruges" is a film, though "in French" would be a remark.
    could_be_title = fresh.is_plain_text and " " in reading.question.strip()
    if could_be_title and (films := films_called(reading.question, reading.viewer)):
        return _told_about(reading, films)
    if changed := follow_up(reading.question, fresh, before.query, shown, before.seen):
        return _refined(reading, changed)
    if fresh.is_plain_text and not is_open(reading.question):
        if plain := _plain(reading):
            return plain
        # Spelling is mended where nothing else was understood.
        fresh = search(reading.question, reading.viewer, limit=1).query
    query = FilmQuery() if is_open(reading.question) else fresh
    again = before.seen if reading.attempt > 1 else frozenset()
    return replace(reading, said=Wording(Intent.RECOMMEND), query=query, exclude=again)


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


def _refined(reading: Reading, changed: FollowUp) -> Reading:
    return replace(
        reading,
        said=Wording(Intent.REFINE),
        query=changed.query,
        exclude=changed.exclude,
    )


def _shown(film_ids: tuple[int, ...], viewer: User) -> list[Shown]:
    films = Film.objects.visible_to(viewer).for_cards().in_bulk(film_ids)
    return [
        Shown(film.pk, film.title, film.year, film.runtime_min)
        for film_id in film_ids
        if (film := films.get(film_id))
    ]


def _choice(reading: Reading) -> Choice:
    """Return the films named, or those that fit, or one to lead back to films with."""
    match reading.said.intent:
        case Intent.RECOMMEND | Intent.REFINE:
            count = _count(reading.question)
            return choose(reading.query, reading.viewer, count, reading.exclude)
        case Intent.OFF_TOPIC:
            return choose(FilmQuery(), reading.viewer, 1, ())
        case Intent.SMALLTALK if reading.said.topic is Topic.GREETING:
            return choose(FilmQuery(), reading.viewer, 1, ())
        case _:
            return Choice(dict.fromkeys(reading.focus, ()))


def _count(question: str) -> int:
    said = fold(question)
    if _ONE_FILM.search(said):
        return 1
    if not (found := _COUNT.search(said)):
        return FILMS_SHOWN
    number = found[1] or found[2]
    return max(1, min(_NUMBERS.get(number) or int(number), MAX_FILMS))
