"""Tonight: one film, and what to do when it is not the one."""

from django.http import HttpResponse
from django.shortcuts import render

from cinematch.accounts.requests import SiteRequest
from movies.models import Film


def home(request: SiteRequest) -> HttpResponse:
    films = Film.objects.visible_to(request.viewer).for_cards().famous_first()[:24]
    return render(request, "movies/home.html", {"films": films})
