"""What may be spent, and what is: purses of people's days and the site's month."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from providers.budget import OverBudgetError, Refusal

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

    def set_aside(self, usd: Decimal, moment: datetime, person: int | None) -> None:
        """Reserve in every purse concerned, or raise OverBudgetError.

        Call it in a transaction. The site's purse comes last: everybody waits for it.
        """
        day = timezone.localdate(moment)
        if person is not None:
            self._set_aside(Cap.Scope.PERSON_DAY, day, person, usd)
        self._set_aside(Cap.Scope.SITE_MONTH, day.replace(day=1), None, usd)

    def _set_aside(
        self, scope: Cap.Scope, since: date, person: int | None, usd: Decimal
    ) -> None:
        purse = {"scope": scope, "since": since, "person_id": person}
        if self._take(purse, usd):
            return
        # The first call of a day or a month finds none.
        self.bulk_create([Purse(**purse)], ignore_conflicts=True)
        if not self._take(purse, usd):
            raise OverBudgetError(_REFUSALS[scope])

    def _take(self, purse: dict[str, Any], usd: Decimal) -> int:
        # One statement checks and takes: of two at once the second sees the first.
        cap = Subquery(Cap.objects.filter(scope=purse["scope"]).values("usd"))
        within = self.filter(**purse, spent__lte=cap - F("reserved") - usd)
        return within.update(reserved=F("reserved") + usd)

    def settle(self, *, reserved: Decimal, cost: Decimal) -> None:
        """Turn what was reserved for a call into what it cost, in a transaction."""
        # Locked in the order in which calls set aside: else two could wait for each
        # other. The person's comes first by name, too.
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


_REFUSALS = {
    Cap.Scope.PERSON_DAY: Refusal.PERSON,
    Cap.Scope.SITE_MONTH: Refusal.SITE,
}
