"""What a conversation was about when a question came."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chat.followups import Shown, turned_down
from chat.intents import wording
from chat.memories.models import Digest
from chat.models import Message
from chat.pronouns import OnTable
from cinematch.accounts.models import User
from movies.filmquery import FilmQuery
from movies.models import Film
from providers.base import Intent, Speaker, Topic, Turn

# What a writer is given word for word; what was before that is in the summary.
MAX_TURNS = 12
# How far back films are known to have been shown, or turned down.
MAX_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class History:
    """`films` are those shown last, `listed` the last list of several, `seen` all.

    `turned_down` are not shown again, whatever is asked. `last_question` is the one
    before this, `summary` what was said before the `turns`.
    """

    query: FilmQuery
    films: tuple[int, ...]
    listed: tuple[int, ...]
    seen: frozenset[int]
    turned_down: frozenset[int]
    turns: tuple[Turn, ...]
    last_question: str
    summary: str

    def on_table(self, viewer: User) -> OnTable:
        """Return who may be meant by "her" or "the director" (one film's credits)."""
        films = Film.objects.visible_to(viewer).for_details().filter(pk__in=self.films)
        by_id = {film.pk: film for film in films}
        film = next((by_id[pk] for pk in self.films if pk in by_id), None)
        director = film.directors[0].name if film and film.directors else ""
        actor = film.cast[0].name if film and film.cast else ""
        return OnTable(self._person(director, actor), director, actor)

    def _person(self, director: str, actor: str) -> str:
        said = wording(self.last_question)
        asked_for = {Topic.DIRECTOR: director, Topic.CAST: actor}.get(said.topic)
        if said.intent is Intent.LOOKUP and asked_for:
            return asked_for
        return self.query.people[-1].name if self.query.people else ""


def before(answer: Message, question: Message) -> History:
    earlier = list(
        answer.conversation.messages.shown()
        .filter(pk__lt=question.pk)
        .exclude(text="")
        .order_by("-pk")[:MAX_MESSAGES]
    )
    answers = [message for message in earlier if message.role == Message.Role.ANSWER]
    # The versions of this answer that were not good enough.
    versions = [*question.answers.exclude(pk=answer.pk)] if answer.version > 1 else []
    asked = [message for message in earlier if message.role == Message.Role.QUESTION]
    return History(
        query=answers[0].film_query if answers else FilmQuery(),
        films=next((tuple(each.films) for each in answers if each.films), ()),
        listed=next((tuple(each.films) for each in answers if len(each.films) > 1), ()),
        seen=frozenset(pk for each in [*answers, *versions] for pk in each.films),
        turned_down=_turned_down(earlier),
        turns=tuple(_turn(message) for message in reversed(earlier[:MAX_TURNS])),
        last_question=asked[0].text if asked else "",
        summary=_summary(answer) if len(earlier) > MAX_TURNS else "",
    )


def _summary(answer: Message) -> str:
    digest = Digest.objects.filter(conversation=answer.conversation_id).first()
    return digest.summary if digest else ""


def shown(film_ids: Sequence[int], viewer: User) -> list[Shown]:
    films = Film.objects.visible_to(viewer).for_cards().in_bulk(list(film_ids))
    return [
        Shown(film.pk, film.title, film.year, film.runtime_min)
        for film_id in film_ids
        if (film := films.get(film_id))
    ]


def _turned_down(newest_first: list[Message]) -> frozenset[int]:
    pairs = pairwise(reversed(newest_first))
    return frozenset[int]().union(
        *(
            turned_down(question.text, answer.films)
            for answer, question in pairs
            if answer.films and question.role == Message.Role.QUESTION
        )
    )


def _turn(message: Message) -> Turn:
    asked = message.role == Message.Role.QUESTION
    return Turn(Speaker.PERSON if asked else Speaker.CINEBOT, message.text)
