"""Who made a film, and as what."""

from typing import ClassVar

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    name = models.CharField(_("name"), max_length=160, db_index=True)
    # The folded name, by its first and by its last word, and the fame of the best known
    # film: how search finds a person (movies.indexing).
    name_key = models.CharField(max_length=200, default="", editable=False)
    surname_key = models.CharField(max_length=200, default="", editable=False)
    fame = models.SmallIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("film person")
        verbose_name_plural = _("film people")
        indexes: ClassVar = [
            models.Index(
                OpClass("name_key", "text_pattern_ops"), name="person_name_key"
            ),
            models.Index(
                OpClass("surname_key", "text_pattern_ops"), name="person_surname_key"
            ),
            models.Index(F("fame").desc(), "id", name="person_by_fame"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("movies:person", args=[self.pk, slugify(self.name) or "-"])


class Credit(models.Model):
    class Role(models.TextChoices):
        DIRECTOR = "director", _("Director")
        WRITER = "writer", _("Writer")
        CAST = "cast", _("Cast")

    film = models.ForeignKey("movies.Film", models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, models.CASCADE, related_name="credits")
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    character = models.CharField(_("character"), max_length=200, blank=True)
    position = models.SmallIntegerField(_("billing"), default=0)

    class Meta:
        ordering: ClassVar = ["role", "position"]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["film", "person", "role"], name="credit_once_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
