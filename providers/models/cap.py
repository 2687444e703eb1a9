"""What may be spent, and what is: purses of people's days and the site's month."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Prices have six decimals and are for a million tokens: costs are exact.
COST_DIGITS = 20
COST_DECIMALS = 12
NOTHING = Decimal(0)


class Cap(models.Model):
    """Two rows that are always there: an amount of 0 allows no call that costs."""

    class Scope(models.TextChoices):
        PERSON_DAY = "person_day", _("Each person, a day")
        SITE_MONTH = "site_month", _("The whole site, a month")

    scope = models.CharField(
        _("who and when"), max_length=10, choices=Scope.choices, unique=True
    )
    usd = models.DecimalField(
        _("USD at most"),
        max_digits=10,
        decimal_places=4,
        validators=[MinValueValidator(0)],
    )

    class Meta:
        verbose_name = _("cap")
        verbose_name_plural = _("caps")
        ordering: ClassVar = ["scope"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(usd__gte=0), name="cap_not_negative")
        ]

    def __str__(self) -> str:
        return str(self.get_scope_display())


class PurseQuerySet(models.QuerySet["Purse"]):
    def drawn_on(self, moment: datetime, person: int | None) -> "PurseQuerySet":
        """Return the purses that a call begun at a moment is paid from."""
        day = timezone.localdate(moment)
        site = Q(scope=Cap.Scope.SITE_MONTH, since=day.replace(day=1), person=None)
        mine = Q(scope=Cap.Scope.PERSON_DAY, since=day, person=person)
        return self.filter(site | mine if person else site)

    def taken(self, moment: datetime, person: int | None = None) -> Decimal:
        """Return what is spent or reserved of the month, or of a person's day."""
        scope = Cap.Scope.PERSON_DAY if person else Cap.Scope.SITE_MONTH
        purse = self.drawn_on(moment, person).filter(scope=scope).first()
        return purse.spent + purse.reserved if purse else NOTHING

    def left_for_site(self) -> Decimal:
        cap = Cap.objects.filter(scope=Cap.Scope.SITE_MONTH).first()
        if cap is None:
            return NOTHING
        return max(NOTHING, cap.usd - self.taken(timezone.now()))

    def begin(self, moment: datetime, person: int | None) -> None:
        """See to it that the purses of a day and its month are there."""
        day = timezone.localdate(moment)
        purses = [Purse(scope=Cap.Scope.SITE_MONTH, since=day.replace(day=1))]
        if person is not None:
            mine = {"scope": Cap.Scope.PERSON_DAY, "since": day, "person_id": person}
            purses.append(Purse(**mine))
        self.bulk_create(purses, ignore_conflicts=True)

    def settle(self, *, reserved: Decimal, cost: Decimal) -> None:
        """Turn what was reserved for a call into what it cost, in a transaction."""
        # Locked in the order in which calls reserve (providers.reserving): else two
        # could wait for each other.
        locked = self.order_by("scope").select_for_update()
        purses = [purse.pk for purse in locked]
        Purse.objects.filter(pk__in=purses).update(
            reserved=F("reserved") - reserved, spent=F("spent") + cost
        )


class Purse(models.Model):
    scope = models.CharField(max_length=10, choices=Cap.Scope.choices)
    since = models.DateField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    spent = models.DecimalField(
        max_digits=COST_DIGITS, decimal_places=COST_DECIMALS, default=NOTHING
    )
    reserved = models.DecimalField(
        max_digits=COST_DIGITS, decimal_places=COST_DECIMALS, default=NOTHING
    )

    objects = PurseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope", "since", "person"],
                name="one_purse",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(spent__gte=0, reserved__gte=0), name="purse_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.since}"
