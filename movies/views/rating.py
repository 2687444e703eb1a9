"""Rate a film and mark it: forms that answer with themselves, or go back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest
from movies.access import film_for
from movies.models import Film, Mark
from movies.rating import mark, marks_of, rate, unmark, unrate

# From here on nothing is said any more: For You knows enough.
SHARP_FROM_RATINGS = 10


@require_POST
def rate_film(request: SiteRequest, film_id: int) -> HttpResponse:
    """Set the stars posted as `stars`; none given removes the rating."""
    film = film_for(request.viewer, film_id)
    stars = request.POST.get("stars", "")
    person = remember(request)
    error, status = "", 200
    try:
        if stars:
            rate(person, film, stars)
        else:
            unrate(person, film)
    except ValidationError as refused:
        error, status = refused.messages[0], 422
    if not request.htmx:
        if error:
            messages.error(request, error)
        return back(request, film)
    mine = person.ratings.filter(film=film).first()
    context = {
        "film": film,
        "stars": mine.stars if mine else None,
        "error": error,
        "noted": noted(person.ratings.count()) if mine and not error else "",
    }
    return render(request, "components/rate_form.html", context, status=status)


@require_POST
def mark_film(request: SiteRequest, film_id: int, kind: str) -> HttpResponse:
    """Mark with on=1, unmark with on=0."""
    if kind not in Mark.Kind:
        raise Http404
    film = film_for(request.viewer, film_id)
    person = remember(request)
    if request.POST.get("on", "1") == "1":
        mark(person, film, kind)
        if kind == Mark.Kind.NOT_FOR_ME:
            messages.success(request, hidden_message(request, film))
    else:
        unmark(person, film, kind)
    if not request.htmx:
        return back(request, film)
    context = {
        "film": film,
        "kind": kind,
        "marked": marks_of(person, [film])[film.pk],
        "wide": "wide" in request.POST,
    }
    return render(request, "movies/_marked.html", context)


def noted(ratings: int) -> str:
    """Return what to say after a rating, nothing once there are plenty."""
    left = SHARP_FROM_RATINGS - ratings
    if left <= 0:
        return ""
    return ngettext(
        "Noted. %(left)d more and For you gets sharper.",
        "Noted. %(left)d more and For you gets sharper.",
        left,
    ) % {"left": left}


def hidden_message(request: SiteRequest, film: Film) -> str:
    """Return a message that holds its own Undo form."""
    context = {"film": film, "next": next_url(request) or film.get_absolute_url()}
    # Our own template, escaped by the template engine.
    return mark_safe(render_to_string("movies/_undo_hide.html", context, request))  # noqa: S308


def next_url(request: SiteRequest) -> str:
    """Return where the form says to go next, if that is on this site."""
    url = request.POST.get("next", "")
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure())
    return url if safe else ""


def back(request: SiteRequest, film: Film) -> HttpResponseRedirect:
    return HttpResponseRedirect(next_url(request) or film.get_absolute_url())
