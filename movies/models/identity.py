"""What others call a film, and from what age they would show it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from movies.certification import MINIMUM_AGES


class ExternalId(models.Model):
    class Source(models.TextChoices):
        IMDB = "imdb", "IMDb"
        TMDB = "tmdb", "TMDB"
        WIKIDATA = "wikidata", "Wikidata"
        ROTTEN_TOMATOES = "rottentomatoes", "Rotten Tomatoes"
        METACRITIC = "metacritic", "Metacritic"
        WIKIPEDIA = "wikipedia", "Wikipedia"
        LETTERBOXD = "letterboxd", "Letterboxd"

    film = models.ForeignKey("movies.Film", models.CASCADE, related_name="external_ids")
    source = models.CharField(_("source"), max_length=20, choices=Source.choices)
    value = models.CharField(_("id there"), max_length=200)

    class Meta:
        verbose_name = _("external id")
        verbose_name_plural = _("external ids")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "value"], name="external_id_unique_in_source"
            ),
            models.UniqueConstraint(
                fields=["film", "source"], name="one_external_id_per_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.value}"


class Certification(models.Model):
    class System(models.TextChoices):
        MPA = "MPA", _("MPA (US)")
        BBFC = "BBFC", _("BBFC (UK)")
        FSK = "FSK", _("FSK (Germany)")

    film = models.ForeignKey(
        "movies.Film", models.CASCADE, related_name="certifications"
    )
    system = models.CharField(_("system"), max_length=8, choices=System.choices)
    label = models.CharField(
        _("label"),
        max_length=8,
        help_text=_("As the board writes it, for example PG-13, 12A or 16."),
    )

    class Meta:
        ordering: ClassVar = ["system"]
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["film", "system"], name="one_certification_per_system"
            ),
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(system=system, label__in=list(ages))
                        for system, ages in MINIMUM_AGES.items()
                    ),
                    _connector=Q.OR,
                ),
                name="certification_label_of_system",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.label}"
