"""Choosing who CineBot speaks as."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from chat.access import conversation_for
from chat.personas.choosing import choose
from chat.personas.forms import ChoiceForm
from chat.personas.models import Persona
from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest


@require_POST
def speak_as(request: SiteRequest) -> HttpResponse:
    """Take a choice from the chat's first page, or from a conversation, and go back."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return redirect("chat:home")
    offered = Persona.objects.offered()
    persona = get_object_or_404(offered, slug=form.cleaned_data["persona"])
    choose(remember(request), persona)
    if conversation_id := form.cleaned_data["conversation"]:
        return redirect(conversation_for(request.viewer, conversation_id))
    return redirect("chat:home")
