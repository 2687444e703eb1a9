"""What a person wants to see."""

from django.http import HttpResponse
from django.shortcuts import render

from cinematch.accounts.requests import SiteRequest
from movies.models import Film
from movies.paging import page_of
from movies.rating import marks_of


def watchlist(request: SiteRequest) -> HttpResponse:
    films = page_of(
        Film.objects.visible_to(request.viewer)
        .watchlist_of(request.viewer)
        .for_cards(),
        request.GET.get("page", ""),
    )
    page = {"films": films, "marks": marks_of(request.viewer, films.items)}
    template = "movies/_cards.html" if request.htmx else "movies/watchlist.html"
    return render(request, template, page)
