"""Browse and search: one page, its question in the address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from cinematch.accounts.requests import SiteRequest
from movies.browsing import Browsing, look, offers
from movies.filterpanel import panel
from movies.rating import marks_of
from movies.search import suggest


@gzip_page
def browse(request: SiteRequest) -> HttpResponse:
    viewer, browsing = request.viewer, Browsing.from_params(request.GET)
    films = look(viewer, browsing, request.GET.get("page", ""))
    page = {
        "browsing": browsing,
        "query": browsing.query,
        "films": films,
        "did_you_mean": browsing.did_you_mean,
        "marks": marks_of(viewer, films.items),
        "chips": [
            (chip.label, browsing.address(chip.without))
            for chip in browsing.query.chips()
        ],
    }
    if request.htmx and "page" in request.GET:
        return render(request, "movies/_cards.html", page)
    page["panel"] = panel(browsing, viewer.age_ceiling())
    if not films.total:
        page["offers"] = [
            (chip.label, browsing.address(chip.without), count)
            for chip, count in offers(viewer, browsing)
        ]
    template = "movies/_results.html" if request.htmx else "movies/browse.html"
    return render(request, template, page)


def suggestions(request: SiteRequest) -> HttpResponse:
    """The list under the search field while someone types."""
    text = request.GET.get("q", "").replace("\0", " ").strip()
    page = {"text": text, "suggestions": suggest(text, request.viewer) if text else []}
    return render(request, "movies/_suggestions.html", page)
