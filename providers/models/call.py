"""Every call of a model, whoever made it and however it ended."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from providers.base import UsageBasis
from providers.endpoints import Kind
from providers.errors import Cause
from providers.models.cap import COST_DECIMALS, COST_DIGITS, NOTHING

OPEN = "open"
ANSWERED = "answered"
# The process that made the call died before it could say how it ended.
LOST = "lost"


class CallQuerySet(models.QuerySet["Call"]):
    def expired(self) -> "CallQuerySet":
        """Return calls still open that cannot be any more: their process is dead."""
        return self.filter(expires_at__lt=timezone.now())

    def since(self, moment: datetime) -> "CallQuerySet":
        return self.filter(opened_at__gte=moment)

    def today(self) -> "CallQuerySet":
        now = timezone.localtime()
        return self.since(now.replace(hour=0, minute=0, second=0, microsecond=0))

    def failed(self) -> "CallQuerySet":
        """Return what gave no answer, though nobody stopped it."""
        # The first of the two is the condition of the index.
        unanswered = self.exclude(outcome__in=[OPEN, ANSWERED])
        return unanswered.exclude(outcome=Cause.STOPPED)


class Call(models.Model):
    kind = models.CharField(
        _("service"), max_length=10, choices=[(kind, kind.label) for kind in Kind]
    )
    model = models.CharField(_("model"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=20)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="model_calls",
        verbose_name=_("asked by"),
    )
    opened_at = models.DateTimeField(_("begun"), db_index=True)
    expires_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("While it is open: its end at the latest."),
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=20,
        default=OPEN,
        choices=[
            (OPEN, _("Open")),
            (ANSWERED, _("Answered")),
            (LOST, _("Lost with its process")),
            *((cause, cause.replace("_", " ").capitalize()) for cause in Cause),
        ],
    )
    restarts = models.PositiveSmallIntegerField(
        _("restarts"),
        default=0,
        help_text=_("How often the answer had begun before with another model."),
    )

    input_tokens = models.PositiveIntegerField(_("tokens read"), default=0)
    cached_tokens = models.PositiveIntegerField(_("of them cached"), default=0)
    output_tokens = models.PositiveIntegerField(_("tokens written"), default=0)
    basis = models.CharField(
        _("token count is"),
        max_length=9,
        choices=[(basis, basis.capitalize()) for basis in UsageBasis],
        default=UsageBasis.NONE,
    )
    cost = models.DecimalField(
        _("cost in USD"),
        max_digits=COST_DIGITS,
        decimal_places=COST_DECIMALS,
        default=NOTHING,
    )
    reserved = models.DecimalField(
        _("reserved in USD"),
        max_digits=COST_DIGITS,
        decimal_places=COST_DECIMALS,
        default=NOTHING,
    )
    first_text_ms = models.PositiveIntegerField(_("first text, ms"), null=True)
    total_ms = models.PositiveIntegerField(_("all of it, ms"), null=True)
    asked = models.JSONField(_("parameters asked"), default=dict)
    sent = models.JSONField(_("parameters sent"), default=dict)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cost__gte=0, reserved__gte=0), name="call_cost_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(outcome=OPEN, expires_at__isnull=False)
                | (~Q(outcome=OPEN) & Q(expires_at__isnull=True, reserved=0)),
                name="only_an_open_call_reserves",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-id"], name="call_of_service"),
            models.Index(fields=["outcome", "-id"], name="call_with_outcome"),
            # The newest of a model, and its newest failure, among a million of others.
            models.Index(fields=["kind", "model", "-id"], name="call_of_model"),
            models.Index(
                fields=["kind", "model", "-id"],
                name="call_failed",
                condition=~Q(outcome__in=[OPEN, ANSWERED]),
            ),
            models.Index(
                fields=["expires_at"],
                name="call_open",
                condition=Q(expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.model} {self.opened_at:%Y-%m-%d %H:%M}"
