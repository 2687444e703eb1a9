"""Read what people told CineBot since last time, and keep what is worth remembering.

By the clock, in batches: a question is never held up for it. Each message is read once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from chat.memories.meaning import line, means, subject_of
from chat.memories.modelled import found_by_model
from chat.memories.models import Digest, Memory, MemoryChoice
from chat.memories.rules import Fact, facts
from chat.memories.sensitive import is_sensitive
from chat.memories.summarising import rolled_on
from chat.models import Conversation, Message
from chat.vectors import Vector, vectors_of
from cinematch.accounts.models import User

# Of one conversation at a time, and of all in one run.
MAX_MESSAGES = 40
MAX_CONVERSATIONS = 200
# A person's oldest facts make room for new ones.
MAX_FACTS = 100


@dataclass(frozen=True, slots=True)
class _Unread:
    """What of a conversation was not read yet, its oldest messages first."""

    conversation: Conversation
    since: int
    messages: list[Message]

    @property
    def questions(self) -> list[Message]:
        choice = MemoryChoice.of(self.conversation.user)
        return [
            message
            for message in self.messages
            if message.role == Message.Role.QUESTION
            and (choice.since is None or message.created_at >= choice.since)
        ]


@dataclass(frozen=True, slots=True)
class _Learnt:
    source: Message
    fact: Fact
    text: str


def learn() -> int:
    """Read what is new in up to MAX_CONVERSATIONS; return how many facts were kept."""
    waiting = list(_waiting()[:MAX_CONVERSATIONS])
    return sum(_read(conversation) for conversation in waiting)


def _waiting() -> QuerySet[Conversation]:
    """Conversations with messages nobody read, of people who want to be remembered."""
    # An answer that is being written is read with the next batch.
    said = ~Q(messages__status__in=Message.RUNNING)
    return (
        Conversation.objects.select_related("user")
        .exclude(user__memory_choice__remembers=False)
        .annotate(
            newest=Max("messages", filter=said),
            read=Coalesce(F("digest__read_up_to"), 0),
        )
        .filter(newest__gt=F("read"))
        .order_by("updated_at")
    )


def _read(conversation: Conversation) -> int:
    unread = _unread(conversation)
    # Before the lock: a model may take its time.
    learnt = list(_learnt(_found(unread)))
    vectors = vectors_of([each.text for each in learnt])
    with transaction.atomic():
        digest = _lock(unread)
        if digest is None:
            return 0
        for each, vector in zip(learnt, vectors, strict=True):
            _keep(each, vector)
        _forget_oldest(conversation.user)
        answers = [m for m in unread.messages if m.role == Message.Role.ANSWER]
        digest.summary = rolled_on(digest.summary, answers)
        if unread.messages:
            digest.read_up_to = unread.messages[-1].pk
        digest.save()
    return len(learnt)


def _unread(conversation: Conversation) -> _Unread:
    read = Digest.objects.filter(conversation=conversation)
    since = read.values_list("read_up_to", flat=True).first() or 0
    messages = conversation.messages.shown().exclude(status__in=Message.RUNNING)
    return _Unread(
        conversation, since, list(messages.filter(pk__gt=since)[:MAX_MESSAGES])
    )


def _lock(unread: _Unread) -> Digest | None:
    """Return the digest if nothing changed since it was read, locked until the end."""
    conversation = unread.conversation
    # Deleted meanwhile, a guest's who signed up, or memory turned off: not this time.
    rows = Conversation.objects.select_for_update().filter(
        pk=conversation.pk, user=conversation.user
    )
    if not rows.exists() or not MemoryChoice.of(conversation.user).remembers:
        return None
    digest, _new = Digest.objects.get_or_create(conversation=conversation)
    return digest if digest.read_up_to == unread.since else None


def _found(unread: _Unread) -> Iterable[tuple[Message, Fact]]:
    questions = unread.questions
    for question in questions:
        for fact in facts(question.text):
            yield question, fact
    if settings.MEMORY_ASKS_MODEL:
        yield from found_by_model(unread.conversation.user, questions)


def _learnt(found: Iterable[tuple[Message, Fact]]) -> Iterator[_Learnt]:
    for source, fact in found:
        text = line(fact, source.text)
        if not (is_sensitive(text) or is_sensitive(fact.what)):
            yield _Learnt(source, fact, text)


def _keep(learnt: _Learnt, vector: Vector | None) -> None:
    """Keep a fact, in the place of what was known on the same subject."""
    fact = learnt.fact
    Memory.objects.update_or_create(
        user=learnt.source.conversation.user,
        subject=subject_of(fact),
        defaults={
            "source": learnt.source,
            "kind": fact.kind,
            "text": learnt.text,
            "query": means(fact.kind, fact.what).to_params(),
            "weekdays": list(fact.weekdays),
            "embedding": vector,
            "updated_at": timezone.now(),
        },
    )


def _forget_oldest(person: User) -> None:
    mine = Memory.objects.filter(user=person).order_by("-updated_at", "-pk")
    too_old = mine.values_list("pk", flat=True)[MAX_FACTS:]
    Memory.objects.filter(pk__in=list(too_old)).delete()
