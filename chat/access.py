"""From an id a person sent to a conversation or message of theirs: the only way."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from chat.models import Conversation, Message, SharedLink
from cinematch.accounts.models import User


def conversation_for(viewer: User, conversation_id: UUID) -> Conversation:
    """Return a conversation of the viewer's own; a stranger gets 404."""
    return get_object_or_404(Conversation.objects.of(viewer), pk=conversation_id)


def shared_link_for(key: str) -> SharedLink:
    """Return a link that is not taken back: whoever has its address may read."""
    links = SharedLink.objects.select_related("conversation")
    return get_object_or_404(links, key=key)


def answer_for(viewer: User, answer_id: int) -> Message:
    return _message_for(viewer, answer_id, Message.Role.ANSWER)


def question_for(viewer: User, question_id: int) -> Message:
    return _message_for(viewer, question_id, Message.Role.QUESTION)


def _message_for(viewer: User, message_id: int, role: Message.Role) -> Message:
    return get_object_or_404(
        Message.objects.filter(
            conversation__in=Conversation.objects.of(viewer), role=role
        ).select_related("conversation", "question"),
        pk=message_id,
    )
