"""How films are written on a page."""

import re
from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
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


@register.filter
def marked(label: str, typed: str) -> SafeString:
    """The label with what was typed of it in <mark>, wherever a word starts so."""
    found = re.search(rf"\b{re.escape(typed.strip())}", label, re.IGNORECASE)
    if not (typed.strip() and found):
        return format_html("{}", label)
    start, end = found.span()
    return format_html(
        "{}<mark>{}</mark>{}", label[:start], label[start:end], label[end:]
    )
