"""The writer that is always there: sentences composed from the brief, no model.

What it says is decided by the brief alone, so the same question gives the same answer;
phrases that earlier answers of the conversation used are passed over.
"""

import asyncio
import re
from collections.abc import AsyncGenerator

from django.utils import translation

from providers.base import Brief, Delta, Finish, FinishReason, Intent, Source, Text
from providers.template import comparing, explaining, facts, recommending, talking
from providers.template.phrasing import Phrasing, tidy

SOURCE = Source(provider="template")
_WORDS = re.compile(r"\s*\S+")

_WRITERS = {
    Intent.RECOMMEND: recommending.write,
    Intent.REFINE: recommending.write,
    Intent.COMPARE: comparing.write,
    Intent.LOOKUP: facts.write,
    Intent.WHY: explaining.write,
    Intent.SMALLTALK: talking.small_talk,
    Intent.HELP: talking.help_text,
    Intent.OFF_TOPIC: talking.off_topic,
}


class TemplateProvider:
    async def astream(self, brief: Brief) -> AsyncGenerator[Delta, None]:
        for word in _WORDS.findall(write(brief)):
            yield Text(word)
            # A word at a time, and others get their turn in between.
            await asyncio.sleep(0)
        yield Finish(FinishReason.STOP, SOURCE)


def write(brief: Brief) -> str:
    """Return the answer: paragraphs, and film marks on lines of their own."""
    with translation.override(brief.locale):
        paragraphs = _WRITERS[brief.intent](brief, Phrasing(brief))
        return "\n\n".join(tidy(part) for part in paragraphs if part.strip())
