"""What a film is about, in words: genres and keywords."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Genre(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("genre")
        verbose_name_plural = _("genres")

    def __str__(self) -> str:
        return self.name


class Keyword(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")

    def __str__(self) -> str:
        return self.name


class FilmGenre(models.Model):
    """A genre of a film; the most fitting one has position 0."""

    film = models.ForeignKey("movies.Film", models.CASCADE, related_name="film_genres")
    genre = models.ForeignKey(Genre, models.CASCADE, related_name="film_genres")
    position = models.SmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]
        verbose_name = _("genre of a film")
        verbose_name_plural = _("genres of a film")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["film", "genre"], name="film_genre_once")
        ]

    def __str__(self) -> str:
        return str(self.genre)
