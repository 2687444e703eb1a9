"""What a persona would answer: a real question, real films, and no model paid."""

from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chat import briefing
from chat.intents import wording
from chat.marks import FilmMark, pieces
from chat.reading import Reading
from cinematch.accounts.models import User
from movies.models import Film
from movies.understanding import understand
from providers import base, template

SAMPLES = (_("Hello"), _("Something gripping for tonight, under two hours"))


def answer_to(question: str, viewer: User, persona: base.Persona) -> list[str]:
    """Return the paragraphs that the template would write in this voice."""
    reading = Reading(
        viewer=viewer,
        question=question,
        attempt=1,
        said=wording(question),
        query=understand(question),
        turns=(),
        searched=Film.objects.visible_to(viewer).count(),
        locale=get_language() or "en",
    )
    text = template.write(replace(briefing.write(reading), persona=persona))
    words = (piece for piece in pieces(text) if not isinstance(piece, FilmMark))
    return [part.strip() for part in "".join(words).split("\n\n") if part.strip()]
