"""Who made a film, and as what."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    name = models.CharField(_("name"), max_length=160, db_index=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("film person")
        verbose_name_plural = _("film people")

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
