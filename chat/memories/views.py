"""The page of what CineBot remembers: see it, put it right, forget it, turn it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from chat.memories.access import memory_for
from chat.memories.editing import rewrite
from chat.memories.forms import FactForm
from chat.memories.models import Memory, MemoryChoice
from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest


@never_cache
@require_GET
def memories(request: SiteRequest) -> HttpResponse:
    return _page(request)


@require_POST
def edit(request: SiteRequest, memory_id: int) -> HttpResponse:
    memory = memory_for(request.viewer, memory_id)
    form = FactForm(request.POST)
    if not form.is_valid():
        return _page(request, refused=form, about=memory.pk, status=422)
    rewrite(memory, form.cleaned_data["text"])
    messages.success(request, _("Noted."))
    return redirect("chat:memories")


@require_POST
def forget(request: SiteRequest, memory_id: int) -> HttpResponse:
    memory_for(request.viewer, memory_id).delete()
    messages.success(request, _("Forgotten."))
    return redirect("chat:memories")


@require_POST
def forget_all(request: SiteRequest) -> HttpResponse:
    # Also what no list shows, from before a question was edited.
    Memory.objects.filter(user=request.viewer.pk).delete()
    messages.success(request, _("Everything is forgotten."))
    return redirect("chat:memories")


@require_POST
def switch(request: SiteRequest) -> HttpResponse:
    viewer = remember(request)
    MemoryChoice.of(viewer).turn(on=request.POST.get("on") == "1", now=timezone.now())
    return redirect("chat:memories")


def _page(
    request: SiteRequest,
    refused: FactForm | None = None,
    about: int | None = None,
    status: int = 200,
) -> HttpResponse:
    mine = Memory.objects.of(request.viewer).select_related("source__conversation")
    context = {
        "memories": mine,
        "remembers": MemoryChoice.of(request.viewer).remembers,
        "refused": refused,
        "refused_about": about,
    }
    return render(request, "chat/memories.html", context, status=status)
