"""What conversations keep about a person: in an export, and from guest to member."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chat.models import Conversation
from cinematch.accounts.exporting import Section, register_exporter
from cinematch.accounts.guests import register_adopter
from cinematch.accounts.models import User


def adopt(guest: User, member: User) -> None:
    Conversation.objects.filter(user=guest).update(user=member)


def conversations(user: User) -> Iterator[dict[str, Any]]:
    """Every message, also questions that were edited and answers given anew."""
    mine = Conversation.objects.of(user).prefetch_related("messages")
    for conversation in mine:
        yield {
            "title": conversation.title,
            "created_at": conversation.created_at,
            "messages": [
                {
                    name: getattr(message, name)
                    for name in (
                        "role",
                        "text",
                        "status",
                        "created_at",
                        "thumb",
                        "reason",
                        "asked",
                        "sent",
                    )
                }
                for message in conversation.messages.all()
            ],
        }


def register() -> None:
    register_adopter(adopt)
    register_exporter(
        Section("conversations", _("conversations with CineBot"), conversations)
    )
