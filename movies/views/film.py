"""The page of a film."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.gzip import gzip_page

from cinematch.accounts.requests import SiteRequest
from movies.access import film_too_old_for
from movies.axes import axis
from movies.because import because
from movies.models import Film
from movies.models.film import words_of_films
from movies.rating import marks_of
from movies.search import similar

SIMILAR = 6


@gzip_page
def film(request: SiteRequest, film_id: int, slug: str = "") -> HttpResponse:
    shown = Film.objects.visible_to(request.viewer).for_page(request.viewer)
    found = shown.filter(pk=film_id).first()
    if found is None:
        return too_young(request, film_id)
    if request.path != found.get_absolute_url():
        return redirect(found)
    like_it = similar(found, request.viewer, SIMILAR)
    # The words of this film and of those like it, three queries for all of them.
    prefetch_related_objects([found, *like_it], *words_of_films())
    page = {
        "film": found,
        "similar": [(other, axis(found, other)) for other in like_it],
        "marks": marks_of(request.viewer, [found, *like_it]),
    }
    return render(request, "movies/film.html", page)


def too_young(request: SiteRequest, film_id: int) -> HttpResponse:
    """Name the film and the age it is for; show nothing else of it."""
    page = {"film": film_too_old_for(request.viewer, film_id)}
    return render(request, "movies/too_young.html", page, status=403)


def because_of(request: SiteRequest, film_id: int) -> HttpResponse:
    """Reasons and guess, fetched beside the page: they take more queries than it."""
    shown = Film.objects.visible_to(request.viewer).for_page(request.viewer)
    found = get_object_or_404(shown, pk=film_id)
    page = {"film": found, "because": because(request.viewer, found)}
    template = "movies/_because.html" if request.htmx else "movies/because.html"
    return render(request, template, page)
