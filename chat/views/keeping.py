"""One's conversations: found again, named, pinned, put away, taken along, deleted."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from chat import acting, exporting, searching
from chat.access import conversation_for
from chat.forms import RenameForm
from chat.models import Conversation
from cinematch.accounts.requests import SiteRequest
from movies.paging import number_in

PAGE_SIZE = 30
WRITERS = {
    "md": (exporting.as_markdown, "text/markdown; charset=utf-8"),
    "json": (exporting.as_json, "application/json"),
}


@require_GET
def conversations(request: SiteRequest) -> HttpResponse:
    """List what was talked about, or put away (?archived=1), or find it (?words=)."""
    mine = Conversation.objects.of(request.viewer)
    archived = request.GET.get("archived") == "1"
    asked = request.GET.get("words", "")[: searching.MAX_ASKED_CHARS].replace(
        "\x00", ""
    )
    if asked.strip():
        found = searching.find(mine, request.viewer, asked)
    else:
        found = mine.archived() if archived else mine.listed()
    page = Paginator(found, PAGE_SIZE).get_page(number_in(request.GET.get("page", "")))
    excerpts = searching.excerpts(page, request.viewer, asked) if asked.strip() else {}
    context = {
        "page": page,
        "rows": [(talk, excerpts.get(talk.pk)) for talk in page],
        "asked": asked.strip(),
        "archived": archived,
    }
    return render(request, "chat/conversations.html", context)


@require_POST
def arrange(request: SiteRequest, conversation_id: UUID) -> HttpResponse:
    """Rename, pin or archive: whichever of title, pinned, archived is posted."""
    talk = conversation_for(request.viewer, conversation_id)
    form = RenameForm(request.POST)
    acting.arrange(
        talk,
        title=form.cleaned_data["title"] if form.is_valid() else None,
        pinned=_flag(request, "pinned"),
        archived=_flag(request, "archived"),
    )
    return redirect("chat:conversations" if talk.archived_at else talk)


@require_POST
def delete(request: SiteRequest, conversation_id: UUID) -> HttpResponse:
    acting.delete(conversation_for(request.viewer, conversation_id))
    return redirect("chat:home")


@require_GET
def export(request: SiteRequest, conversation_id: UUID, kind: str) -> HttpResponse:
    talk = conversation_for(request.viewer, conversation_id)
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    response = HttpResponse(write(talk), content_type=content_type)
    name = exporting.filename(talk, kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _flag(request: SiteRequest, name: str) -> bool | None:
    sent = request.POST.get(name)
    return None if sent is None else sent == "1"
