"""What a person may do to an answer or a conversation of theirs besides asking."""

from django.db import transaction

from chat.models import Conversation, Message
from chat.protocol import Kind
from cinematch import events


def give_feedback(answer: Message, thumb: str, reason: str) -> None:
    """Store a verdict, empty to take it back, and tell the other tabs."""
    answer.thumb, answer.reason = thumb, reason
    answer.save(update_fields=["thumb", "reason"])
    _tell(answer.conversation, Kind.CHANGED, id=answer.pk)


def rename(conversation: Conversation, title: str) -> None:
    conversation.title = title
    conversation.save(update_fields=["title"])


def delete(conversation: Conversation) -> None:
    stream = conversation.stream
    conversation.delete()
    transaction.on_commit(lambda: events.publish(stream, Kind.DELETED, {}))


def _tell(conversation: Conversation, kind: Kind, **data: object) -> None:
    transaction.on_commit(lambda: events.publish(conversation.stream, kind, data))
