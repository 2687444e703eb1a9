"""The image field of a film: keeps what was uploaded and its three widths."""

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from movies.posters.images import WIDTHS, in_width, width_name


class PosterFile(ImageFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:  # type: ignore[type-arg]
        super().save(name, content, save=save)
        for width in WIDTHS:
            narrow = ContentFile(in_width(content, width))
            self.storage.save(width_name(str(self.name), width), narrow)

    @property
    def url(self) -> str:
        """The poster's own address; files are not served past the film's age limit."""
        return str(self.instance.poster_url)  # type: ignore[attr-defined]

    def in_width(self, width: int) -> File:  # type: ignore[type-arg]
        return self.storage.open(width_name(str(self.name), width))


class PosterField(models.ImageField):
    attr_class = PosterFile
