"""The poster of a film, drawn or uploaded, for whoever may see the film."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.gzip import gzip_page

from cinematch.accounts.requests import SiteRequest
from movies.models import Film
from movies.models.poster_image import PosterFile
from movies.posters.drawing import Facts, draw_poster
from movies.posters.images import WIDTHS

# The address changes with the film. Private: a shared cache must not hand an adult
# film's poster to a child.
KEEP = "private, max-age=31536000, immutable"


@gzip_page
def drawn(request: SiteRequest, film_id: int, version: str) -> HttpResponse:
    film = get_object_or_404(
        Film.objects.visible_to(request.viewer).for_posters(), pk=film_id
    )
    if version != film.poster_version or film.image:
        return redirect(film.poster_url)
    facts = Facts(
        film.pk,
        film.title,
        film.year,
        [film.first_genre] if film.first_genre else [],
        film.first_director or "",
    )
    return HttpResponse(
        draw_poster(facts),
        content_type="image/svg+xml",
        headers={"Cache-Control": KEEP},
    )


def uploaded(
    request: SiteRequest, film_id: int, version: str, width: int
) -> HttpResponseBase:
    film = get_object_or_404(
        Film.objects.visible_to(request.viewer).for_posters(), pk=film_id
    )
    if width not in WIDTHS:
        raise Http404
    if version != film.poster_version or not film.image:
        return redirect(film.poster_url)
    return FileResponse(
        cast(PosterFile, film.image).in_width(width),
        content_type="image/webp",
        headers={"Cache-Control": KEEP},
    )
