"""Ask, edit and ask again: what a person typed is stored before anything slow begins.

Each act returns the answer that is to be written; `chat.replies.start` writes it.
"""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.models import MAX_QUESTION_CHARS, Conversation, Message
from chat.naming import provisional_title
from chat.protocol import Kind, RefusedError, too_long
from cinematch import events
from cinematch.accounts.models import User
from cinematch.limits import allows

QUESTIONS_RATE = "60/10m"


@transaction.atomic
def begin(viewer: User, text: str, key: UUID | None = None) -> Message:
    """Open a conversation with its first question."""
    text = _checked(text)
    _take_turn(viewer)
    conversation = Conversation.objects.create(
        user=viewer, title=provisional_title(text)
    )
    return _ask(conversation, text, key)


@transaction.atomic
def ask(conversation: Conversation, text: str, key: UUID | None = None) -> Message:
    """Ask the next question; one already asked under this key is not asked again."""
    text = _checked(text)
    if asked := _asked_before(conversation, key):
        return asked
    _take_turn(conversation.user)
    return _ask(conversation, text, key)


@transaction.atomic
def edit(question: Message, text: str, key: UUID | None = None) -> Message:
    """Put a new question in place of the last one, which is kept but not shown."""
    text = _checked(text)
    conversation = question.conversation
    if asked := _asked_before(conversation, key):
        return asked
    _take_turn(conversation.user)
    _check_last(question)
    answer = _ask(conversation, text, key, replaces=question)
    question.replaced_by = answer.question
    question.save(update_fields=["replaced_by"])
    return answer


@transaction.atomic
def regenerate(answer: Message) -> Message:
    """Answer the last question once more; the versions before stay."""
    question = Message.objects.get(answers=answer)
    _take_turn(answer.conversation.user)
    _check_last(question)
    return _begin_answer(question)


def settle_abandoned(conversation: Conversation) -> None:
    """Mark answers whose writer died, so that the person can try again."""
    _settle(conversation.user, conversation)


def _checked(text: str) -> str:
    # PostgreSQL stores neither NUL nor half a surrogate pair.
    text = text.replace("\x00", "").encode(errors="ignore").decode().strip()
    if not text:
        raise RefusedError("empty", _("Write a few words first."))
    if len(text) > MAX_QUESTION_CHARS:
        raise too_long()
    return text


def _asked_before(conversation: Conversation, key: UUID | None) -> Message | None:
    if key is None:
        return None
    answers = Message.objects.answers().filter(
        conversation=conversation, question__client_key=key
    )
    return answers.order_by("version").last()


def _take_turn(viewer: User) -> None:
    """Refuse a second question while one is being answered, and too many of them.

    The person's row is locked, so two tabs that ask at once take turns.
    """
    User.objects.select_for_update(no_key=True).get(pk=viewer.pk)
    _settle(viewer)
    if Message.objects.running().filter(conversation__user=viewer).exists():
        raise RefusedError("busy", _("One answer at a time: CineBot is still writing."))
    if not allows("chat question", f"person {viewer.pk}", QUESTIONS_RATE):
        raise RefusedError(
            "too_many", _("That was a lot of questions. Take a break of some minutes.")
        )


def _settle(viewer: User, conversation: Conversation | None = None) -> None:
    abandoned = Message.objects.abandoned().filter(conversation__user=viewer)
    if conversation is not None:
        abandoned = abandoned.filter(conversation=conversation)
    for answer in abandoned.select_related("conversation"):
        Message.objects.running().filter(pk=answer.pk).update(
            status=Message.Status.INTERRUPTED, finished_at=timezone.now()
        )
        transaction.on_commit(
            partial(
                events.publish,
                answer.conversation.stream,
                Kind.INTERRUPTED,
                {"id": answer.pk},
            )
        )


def _check_last(question: Message) -> None:
    if question != question.conversation.last_question():
        raise RefusedError("not_last", _("Only the last question can be changed."))


def _ask(
    conversation: Conversation,
    text: str,
    key: UUID | None,
    replaces: Message | None = None,
) -> Message:
    question = Message.objects.create(
        conversation=conversation,
        role=Message.Role.QUESTION,
        text=text,
        client_key=key,
    )
    event = {
        "id": question.pk,
        "text": text,
        "key": key,
        "replaces": replaces and replaces.pk,
    }
    transaction.on_commit(
        lambda: events.publish(conversation.stream, Kind.QUESTION, event)
    )
    return _begin_answer(question)


def _begin_answer(question: Message) -> Message:
    now = timezone.now()
    Conversation.objects.filter(pk=question.conversation_id).update(updated_at=now)
    versions = question.answers.aggregate(newest=Max("version"))["newest"] or 0
    answer = Message.objects.create(
        conversation=question.conversation,
        role=Message.Role.ANSWER,
        question=question,
        version=versions + 1,
        status=Message.Status.PENDING,
        heartbeat_at=now,
    )
    transaction.on_commit(lambda: _announce(answer))
    return answer


def _announce(answer: Message) -> None:
    """Publish that an answer begins, and note where its events begin."""
    data = {"id": answer.pk, "question": answer.question_id, "version": answer.version}
    answer.first_seq = events.publish(answer.conversation.stream, Kind.ANSWER, data)
    answer.save(update_fields=["first_seq"])
