"""What people think of films."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

HALF_STARS = [Decimal(halves) / 2 for halves in range(1, 11)]


class Rating(models.Model):
    """What one person thought of one film, in half stars from 0.5 to 5."""

    user = models.ForeignKey(
        "accounts.User",
        models.CASCADE,
        related_name="ratings",
        verbose_name=_("person"),
    )
    film = models.ForeignKey("movies.Film", models.CASCADE, related_name="ratings")
    stars = models.DecimalField(_("stars"), max_digits=2, decimal_places=1)
    weight = models.FloatField(
        _("weight"),
        default=1.0,
        help_text=_("0 to 1: how much it counts in means; lowered for manipulation."),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "film"], name="one_rating_per_film"
            ),
            models.CheckConstraint(
                condition=Q(stars__in=HALF_STARS), name="rating_in_half_stars"
            ),
            models.CheckConstraint(
                condition=Q(weight__range=(0, 1)), name="rating_weight_in_unit_range"
            ),
        ]
        indexes: ClassVar = [
            models.Index("user", F("updated_at").desc(), name="rating_newest_of_user"),
            models.Index(F("updated_at").desc(), name="rating_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} for film {self.film_id}"


class Mark(models.Model):
    """A person's note on a film that is not a rating."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("Seen")
        WATCHLIST = "watchlist", _("Watchlist")
        NOT_FOR_ME = "not_for_me", _("Not for me")

    user = models.ForeignKey(
        "accounts.User", models.CASCADE, related_name="marks", verbose_name=_("person")
    )
    film = models.ForeignKey("movies.Film", models.CASCADE, related_name="marks")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "film", "kind"], name="one_mark_of_a_kind"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                "user", "kind", F("created_at").desc(), name="mark_newest_of_user"
            ),
            models.Index(F("created_at").desc(), name="mark_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: film {self.film_id}"
