"""Who speaks to a person: whom they chose, or the first of the house."""

from django.utils.translation import gettext as _

from chat.personas.models import Persona
from cinematch.accounts.models import User
from providers import base


def persona_of(viewer: User) -> base.Persona:
    """Return the voice for a viewer; one that was retired gives way to the first."""
    offered = list(Persona.objects.offered())
    chosen = [each for each in offered if each.slug == viewer.persona]
    for persona in [*chosen, *offered]:
        return persona.spoken()
    return base.Persona(name=_("CineBot"), voice=_("a warm, well-read usher."))


def choose(viewer: User, persona: Persona) -> None:
    viewer.persona = persona.slug
    viewer.save(update_fields=["persona"])
