"""Letting others read a conversation, by a link that can be taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chat import sharing
from chat.access import conversation_for, shared_link_for
from chat.models import SharedLink
from cinematch.accounts.requests import SiteRequest


@require_http_methods(["GET", "POST"])
def share(request: SiteRequest, conversation_id: UUID) -> HttpResponse:
    """Show what a link would show; a POST makes it, or brings it up to date."""
    talk = conversation_for(request.viewer, conversation_id)
    if request.method == "POST":
        sharing.share(talk)
        return redirect("chat:share", talk.pk)
    link = SharedLink.objects.filter(conversation=talk).first()
    context = {
        "conversation": talk,
        "link": link,
        "address": link and request.build_absolute_uri(link.get_absolute_url()),
        "is_behind": link and link.last_message < sharing.newest_message(talk),
        "shared": sharing.preview(talk),
    }
    return render(request, "chat/share.html", context)


@require_POST
def unshare(request: SiteRequest, conversation_id: UUID) -> HttpResponse:
    talk = conversation_for(request.viewer, conversation_id)
    sharing.unshare(talk)
    return redirect("chat:share", talk.pk)


# Else a link that was taken back would live on in caches.
@never_cache
@require_GET
def shared(request: SiteRequest, key: str) -> HttpResponse:
    """Show a shared conversation to whoever has its address."""
    link = shared_link_for(key)
    context = {"shared": sharing.shared_with(request.viewer, link)}
    response = render(request, "chat/shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
