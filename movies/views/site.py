"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def credits_page(request: HttpRequest) -> HttpResponse:
    return render(request, "movies/credits.html")


def offline(request: HttpRequest) -> HttpResponse:
    """Rendered for nobody: the browser keeps it and shows it to whoever is there."""
    return HttpResponse(render_to_string("offline.html"))


def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker reaches no further than its own folder."""
    return render(request, "sw.js", content_type="text/javascript")
