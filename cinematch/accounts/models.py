"""The person: how they sign in, how old they are, how the site should treat them."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinematch.secrets import EncryptedDateField

ADULT_AGE = 18


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, **fields}
        )

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def members(self) -> models.QuerySet["User"]:
        """People with an account of their own."""
        return self.filter(is_guest=False)


class User(AbstractUser):
    """A person. A guest is one too, without e-mail or password.

    A guest's row is made when there is something to remember (a rating, a message) and
    lives as long as its session; what hangs on it moves over at sign-up
    (accounts.guests).
    """

    class Theme(models.TextChoices):
        SYSTEM = "system", _("Like my device")
        DARK = "dark", _("Dark")
        LIGHT = "light", _("Light")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), unique=True, null=True)
    display_name = models.CharField(_("name"), max_length=60, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False, db_index=True)
    birth_date = EncryptedDateField(_("birth date"), null=True, blank=True)
    trust = models.FloatField(
        _("trust"), default=1.0, help_text=_("0 to 1: how much this person's ratings count.")
    )
    theme = models.CharField(
        _("theme"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM
    )
    reduce_motion = models.BooleanField(_("less motion"), default=False)
    shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    deletion_requested_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_guest=True) | Q(email__isnull=False),
                name="member_has_email",
            ),
            models.CheckConstraint(
                condition=Q(trust__gte=0) & Q(trust__lte=1), name="trust_in_unit_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What to call this person on a page."""
        if self.display_name:
            return self.display_name
        return self.email.partition("@")[0] if self.email else str(_("Guest"))

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def age(self, *, on: date | None = None) -> int | None:
        """Return the age in whole years on a day (today), None if not known."""
        if self.birth_date is None:
            return None
        day = on or timezone.localdate()
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def age_ceiling(self) -> int:
        """Return the highest minimum age of a film this person may see.

        Age is what the person declared; unknown counts as a guest (GUEST_BAND).
        """
        age = self.age()
        return settings.GUEST_BAND if age is None else max(0, min(age, ADULT_AGE))
