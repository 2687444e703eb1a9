"""What a conversation was about, in a few sentences that roll on with it.

Made of what was understood, not of what a model says it was: no call, nothing invented.
Titles stay out: a film may be hidden from its person later.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chat.models import Message
from chat.wishes import wishes
from providers.base import Intent

# About 150 tokens: what is older falls off the front.
MAX_CHARS = 600
_LOOKED_FOR = (Intent.RECOMMEND, Intent.REFINE)


def rolled_on(summary: str, answers: Sequence[Message]) -> str:
    """Return the summary with these answers in it, oldest sentences dropped."""
    lines = summary.splitlines()
    for answer in answers:
        line = _line(answer)
        if line and line not in lines[-1:]:
            lines.append(line)
    while len("\n".join(lines)) > MAX_CHARS:
        lines.pop(0)
    return "\n".join(lines)


def _line(answer: Message) -> str:
    if answer.intent not in _LOOKED_FOR:
        return ""
    query = answer.film_query
    asked = ", ".join(wishes(query)) if not query.is_empty else _("anything good")
    if answer.thumb == Message.Thumb.UP:
        told = _("Looked for %(wishes)s, and liked what came.")
    elif answer.thumb == Message.Thumb.DOWN:
        told = _("Looked for %(wishes)s, and was not content.")
    else:
        told = _("Looked for %(wishes)s.")
    return told % {"wishes": asked}
