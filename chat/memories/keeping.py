"""Facts about a person: in an export, and from guest to member.

An erasure takes them by cascade, from the person and from each conversation.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chat.memories.models import Digest, Memory, MemoryChoice
from cinematch.accounts.exporting import Section, register_exporter
from cinematch.accounts.guests import register_adopter
from cinematch.accounts.models import User


def adopt(guest: User, member: User) -> None:
    """Move all of it; on one subject the later word counts, and a "no" stays a no."""
    own = dict(Memory.objects.filter(user=member).values_list("subject", "updated_at"))
    for memory in Memory.objects.filter(user=guest):
        if memory.subject in own and own[memory.subject] >= memory.updated_at:
            memory.delete()
            continue
        Memory.objects.filter(user=member, subject=memory.subject).delete()
        memory.user = member
        memory.save(update_fields=["user"])
    chosen = MemoryChoice.objects.filter(user=guest)
    if chosen.filter(remembers=False).exists():
        MemoryChoice.objects.filter(user=member).delete()
    if not MemoryChoice.objects.filter(user=member).exists():
        chosen.update(user=member)


def memories(user: User) -> Iterator[dict[str, Any]]:
    for memory in Memory.objects.filter(user=user).select_related("source"):
        yield {
            "text": memory.text,
            "kind": memory.kind,
            "said_in": memory.source.text,
            "created_at": memory.created_at,
            "updated_at": memory.updated_at,
        }


def summaries(user: User) -> Iterator[dict[str, Any]]:
    mine = Digest.objects.filter(conversation__user=user).exclude(summary="")
    for digest in mine.select_related("conversation"):
        yield {"conversation": digest.conversation.title, "summary": digest.summary}


def choice(user: User) -> Iterator[dict[str, Any]]:
    for chosen in MemoryChoice.objects.filter(user=user):
        yield {"remembers": chosen.remembers, "since": chosen.since}


def register() -> None:
    register_adopter(adopt)
    register_exporter(
        Section("memories", _("facts CineBot remembers"), memories),
        Section("summaries", _("summaries of conversations"), summaries),
        Section("memory_choice", _("choice about memory"), choice),
    )
