"""Name, look and keys; and the ways to everything else about oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cinematch.accounts.forms import ProfileForm
from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest


def profile(request: SiteRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.viewer)
    if request.method == "POST" and form.is_valid():
        viewer = remember(request)
        for field in form.changed_data:
            setattr(viewer, field, form.cleaned_data[field])
        viewer.save(update_fields=form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})
