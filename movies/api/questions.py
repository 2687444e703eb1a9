"""What may be asked of the catalogue, by the names the site's own addresses use.

Stricter than the pages: a value that makes no sense is refused, not left out.
"""

from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from movies.browsing import DEFAULT_SORT, SORTS
from movies.filmquery import FilmQuery
from movies.models import FilmQuerySet
from movies.places import COUNTRIES, LANGUAGES
from movies.querystring import MAX_VALUES


def several(child: "serializers.Field[Any, Any, Any, Any]") -> serializers.ListField:
    return serializers.ListField(child=child, required=False, max_length=MAX_VALUES)


def number(lowest: int, highest: int) -> serializers.IntegerField:
    return serializers.IntegerField(required=False, min_value=lowest, max_value=highest)


class FilmQuestion(serializers.Serializer[Any]):
    genre = several(serializers.SlugField(max_length=60))
    not_genre = several(serializers.SlugField(max_length=60))
    person = several(serializers.IntegerField(min_value=1, max_value=2**53))
    not_person = several(serializers.IntegerField(min_value=1, max_value=2**53))
    language = several(serializers.ChoiceField(choices=sorted(LANGUAGES)))
    country = several(serializers.ChoiceField(choices=sorted(COUNTRIES)))
    year_from = number(1870, 2100)
    year_to = number(1870, 2100)
    runtime_min = number(1, 1500)
    runtime_max = number(1, 1500)
    max_age = number(0, 18)
    sort = serializers.ChoiceField(choices=list(SORTS), default=DEFAULT_SORT)


def asked_of(films: FilmQuerySet, params: QueryDict) -> FilmQuerySet:
    """Narrow and sort films; raises ValidationError for values that make no sense."""
    question = FilmQuestion(data=params)
    question.is_valid(raise_exception=True)
    _label, order = SORTS[question.validated_data["sort"]]
    return FilmQuery.from_params(params).narrow(films).order_by(*order)
