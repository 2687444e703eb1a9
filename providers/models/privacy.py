"""Whether questions may leave the operator's machines at all."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PrivacyQuerySet(models.QuerySet["Privacy"]):
    def local_only(self) -> bool:
        """Say so by the row or by the environment: the stricter one holds."""
        return settings.LOCAL_ONLY or self.filter(local_only=True).exists()


class Privacy(models.Model):
    """One row that is always there."""

    local_only = models.BooleanField(
        _("local only"),
        default=False,
        help_text=_(
            "No question goes to a model outside this house: CineBot answers from the "
            "local models, or without any."
        ),
    )

    objects = PrivacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy")
        verbose_name_plural = _("privacy")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_privacy")
        ]

    def __str__(self) -> str:
        return str(_("Local only") if self.local_only else _("Any model set up"))
