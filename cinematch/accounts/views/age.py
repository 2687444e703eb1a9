"""The birth date, asked once and kindly, at the moment it matters."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cinematch.accounts.birthdate import declare_birth_date
from cinematch.accounts.forms import BirthDateForm
from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest
from cinematch.limits import limited


@limited("age", "20/h")
def age(request: SiteRequest) -> HttpResponse:
    if request.viewer.birth_date is not None:
        return render(request, "accounts/age_known.html")
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        declare_birth_date(remember(request), form.cleaned_data["birth_date"])
        messages.success(request, _("Thank you. You now see what fits your age."))
        return redirect(_way_back(request))
    page = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "accounts/age.html", page)


def _way_back(request: SiteRequest) -> str:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=settings.HTTPS
    )
    return asked if safe else resolve_url("movies:home")
