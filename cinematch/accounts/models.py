"""The person: how they sign in, how old they are, how the site should treat them."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinematch.secrets import EncryptedDateField

ADULT_AGE = 18
# How long a deletion can be taken back, and an export fetched.
DELETION_GRACE = timedelta(days=14)
EXPORT_LIFETIME = timedelta(days=7)


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

    def stale_guests(self) -> models.QuerySet["User"]:
        """Guests whose session ran out: nobody can come back as them."""
        end = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return self.filter(is_guest=True).filter(
            Q(last_login__lt=end) | Q(last_login=None, date_joined__lt=end)
        )

    def due_for_erasure(self) -> models.QuerySet["User"]:
        return self.filter(deletion_requested_at__lt=timezone.now() - DELETION_GRACE)


def _newest(name: str, condition: Q) -> models.Index:
    order = (F("date_joined").desc(), F("id").desc())
    return models.Index(*order, name=name, condition=condition)


class User(AbstractUser):
    """A person. A guest is one too, without e-mail or password.

    A guest's row is made when there is something to remember (a rating, a message) and
    lives as long as its session; what hangs on it moves over at sign-in
    (accounts.guests). `last_login` of a guest is the last day it was seen.
    """

    class Theme(models.TextChoices):
        SYSTEM = "system", _("Like my device")
        DARK = "dark", _("Dark")
        LIGHT = "light", _("Light")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(  # type: ignore[assignment]
        _("e-mail"), unique=True, null=True
    )
    display_name = models.CharField(_("name"), max_length=60, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False, db_index=True)
    birth_date = EncryptedDateField(_("birth date"), null=True, blank=True)
    trust = models.FloatField(
        _("trust"),
        default=1.0,
        help_text=_("0 to 1: how much this person's ratings count."),
    )
    theme = models.CharField(
        _("theme"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM
    )
    reduce_motion = models.BooleanField(_("less motion"), default=False)
    shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    # A slug and no foreign key: the voices are rows of a floor above (chat.personas).
    persona = models.SlugField(
        _("CineBot speaks as"), blank=True, help_text=_("Empty: as the house does.")
    )
    local_only = models.BooleanField(
        _("questions stay here"),
        default=False,
        help_text=_("CineBot asks no language model outside this server."),
    )
    deletion_requested_at = models.DateTimeField(
        _("deletion asked for"), null=True, blank=True, editable=False
    )
    # Joins the first requests of a new guest, sent before its cookie came back.
    guest_key = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions: ClassVar = [
            ("reset_birth_date", _("Can let a person enter the birth date again")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_guest=True) | Q(email__isnull=False),
                name="member_has_email",
            ),
            models.CheckConstraint(
                condition=Q(trust__gte=0) & Q(trust__lte=1), name="trust_in_unit_range"
            ),
        ]
        # The kinds of people staff list apart; each is rare among the others.
        indexes: ClassVar = [
            _newest("member_newest", Q(is_guest=False)),
            _newest("guest_newest", Q(is_guest=True)),
            _newest("staff_newest", Q(is_staff=True)),
            _newest("leaving_newest", Q(deletion_requested_at__isnull=False)),
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

    @property
    def erased_on(self) -> datetime | None:
        """When the account will be erased, if its owner asked for that."""
        asked = self.deletion_requested_at
        return asked + DELETION_GRACE if asked else None

    def ask_for_deletion(self) -> None:
        self.deletion_requested_at = timezone.now()
        self.save(update_fields=["deletion_requested_at"])

    def keep_account(self) -> None:
        self.deletion_requested_at = None
        self.save(update_fields=["deletion_requested_at"])

    @property
    def ledger_entry(self) -> str:
        """Name the account without the person: a hash of its id and first moment.

        The moment keeps it from naming whoever gets the same id after a restore.
        """
        return sha256(f"{self.pk} {self.date_joined.isoformat()}".encode()).hexdigest()


class DataExport(models.Model):
    """A copy of all a person's data, asked for by them; a task packs the file."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(
        User, models.CASCADE, related_name="exports", verbose_name=_("person")
    )
    requested_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    size_bytes = models.BigIntegerField(_("size"), default=0)

    class Meta:
        ordering: ClassVar = ["-requested_at"]
        verbose_name = _("data export")
        verbose_name_plural = _("data exports")
        indexes: ClassVar = [
            models.Index(F("requested_at").desc(), name="export_newest")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def path(self) -> Path:
        return Path(settings.LOCAL_DIR) / "exports" / f"{self.pk}.zip"

    @property
    def expires_at(self) -> datetime:
        return (self.ready_at or self.requested_at) + EXPORT_LIFETIME


class DeletionLedger(models.Model):
    """Accounts that were erased, so that a restored backup forgets them again."""

    entry = models.CharField(_("account"), max_length=64, unique=True)
    erased_at = models.DateTimeField(_("erased"), default=timezone.now)

    class Meta:
        verbose_name = _("erased account")
        verbose_name_plural = _("erased accounts")

    def __str__(self) -> str:
        return self.entry[:12]
