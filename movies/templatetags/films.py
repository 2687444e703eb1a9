"""How films are written on a page."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from movies.models import Film

register = template.Library()


@register.filter
def for_film(marks: Mapping[int, set[str]], film: Film) -> set[str]:
    """The viewer's marks on one film, out of those on many."""
    return marks.get(film.pk, set()) if marks else set()


@register.filter
def runtime(minutes: int) -> str:
    """95 -> "1 h 35 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
