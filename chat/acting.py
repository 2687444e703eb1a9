"""What a person may do to an answer or a conversation of theirs besides asking."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from chat.models import Conversation, Message
from chat.protocol import Kind
from cinematch import events


def arrange(
    conversation: Conversation,
    title: str | None = None,
    pinned: bool | None = None,
    archived: bool | None = None,
) -> None:
    """Rename, pin or archive, whatever is given, and tell the other tabs."""
    changes: dict[str, Any] = {}
    if title is not None:
        changes |= {"title": title, "title_settled": True}
    if pinned is not None:
        changes["pinned_at"] = timezone.now() if pinned else None
    if archived is not None:
        changes["archived_at"] = timezone.now() if archived else None
    for name, value in changes.items():
        setattr(conversation, name, value)
    conversation.save(update_fields=changes.keys())
    tell_arranged(conversation)


def tell_arranged(conversation: Conversation) -> None:
    _tell(
        conversation,
        Kind.ARRANGED,
        title=conversation.title,
        pinned=conversation.pinned_at is not None,
        archived=conversation.archived_at is not None,
    )


def tell_changed(answer: Message) -> None:
    _tell(answer.conversation, Kind.CHANGED, id=answer.pk)


def delete(conversation: Conversation) -> None:
    stream = conversation.stream
    conversation.delete()
    transaction.on_commit(lambda: events.publish(stream, Kind.DELETED, {}))


def _tell(conversation: Conversation, kind: Kind, **data: object) -> None:
    transaction.on_commit(lambda: events.publish(conversation.stream, kind, data))
