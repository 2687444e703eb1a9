"""From an id a person sent to a fact about themselves: the only way."""

from django.shortcuts import get_object_or_404

from chat.memories.models import Memory
from cinematch.accounts.models import User


def memory_for(viewer: User, memory_id: int) -> Memory:
    return get_object_or_404(Memory.objects.of(viewer), pk=memory_id)
