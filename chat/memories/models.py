"""Short facts about a person, and what each conversation was about."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pgvector.django import VectorField

from movies.filmquery import FilmQuery
from providers.embeddings import DIMENSIONS

if TYPE_CHECKING:
    from cinematch.accounts.models import User

# One line on a phone; what is longer is a story, not a fact.
MAX_FACT_CHARS = 160
MAX_SUBJECT_CHARS = 120


class MemoryQuerySet(models.QuerySet["Memory"]):
    def of(self, viewer: "User") -> Self:
        """The viewer's own, newest first; not what a question said before its edit."""
        if viewer.pk is None:
            return self.none()
        return self.filter(user=viewer, source__replaced_by=None).order_by(
            "-updated_at", "-pk"
        )


class Memory(models.Model):
    """One fact, and the question it was said in: with that it goes.

    `query` is what it means for films: limits to keep, or what is liked. `weekdays` are
    the days it holds on (Monday is 0), all if empty. `subject` is what it is about:
    a later word on the same subject takes its place.
    """

    class Kind(models.TextChoices):
        AVOIDS = "avoids", _("Does not want")
        LIKES = "likes", _("Likes")
        COMPANY = "company", _("Watches with")
        HABIT = "habit", _("Habit")

    user = models.ForeignKey(
        "accounts.User",
        models.CASCADE,
        related_name="memories",
        verbose_name=_("person"),
    )
    source = models.ForeignKey(
        "chat.Message",
        models.CASCADE,
        related_name="memories",
        verbose_name=_("said in"),
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    subject = models.CharField(_("subject"), max_length=MAX_SUBJECT_CHARS)
    text = models.CharField(_("text"), max_length=MAX_FACT_CHARS)
    query = models.TextField(
        _("means for films"), blank=True, help_text=_("As in the address of a search.")
    )
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("on these days"),
        default=list,
        blank=True,
    )
    embedding = VectorField(dimensions=DIMENSIONS, null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("memory")
        verbose_name_plural = _("memories")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "subject"], name="one_memory_per_subject"
            )
        ]
        indexes: ClassVar = [
            models.Index("user", F("updated_at").desc(), name="memory_of_user")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def film_query(self) -> FilmQuery:
        return FilmQuery.from_params(QueryDict(self.query))


class MemoryChoice(models.Model):
    """Whether a person wants to be remembered; no row means yes.

    `since` is when memory was turned on again: what was said before stays unread.
    """

    user = models.OneToOneField(
        "accounts.User",
        models.CASCADE,
        related_name="memory_choice",
        verbose_name=_("person"),
    )
    remembers = models.BooleanField(_("remembers"), default=True)
    since = models.DateTimeField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("choice about memory")
        verbose_name_plural = _("choices about memory")

    def __str__(self) -> str:
        return f"{self.user_id}: {'on' if self.remembers else 'off'}"

    @classmethod
    def of(cls, viewer: "User") -> "MemoryChoice":
        stored = viewer.pk and cls.objects.filter(user=viewer).first()
        return stored or cls(user=viewer)

    def turn(self, *, on: bool, now: datetime) -> None:
        """Turn memory on or off; what is said meanwhile is never read."""
        if on and not self.remembers:
            self.since = now
        self.remembers = on
        self.save()


class Digest(models.Model):
    """What a conversation was about, and up to which message it was read."""

    conversation = models.OneToOneField(
        "chat.Conversation", models.CASCADE, primary_key=True, related_name="digest"
    )
    summary = models.TextField(_("summary"), blank=True)
    read_up_to = models.BigIntegerField(_("read up to message"), default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("summary of a conversation")
        verbose_name_plural = _("summaries of conversations")

    def __str__(self) -> str:
        return self.summary[:MAX_FACT_CHARS]
