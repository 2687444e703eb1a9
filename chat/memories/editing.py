"""A fact as its person puts it: what it means for films is read from it anew."""

import re

from django.db import transaction
from django.utils import timezone

from chat.memories.days import habitual_days, without_days
from chat.memories.meaning import PHRASES, means, subject_of
from chat.memories.models import Memory
from chat.memories.rules import Fact, facts
from chat.vectors import vector_of
from movies.folding import fold


@transaction.atomic
def rewrite(memory: Memory, text: str) -> None:
    """Put a text in the place of a fact; another on the same subject gives way."""
    fact = _read(memory, text)
    memory.text = text
    memory.kind = fact.kind
    memory.subject = subject_of(fact)
    memory.query = means(fact.kind, fact.what).to_params()
    memory.weekdays = list(fact.weekdays)
    memory.embedding = vector_of(text)
    memory.updated_at = timezone.now()
    same = Memory.objects.filter(user=memory.user_id, subject=memory.subject)
    same.exclude(pk=memory.pk).delete()
    memory.save()


def _read(memory: Memory, text: str) -> Fact:
    """Read "Likes westerns" as well as "I love westerns"; else the kind stays."""
    if said := facts(text):
        return said[0]
    plain, days = fold(text), habitual_days(fold(text))
    kind, what = memory.kind, plain
    for each, phrase in PHRASES.items():
        lead = fold(str(phrase) % {"what": ""})
        if found := re.match(rf"{lead}\b(.*)", plain):
            kind, what = each, found[1].strip()
    return Fact(kind, without_days(what) if days else what, days)
