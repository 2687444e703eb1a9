"""Which of the facts about a person matter to a question, and what they change.

Limits that hold on an occasion ("it's Friday film night") become part of the question.
What a person never wants only moves films back: an answer is never empty for it, and a
question that asks for the very thing overrules it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pgvector.django import CosineDistance

from chat.memories.days import Occasion
from chat.memories.models import Digest, Memory, MemoryChoice
from chat.models import Conversation
from chat.vectors import vector_of
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.folding import fold, word_set
from movies.moods import MOODS
from movies.reading.sentence import FILLERS
from providers.prompting import tokens_in

# A dozen facts; the films of an answer need the rest of the prompt.
MAX_TOKENS = 160
# What being told just now weighs against being near in meaning (a cosine).
RECENCY_WEIGHT = 0.3
HALF_LIFE_DAYS = 60.0
# A liking costs a query; who has said more gets the newest.
MAX_LIKINGS = 6
_FAMILY = word_set("kid kids child children family son daughter boy girl little")
_SPANS = (("runtime_min", "runtime_max"), ("year_from", "year_to"), ("max_age",))
_WITHOUT = ("genres", "keywords", "moods", "people")


@dataclass(frozen=True, slots=True)
class Heed:
    """Limits, and the facts they come from, in words."""

    limits: FilmQuery
    facts: tuple[str, ...]


def known_of(viewer: User) -> tuple[Memory, ...]:
    """Return the facts about a person, newest first; none if memory is off."""
    if not MemoryChoice.of(viewer).remembers:
        return ()
    # A vector takes longer to read than all the rest, and is seldom wanted.
    return tuple(Memory.objects.of(viewer).defer("embedding"))


def on_occasion(
    known: Iterable[Memory], day: Occasion, question: str, asked: FilmQuery
) -> Heed:
    """Return what holds on the day or in the company a question speaks of."""
    said = set(fold(question).split())
    return _heeded(
        (
            memory
            for memory in known
            if day.weekdays.intersection(memory.weekdays)
            or (memory.kind == Memory.Kind.COMPANY and _mentioned(memory, said))
        ),
        asked,
    )


def always(known: Iterable[Memory], asked: FilmQuery) -> Heed:
    """Return what this person never wants, whatever the day."""
    lasting = (Memory.Kind.AVOIDS, Memory.Kind.HABIT)
    return _heeded(
        (each for each in known if each.kind in lasting and not each.weekdays), asked
    )


def likings(known: Iterable[Memory]) -> dict[str, FilmQuery]:
    """Return what is liked and can be seen of a film, by the fact that says so."""
    likes = (memory for memory in known if memory.kind == Memory.Kind.LIKES)
    read = {memory.text: memory.film_query for memory in likes}
    liked = {fact: query for fact, query in read.items() if not query.is_empty}
    return dict(list(liked.items())[:MAX_LIKINGS])


def told(known: Sequence[Memory], heeded: Sequence[str], question: str) -> list[str]:
    """Return the facts a writer should know: what was heeded, then the nearest."""
    room = MAX_TOKENS - tokens_in(*heeded)
    lines = list(heeded)
    others = [memory for memory in known if memory.text not in heeded]
    if tokens_in(*(memory.text for memory in others)) > room:
        others = _nearest_first(others, question)
    for memory in others:
        room -= tokens_in(memory.text)
        if room < 0:
            break
        lines.append(memory.text)
    return lines


def last_time(conversation: Conversation) -> str:
    """Return what the person's conversation before this one ended with."""
    if not MemoryChoice.of(conversation.user).remembers:
        return ""
    earlier = Digest.objects.filter(
        conversation__in=Conversation.objects.of(conversation.user)
    ).exclude(conversation=conversation)
    newest = earlier.exclude(summary="").order_by("-updated_at").first()
    if newest is None:
        return ""
    return _("Last time: %(line)s") % {"line": newest.summary.splitlines()[-1]}


def compatible(limits: FilmQuery, asked: FilmQuery) -> FilmQuery:
    """Return the limits that do not go against what is asked for."""
    gone: dict[str, Any] = {}
    for span in _SPANS:
        if any(getattr(asked, name) is not None for name in span):
            gone |= dict.fromkeys(span)
    for wish in _WITHOUT:
        wanted = getattr(asked, wish)
        unwanted = getattr(limits, f"without_{wish}")
        gone[f"without_{wish}"] = tuple(w for w in unwanted if w not in wanted)
    gone["without_moods"] = tuple(
        mood
        for mood in gone["without_moods"]
        if not set(MOODS[mood].genres).intersection(asked.genres)
        and not set(MOODS[mood].keywords).intersection(asked.keywords)
    )
    return limits.changed(**gone)


def _heeded(memories: Iterable[Memory], asked: FilmQuery) -> Heed:
    limits, facts = FilmQuery(), []
    for memory in memories:
        fitting = compatible(memory.film_query, asked)
        if not fitting.is_empty:
            limits = _tighter(limits, fitting)
            facts.append(memory.text)
    return Heed(limits, tuple(facts))


def _tighter(one: FilmQuery, other: FilmQuery) -> FilmQuery:
    """Join both; of two ages or lengths the stricter counts."""
    both = one.joined(other)
    least = {
        name: min(filter(None, values))
        for name in ("runtime_max", "year_to")
        if any(values := (getattr(one, name), getattr(other, name)))
    }
    ages = [q.max_age for q in (one, other) if q.max_age is not None]
    return both.changed(**least, max_age=min(ages, default=None))


def _mentioned(memory: Memory, said: set[str]) -> bool:
    telling = set(fold(memory.subject).split()) - FILLERS
    if said & telling:
        return True
    return memory.film_query.max_age is not None and bool(said & _FAMILY)


def _nearest_first(memories: list[Memory], question: str) -> list[Memory]:
    asked = vector_of(question)
    ids = [memory.pk for memory in memories]
    near = Memory.objects.filter(pk__in=ids, embedding__isnull=False)
    distances = (
        dict(near.values_list("pk", CosineDistance("embedding", asked)))
        if asked is not None
        else {}
    )
    now = timezone.now()

    def score(memory: Memory) -> float:
        days = (now - memory.updated_at).total_seconds() / 86_400
        recency = RECENCY_WEIGHT * 0.5 ** (days / HALF_LIFE_DAYS)
        return recency + 1.0 - distances.get(memory.pk, 1.0)

    return sorted(memories, key=score, reverse=True)
