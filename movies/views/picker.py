"""The three screens of the taste picker. Each can be skipped, each keeps its part."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest
from movies.access import film_for
from movies.models import TasteProfile
from movies.taste import profile_of
from movies.tasteforms import LimitsForm
from movies.tastepicker import (
    ENOUGH,
    MOST_GROUPS,
    Reply,
    films_to_ask,
    groups_for,
    pick_groups,
    replies_of,
    reply,
)


@require_http_methods(["GET", "POST"])
def groups(request: SiteRequest) -> HttpResponse:
    if request.method == "POST":
        pick_groups(profile_of(remember(request)), request.POST.getlist("group"))
        return redirect("movies:picker_films")
    context = {
        "groups": groups_for(request.viewer),
        "picked": profile_of(request.viewer).groups,
        "most": MOST_GROUPS,
    }
    return render(request, "movies/picker_groups.html", context)


def films(request: SiteRequest) -> HttpResponse:
    return render(request, "movies/picker_films.html", _asked(request))


@require_POST
def reply_to(request: SiteRequest, film_id: int) -> HttpResponse:
    """Keep one answer; htmx gets the card and the counter back."""
    said = request.POST.get("reply", "")
    if said not in Reply.values:
        raise Http404
    film = film_for(request.viewer, film_id)
    profile = profile_of(remember(request))
    reply(profile, film, Reply(said))
    if not request.htmx:
        return redirect("movies:picker_films")
    context = _asked(request) | {"film": film, "said": said}
    return render(request, "movies/_picker_replied.html", context)


@require_http_methods(["GET", "POST"])
def limits(request: SiteRequest) -> HttpResponse:
    profile = profile_of(request.viewer)
    form = LimitsForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        form.instance.user = remember(request)
        form.save()
        return redirect("movies:for_you")
    status = 422 if form.errors else 200
    return render(request, "movies/picker_limits.html", {"form": form}, status=status)


def _asked(request: SiteRequest) -> dict[str, object]:
    profile: TasteProfile = profile_of(request.viewer)
    asked = films_to_ask(request.viewer, profile)
    replies = replies_of(profile, asked)
    told = sum(said != Reply.UNSEEN for said in replies.values())
    return {
        "questions": [(film, replies.get(film.pk, "")) for film in asked],
        "replies": Reply.choices,
        "told": told,
        "enough": ENOUGH,
        "left": max(ENOUGH - told, 0),
    }
