"""A manner of speaking, as rows: the template and the models speak from the same."""

import re
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from providers import base

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_HUMOUR = 3
PLACEHOLDERS = ("{film}", "{facts}")
_PLACEHOLDER = re.compile(r"\{[^}]*\}?")


def phrases_field(
    verbose_name: "StrOrPromise", help_text: "StrOrPromise"
) -> "models.TextField[str, str]":
    return models.TextField(verbose_name, blank=True, help_text=help_text)


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def check_no_placeholders(text: str) -> None:
    if found := _PLACEHOLDER.search(text):
        raise ValidationError(
            _("%(found)s stands for nothing here."), params={"found": found[0]}
        )


def check_leads(text: str) -> None:
    for line in lines(text):
        if sorted(_PLACEHOLDER.findall(line)) != sorted(PLACEHOLDERS):
            raise ValidationError(
                _("“%(line)s” needs {film} and {facts}, each once."),
                params={"line": line},
            )


class PersonaQuerySet(models.QuerySet["Persona"]):
    def offered(self) -> Self:
        """Those people can choose; the first is who speaks if nobody was chosen."""
        return self.filter(enabled=True).order_by("position", "pk")


class Persona(models.Model):
    """Phrases are one a line, whole sentences, and spoken as they stand."""

    class Length(models.TextChoices):
        SHORT = base.Length.SHORT, _("Few words")
        USUAL = base.Length.USUAL, _("As usual")
        LONG = base.Length.LONG, _("At length")

    class Humour(models.IntegerChoices):
        NONE = 0, _("None")
        RARE = 1, _("Now and then")
        OFTEN = 2, _("Often")
        ALWAYS = 3, _("In every answer")

    slug = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    tagline = models.CharField(
        _("in one line"), max_length=120, help_text=_("What people read who choose.")
    )
    enabled = models.BooleanField(_("can be chosen"), default=True)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("The first speaks to everybody who chose nobody."),
    )
    voice = models.TextField(
        _("voice"),
        max_length=600,
        help_text=_(
            "Who this is and how they talk, told to a language model: “an usher of "
            "forty years, who …”"
        ),
    )
    length = models.CharField(
        _("length"), max_length=5, choices=Length.choices, default=Length.USUAL
    )
    humour = models.PositiveSmallIntegerField(
        _("humour"),
        choices=Humour.choices,
        default=Humour.RARE,
        validators=[MaxValueValidator(MAX_HUMOUR)],
    )
    greetings = phrases_field(_("greetings"), _("Said to “hello”. One a line."))
    openers = phrases_field(
        _("opening remarks"), _("Said before what was understood. One a line.")
    )
    leads = phrases_field(
        _("ways to put a film on the table"),
        _(
            "One a line, with {film} for title and year, and {facts} for what it is "
            "(“a crime film by Michael Mann, 2 h 50 min long”)."
        ),
    )
    asides = phrases_field(
        _("asides"), _("As often as the humour says. One a line, true of any film.")
    )
    closers = phrases_field(_("last words"), _("Said at the end. One a line."))

    objects = PersonaQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["position", "id"], name="persona_by_position")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(humour__lte=MAX_HUMOUR), name="persona_humour_range"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        errors = {}
        for name in ("greetings", "openers", "leads", "asides", "closers"):
            check = check_leads if name == "leads" else check_no_placeholders
            try:
                check(getattr(self, name))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)

    def spoken(self) -> base.Persona:
        """Return it as plain values, for whoever writes the answer."""
        return base.Persona(
            slug=self.slug,
            name=self.name,
            voice=self.voice,
            length=base.Length(self.length),
            humour=self.humour,
            greetings=lines(self.greetings),
            openers=lines(self.openers),
            leads=lines(self.leads),
            asides=lines(self.asides),
            closers=lines(self.closers),
        )
