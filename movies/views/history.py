"""What a person rated, month by month."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cinematch.accounts.requests import SiteRequest
from movies.models import Film, Rating
from movies.paging import number_in
from movies.rating import marks_of

PAGE_SIZE = 48


def history(request: SiteRequest) -> HttpResponse:
    """Show the newest first; the month is the one of the last change."""
    viewer = request.viewer
    visible = Film.objects.visible_to(viewer)
    rated = Rating.objects.filter(user=viewer.pk, film__in=visible)
    pages = Paginator(rated.order_by("-updated_at", "-pk"), PAGE_SIZE)
    page = pages.get_page(number_in(request.GET.get("page", "")))
    films = visible.for_cards().in_bulk([rating.film_id for rating in page])
    context = {
        "page": page,
        "rated": [(rating, films[rating.film_id]) for rating in page],
        "marks": marks_of(viewer, films.values()),
    }
    return render(request, "movies/history.html", context)
