"""What forms about taste need to draw themselves."""

from decimal import Decimal

from django import template

from movies.models import HALF_STARS

register = template.Library()


@register.simple_tag
def half_stars() -> list[Decimal]:
    return HALF_STARS
