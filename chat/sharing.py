"""A conversation for others to read, by a link its owner can take back.

It shows the questions, the films as their reader may see them, and those answers that
were written without knowing anything of the person. An answer that drew on a taste or a
memory is not shown in words: what a model made of it cannot be taken out again.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists

from chat.models import Conversation, Message, SharedLink
from chat.transcript import Exchange, transcript_for_others
from cinematch.accounts.models import User
from movies.models import Mark, Rating, TasteCorrection, TasteProfile
from providers.base import Brief


@dataclass(frozen=True, slots=True)
class Shared:
    """A conversation as a reader of its link sees it."""

    title: str
    exchanges: list[Exchange]


def share(conversation: Conversation) -> SharedLink:
    """Make a link to what was said so far, or bring the one there is up to date."""
    return SharedLink.objects.update_or_create(
        conversation=conversation,
        defaults={"last_message": newest_message(conversation)},
    )[0]


def newest_message(conversation: Conversation) -> int:
    """Return the id of the last message that is complete, 0 if there is none."""
    said = conversation.messages.shown().exclude(status__in=Message.RUNNING)
    return said.values_list("pk", flat=True).last() or 0


def unshare(conversation: Conversation) -> None:
    """Take the link back; another one will have another address."""
    SharedLink.objects.filter(conversation=conversation).delete()


def shared_with(reader: User, link: SharedLink) -> Shared:
    talk = link.conversation
    return Shared(talk.title, transcript_for_others(reader, talk, link.last_message))


def preview(conversation: Conversation) -> Shared:
    """Return what a link made now would show, to its owner."""
    newest = newest_message(conversation)
    exchanges = transcript_for_others(conversation.user, conversation, newest)
    return Shared(conversation.title, exchanges)


def draws_on_person(answer: Message, brief: Brief) -> bool:
    """Whether an answer written from a brief can hold anything about the person.

    Earlier answers are part of the brief: what one of them drew on may be said again.
    """
    if brief.memories or brief.summary:
        return True
    earlier = answer.conversation.messages.answers().filter(pk__lt=answer.pk)
    if brief.turns and earlier.filter(is_personal=True).exists():
        return True
    has_reasons = any(film.reasons for film in brief.candidates)
    return has_reasons and _has_taste(answer.conversation.user)


def _has_taste(person: User) -> bool:
    models = (Rating, Mark, TasteProfile, TasteCorrection)
    told = [Exists(model._default_manager.filter(user=person)) for model in models]
    return User.objects.filter(reduce(or_, told), pk=person.pk).exists()
