"""The voices to choose from, wherever CineBot speaks."""

from typing import Any

from django import template

from chat.models import Conversation
from chat.personas.choosing import chosen_among
from chat.personas.models import Persona

register = template.Library()


@register.inclusion_tag("chat/_personas.html", takes_context=True)
def personas(
    context: dict[str, Any], conversation: Conversation | None = None
) -> dict[str, Any]:
    viewer = context["request"].viewer
    offered = list(Persona.objects.offered())
    return {
        "personas": offered,
        "chosen": chosen_among(offered, viewer),
        "conversation": conversation,
        "csrf_token": context.get("csrf_token"),
    }
