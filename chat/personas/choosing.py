"""Who speaks to a person: whom they chose, or the first of the house."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chat.personas.models import Persona
from cinematch.accounts.models import User
from providers import base


def chosen_among(offered: Sequence[Persona], viewer: User) -> Persona | None:
    """Return the viewer's choice; one that was retired gives way to the first."""
    chosen = [each for each in offered if each.slug == viewer.persona]
    return next(iter([*chosen, *offered]), None)


def persona_of(viewer: User) -> base.Persona:
    if chosen := chosen_among(list(Persona.objects.offered()), viewer):
        return chosen.spoken()
    return base.Persona(name=_("CineBot"), voice=_("a warm, well-read usher."))


def choose(viewer: User, persona: Persona) -> None:
    viewer.persona = persona.slug
    viewer.save(update_fields=["persona"])
