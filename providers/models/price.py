"""What models cost, each price with the day it began."""

from datetime import date
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from providers.budget import Rates
from providers.endpoints import Kind

# USD for a million tokens.
_USD: dict[str, Any] = {
    "max_digits": 12,
    "decimal_places": 6,
    "validators": [MinValueValidator(0)],
}


class PriceQuerySet(models.QuerySet["Price"]):
    def on(self, day: date) -> "PriceQuerySet":
        """Return the prices of a day, one for each model."""
        began = self.filter(valid_from__lte=day)
        return began.order_by("kind", "model", "-valid_from").distinct("kind", "model")

    def rates(self, kind: str, model: str, day: date | None = None) -> Rates | None:
        """Return what a model costs on a day (today), None if nobody wrote it down."""
        day = day or timezone.localdate()
        price = self.on(day).filter(kind=kind, model=model).first()
        return price.rates if price else None


class Price(models.Model):
    kind = models.CharField(
        _("service"), max_length=10, choices=[(kind, kind.label) for kind in Kind]
    )
    model = models.CharField(
        _("model"),
        max_length=120,
        help_text=_("Exactly as the service names it."),
    )
    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    input_usd = models.DecimalField(_("USD per million tokens read"), **_USD)
    cached_usd = models.DecimalField(
        _("USD per million tokens read again"),
        help_text=_("What the service charges for input it still had in its cache."),
        **_USD,
    )
    output_usd = models.DecimalField(_("USD per million tokens written"), **_USD)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Where the price is from.")
    )

    objects = PriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering: ClassVar = ["kind", "model", "-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "model", "valid_from"], name="one_price_a_day"
            ),
            models.CheckConstraint(
                condition=Q(input_usd__gte=0, cached_usd__gte=0, output_usd__gte=0),
                name="price_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.model} ({self.valid_from})"

    @property
    def rates(self) -> Rates:
        return Rates(
            input=self.input_usd, output=self.output_usd, cached=self.cached_usd
        )
