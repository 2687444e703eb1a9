"""Films as the API writes them."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from movies.models import (
    Certification,
    Credit,
    ExternalId,
    Film,
    Genre,
    Mark,
)
from movies.rating import half_stars, marks_of


@extend_schema_field(
    {"type": "number", "minimum": 0.5, "maximum": 5, "multipleOf": 0.5}
)
class StarsField(serializers.Field[Decimal, Any, float, Any]):
    def to_internal_value(self, data: Any) -> Decimal:
        return half_stars(data)

    def to_representation(self, value: Decimal) -> float:
        return float(value)


class FilmCardSerializer(serializers.ModelSerializer[Film]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    poster_url = serializers.CharField(read_only=True)

    class Meta:
        model = Film
        fields: tuple[str, ...] = (
            "id", "title", "year", "runtime_min", "min_age", "fame",
            "ratings_count", "ratings_mean", "poster_url", "url",
        )  # fmt: skip


class GenreSerializer(serializers.ModelSerializer[Genre]):
    class Meta:
        model = Genre
        fields = ("slug", "name")


class CreditSerializer(serializers.ModelSerializer[Credit]):
    id = serializers.IntegerField(source="person_id")
    name = serializers.CharField(source="person.name")

    class Meta:
        model = Credit
        fields = ("id", "name", "role", "character")


class CertificationSerializer(serializers.ModelSerializer[Certification]):
    class Meta:
        model = Certification
        fields = ("system", "label")


class ExternalIdSerializer(serializers.ModelSerializer[ExternalId]):
    class Meta:
        model = ExternalId
        fields = ("source", "value")


class FilmSerializer(FilmCardSerializer):
    """A film with all its facts, and what `context["viewer"]` said about it."""

    genres = serializers.SerializerMethodField()
    keywords = serializers.SlugRelatedField[Any](
        slug_field="name", many=True, read_only=True
    )
    credits = CreditSerializer(many=True, read_only=True)
    certifications = CertificationSerializer(many=True, read_only=True)
    external_ids = ExternalIdSerializer(many=True, read_only=True)
    your_stars = serializers.SerializerMethodField()
    your_marks = serializers.SerializerMethodField()

    class Meta(FilmCardSerializer.Meta):
        fields = (
            *FilmCardSerializer.Meta.fields,
            "original_title", "countries", "language", "synopsis", "genres", "keywords",
            "credits", "certifications", "external_ids", "your_stars", "your_marks",
        )  # fmt: skip

    @extend_schema_field(GenreSerializer(many=True))
    def get_genres(self, film: Film) -> Any:
        # Through the prefetched links, which keep the most fitting one first.
        links = [link.genre for link in film.film_genres.all()]
        return GenreSerializer(links, many=True).data

    @extend_schema_field(StarsField(allow_null=True))
    def get_your_stars(self, film: Film) -> float | None:
        mine = film.ratings.filter(user_id=self.context["viewer"].pk)
        stars = mine.values_list("stars", flat=True).first()
        return None if stars is None else float(stars)

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField(choices=Mark.Kind.choices))
    )
    def get_your_marks(self, film: Film) -> list[str]:
        return sorted(marks_of(self.context["viewer"], [film])[film.pk])
