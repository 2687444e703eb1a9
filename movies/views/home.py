"""Tonight: one film, and what to do when it is not the one."""

from collections.abc import Collection

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from cinematch.accounts.guests import remember
from cinematch.accounts.models import User
from cinematch.accounts.requests import SiteRequest
from movies.access import film_for
from movies.models import Film
from movies.picking import Pick, Ranked, ranked
from movies.rating import marks_of
from movies.recommending import recommend, skip_tonight, tonight
from movies.wishes import WISHES, question_for

SHELF = 7
TO_RATE = 5
# Under this many minutes a film fits a weeknight.
SHORT_MIN = 100


@gzip_page
def home(request: SiteRequest) -> HttpResponse:
    if request.htmx:
        shown = {"pick": pick_for(request), "wishes": WISHES}
        return render(request, "movies/_tonight.html", shown)
    viewer = request.viewer
    order = ranked(viewer)
    pick = pick_for(request, order)
    seen_here = {pick.film.pk} if pick else set()
    short = watchlist_and_short(viewer)
    rated = viewer.ratings.count() if viewer.pk else 0
    to_rate = films_to_rate(viewer, seen_here) if rated < TO_RATE else []
    seen_here |= {film.pk for film in [*short, *to_rate]}
    shelf = order.films(order.varied(SHELF, order.rows(without=seen_here)))
    page = {
        "pick": pick,
        "wishes": WISHES,
        "shelf": shelf,
        "short": short,
        "rated": rated,
        "to_rate": to_rate,
        "rate_left": TO_RATE - rated,
        "marks": marks_of(viewer, [*shelf, *short]),
    }
    return render(request, "movies/home.html", page)


@require_POST
def not_tonight(request: SiteRequest, film_id: int) -> HttpResponse:
    film = film_for(request.viewer, film_id)
    skip_tonight(remember(request), film)
    return home(request) if request.htmx else redirect("movies:home")


def pick_for(request: SiteRequest, order: Ranked | None = None) -> Pick | None:
    """The pick of the day, or what was wished for instead of it."""
    viewer = request.viewer
    film = film_named(viewer, request.GET.get("instead", ""))
    question = film and question_for(request.GET.get("wish", ""), film)
    if not (film and question):
        return tonight(viewer, order)
    found = recommend(viewer, 1, constraints=question, exclude=[film.pk])
    return found[0] if found else tonight(viewer, order)


def film_named(viewer: User, param: str) -> Film | None:
    if not (param.isascii() and param.isdecimal()):
        return None
    return Film.objects.visible_to(viewer).for_cards().filter(pk=int(param)).first()


def watchlist_and_short(viewer: User) -> list[Film]:
    films = Film.objects.visible_to(viewer).watchlist_of(viewer)
    return list(films.filter(runtime_min__lte=SHORT_MIN).for_cards()[:SHELF])


def films_to_rate(viewer: User, seen_here: Collection[int]) -> list[Film]:
    """The films most people know that this viewer has not rated."""
    known = Film.objects.visible_to(viewer).unrated_by(viewer).exclude(pk__in=seen_here)
    return list(known.for_cards().famous_first()[:TO_RATE])
