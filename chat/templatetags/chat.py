"""How answers are signed on a page."""

from django import template
from django.utils.translation import gettext as _

from chat.models import Message

register = template.Library()


@register.filter
def written_by(answer: Message) -> str:
    """Say what wrote an answer, and where."""
    if answer.provider == "template":
        return _("Written on this server, without a language model")
    return answer.model or answer.provider
