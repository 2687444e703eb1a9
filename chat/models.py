"""Conversations with CineBot: what was asked, and every answer that was given."""

import uuid
from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.plaintext import vector
from movies.filmquery import FilmQuery

if TYPE_CHECKING:
    from cinematch.accounts.models import User

# A question longer than this is a document. Four screens on a phone.
MAX_QUESTION_CHARS = 2000
TITLE_CHARS = 80
# Who writes an answer says so every HEARTBEAT_S; after LEASE_S of silence it is dead.
HEARTBEAT_S = 5
LEASE_S = 20


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def of(self, viewer: "User") -> Self:
        """The viewer's own, newest first; a guest who is not stored yet has none."""
        if viewer.pk is None:
            return self.none()
        return self.filter(user=viewer).order_by("-updated_at")

    def listed(self) -> Self:
        """Without the archived; the pinned first."""
        return self.filter(archived_at=None).order_by(
            F("pinned_at").desc(nulls_last=True), "-updated_at"
        )

    def archived(self) -> Self:
        return self.filter(archived_at__isnull=False)


class Conversation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        "accounts.User",
        models.CASCADE,
        related_name="conversations",
        verbose_name=_("person"),
    )
    title = models.CharField(_("title"), max_length=TITLE_CHARS)
    title_settled = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("Until a question is understood, its words are the title."),
    )
    pinned_at = models.DateTimeField(_("pinned"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now)
    search = models.GeneratedField(
        expression=vector("title"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        indexes: ClassVar = [
            models.Index("user", F("updated_at").desc(), name="conversation_of_user"),
            models.Index(
                F("updated_at").desc(), F("id").desc(), name="conversation_newest"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("chat:conversation", args=[self.pk])

    @property
    def stream(self) -> str:
        """The name of its numbered events (cinematch.events)."""
        return f"chat:{self.pk}"

    def last_question(self) -> "Message | None":
        return self.messages.shown().filter(role=Message.Role.QUESTION).last()


class MessageQuerySet(models.QuerySet["Message"]):
    def shown(self) -> Self:
        """Without questions that were edited, and their answers."""
        shown = self.filter(
            replaced_by__isnull=True, question__replaced_by__isnull=True
        )
        return shown.defer("search").order_by("pk")

    def answers(self) -> Self:
        return self.filter(role=Message.Role.ANSWER)

    def running(self) -> Self:
        return self.answers().filter(status__in=Message.RUNNING)

    def abandoned(self) -> Self:
        """Answers whose writer died."""
        silent_since = timezone.now() - timedelta(seconds=LEASE_S)
        return self.running().filter(heartbeat_at__lt=silent_since)


class Message(models.Model):
    """A question, or one version of the answer to it."""

    class Role(models.TextChoices):
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")

    class Status(models.TextChoices):
        PENDING = "pending", _("Pending")
        STREAMING = "streaming", _("Being written")
        DONE = "done", _("Complete")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")
        INTERRUPTED = "interrupted", _("Interrupted")

    class Thumb(models.TextChoices):
        UP = "up", _("Good answer")
        DOWN = "down", _("Not a good answer")

    class Reason(models.TextChoices):
        SEEN = "seen", _("Seen it")
        TOO_LONG = "too_long", _("Too long")
        MOOD = "mood", _("Not in the mood")
        MADE_UP = "made_up", _("Not true")
        MISUNDERSTOOD = "misunderstood", _("Misunderstood me")
        NOT_FOR_ME = "not_for_me", _("Not my taste")

    RUNNING: ClassVar = [Status.PENDING, Status.STREAMING]

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="messages"
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_("In an answer, [[film:7]] is where the card of film 7 stands."),
    )
    status = models.CharField(
        _("status"), max_length=11, choices=Status.choices, default=Status.DONE
    )
    created_at = models.DateTimeField(auto_now_add=True)

    client_key = models.UUIDField(
        null=True,
        editable=False,
        help_text=_("Chosen by the page, so that sending again asks only once."),
    )
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    question = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers"
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    intent = models.CharField(_("intent"), max_length=12, blank=True)
    query = models.TextField(
        _("understood as"), blank=True, help_text=_("As in the address of a search.")
    )
    films = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("films shown"),
        default=list,
        blank=True,
    )
    provider = models.CharField(_("written by"), max_length=40, blank=True)
    model = models.CharField(_("language model"), max_length=80, blank=True)
    first_seq = models.PositiveIntegerField(
        null=True, editable=False, help_text=_("The number of its first event.")
    )
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    asked = models.JSONField(
        _("models asked"),
        default=list,
        blank=True,
        help_text=_("Each that got the question, in order, also those that failed."),
    )
    sent = models.JSONField(
        _("what was sent"),
        default=dict,
        blank=True,
        help_text=_("The parts of the question's brief, and how many of each."),
    )
    input_tokens = models.PositiveIntegerField(null=True, blank=True)
    output_tokens = models.PositiveIntegerField(null=True, blank=True)
    # What is not known to be impersonal is not shared (chat.sharing).
    is_personal = models.BooleanField(_("draws on taste or memory"), default=True)
    thumb = models.CharField(
        _("verdict"), max_length=4, choices=Thumb.choices, blank=True
    )
    reason = models.CharField(
        _("reason"), max_length=13, choices=Reason.choices, blank=True
    )

    taught = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Films that the reason marked, to take it back."),
    )
    watchlisted = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text=_("Of these, what left the watchlist by it."),
    )
    search = models.GeneratedField(
        expression=vector("text"), output_field=SearchVectorField(), db_persist=True
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role="question", question__isnull=True)
                | Q(role="answer", question__isnull=False),
                name="answer_has_question",
            ),
            models.CheckConstraint(
                condition=Q(role="answer") | Q(status="done"),
                name="question_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(thumb="down"), name="reason_with_thumb_down"
            ),
            models.UniqueConstraint(
                fields=["question", "version"], name="one_answer_per_version"
            ),
            models.UniqueConstraint(
                fields=["conversation", "client_key"], name="question_asked_once"
            ),
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(status__in=["pending", "streaming"]),
                name="one_running_answer",
            ),
        ]
        # Few answers get a verdict; those who do are what staff read.
        indexes: ClassVar = [
            models.Index(
                fields=["thumb", "-id"],
                name="message_with_thumb",
                condition=~Q(thumb=""),
            ),
            GinIndex("search", name="message_search"),
        ]

    def __str__(self) -> str:
        return self.text[:TITLE_CHARS]

    @property
    def is_running(self) -> bool:
        return self.status in self.RUNNING

    @property
    def address(self) -> str:
        """Where it stands on the page of its conversation, also an earlier version."""
        version = f"?answer={self.pk}" if self.role == self.Role.ANSWER else ""
        page = reverse("chat:conversation", args=[self.conversation_id])
        return f"{page}{version}#{self.role}-{self.pk}"

    @property
    def film_query(self) -> FilmQuery:
        return FilmQuery.from_params(QueryDict(self.query))


# Last: these models hang on the two above.
from chat.memories.models import Digest, Memory, MemoryChoice  # noqa: E402, F401
from chat.personas.models import Persona  # noqa: E402, F401


class SharedLink(models.Model):
    """Lets whoever has its address read a conversation up to one message."""

    key = models.CharField(
        max_length=43, unique=True, default=token_urlsafe, editable=False
    )
    conversation = models.OneToOneField(
        Conversation, models.CASCADE, related_name="shared_link"
    )
    last_message = models.BigIntegerField(
        help_text=_("What was said after this message is not shown.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("shared link")
        verbose_name_plural = _("shared links")

    def __str__(self) -> str:
        return f"{self.conversation_id}, {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("chat:shared", args=[self.key])
