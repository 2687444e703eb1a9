"""What a person told the site about their taste, apart from ratings and marks."""

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The middle of a slider means "no wish"; two steps to either side.
SLIDER_END = 2
# An import nobody confirmed is forgotten.
DRAFT_KEPT = timedelta(days=7)


class ReasonKind(models.TextChoices):
    """What a reason can name (movies.explaining)."""

    FILM = "film", _("A film you rated")
    PERSON = "person", _("A person")
    GENRE = "genre", _("A genre")
    KEYWORD = "keyword", _("A theme or mood")
    DECADE = "decade", _("A time")
    GROUP = "group", _("A group you picked")
    WATCHLIST = "watchlist", _("Your watchlist")
    SLIDER = "slider", _("A slider you moved")
    POPULAR = "popular", _("Widely known")
    EXPLORE = "explore", _("Outside your usual")
    FITS = "fits", _("Fits what you asked for")


def _slider(verbose_name: "StrOrPromise") -> "models.SmallIntegerField[int, int]":
    return models.SmallIntegerField(
        verbose_name,
        default=0,
        validators=[MinValueValidator(-SLIDER_END), MaxValueValidator(SLIDER_END)],
    )


class TasteProfile(models.Model):
    """What the picker asked, and the sliders. Genres are slugs, languages ISO 639-1."""

    user = models.OneToOneField(
        "accounts.User", models.CASCADE, related_name="taste", verbose_name=_("person")
    )
    groups = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("groups"),
        default=list,
        blank=True,
    )
    asked = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("films asked about"),
        default=list,
        blank=True,
        help_text=_("Ids, in the order of the question."),
    )
    unseen = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("films not seen"),
        default=list,
        blank=True,
    )
    runtime_max = models.SmallIntegerField(
        _("longest film (minutes)"), null=True, blank=True
    )
    avoid_genres = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("genres never to show"),
        default=list,
        blank=True,
    )
    avoid_keywords = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("themes never to show"),
        default=list,
        blank=True,
    )
    languages = ArrayField(
        models.CharField(max_length=3),
        verbose_name=_("languages"),
        default=list,
        blank=True,
        help_text=_("Empty means all."),
    )
    newer = _slider(_("older to newer"))
    heavier = _slider(_("lighter to heavier"))
    obscure = _slider(_("popular to obscure"))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("taste")
        verbose_name_plural = _("tastes")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(newer__range=(-SLIDER_END, SLIDER_END))
                & Q(heavier__range=(-SLIDER_END, SLIDER_END))
                & Q(obscure__range=(-SLIDER_END, SLIDER_END)),
                name="taste_sliders_range",
            )
        ]

    def __str__(self) -> str:
        return f"Taste of {self.user_id}"


class TasteCorrection(models.Model):
    """A person's word on a reason: less of this, or wrong."""

    class Verdict(models.TextChoices):
        LESS = "less", _("Less like this")
        WRONG = "wrong", _("Wrong, leave it out")

    user = models.ForeignKey(
        "accounts.User",
        models.CASCADE,
        related_name="taste_corrections",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("about"), max_length=12, choices=ReasonKind.choices)
    key = models.CharField(
        _("which"),
        max_length=80,
        blank=True,
        help_text=_("The id, slug or word the reason named."),
    )
    verdict = models.CharField(_("verdict"), max_length=5, choices=Verdict.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("taste correction")
        verbose_name_plural = _("taste corrections")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "kind", "key"], name="one_correction_per_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.kind} {self.key}"


class TonightPick(models.Model):
    """The film of the day for one person, and what they did not want today."""

    user = models.OneToOneField(
        "accounts.User",
        models.CASCADE,
        related_name="tonight",
        verbose_name=_("person"),
    )
    day = models.DateField(_("day"))
    film = models.ForeignKey(
        "movies.Film",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("film"),
    )
    skipped = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("not tonight"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("pick of the day")
        verbose_name_plural = _("picks of the day")

    def __str__(self) -> str:
        return f"{self.day}: film {self.film_id}"

    def begin(self, day: date) -> None:
        """Forget yesterday."""
        if self.day != day:
            self.day, self.film, self.skipped = day, None, []


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    def open(self) -> "ImportDraftQuerySet":
        """Drafts young enough to be confirmed."""
        return self.filter(created_at__gte=timezone.now() - DRAFT_KEPT)


class ImportDraft(models.Model):
    """An uploaded file as read, until its owner says which film each row means."""

    class Source(models.TextChoices):
        LETTERBOXD = "letterboxd", "Letterboxd"
        IMDB = "imdb", "IMDb"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        "accounts.User",
        models.CASCADE,
        related_name="import_drafts",
        verbose_name=_("person"),
    )
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    rows = models.JSONField(_("rows"), default=list)
    errors = models.JSONField(_("rows that could not be read"), default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("import draft")
        verbose_name_plural = _("import drafts")
        indexes: ClassVar = [
            models.Index(F("created_at").desc(), name="import_draft_newest")
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}, {self.created_at:%Y-%m-%d}"
