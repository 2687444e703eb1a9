"""Where the one-time link leads that `manage.py up` prints."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cinematch.accounts import firstadmin
from cinematch.accounts.forms import FirstAdministratorForm
from cinematch.limits import limited


@never_cache
@sensitive_post_parameters("password")
@limited("first administrator", "20/h", fail_closed=True)
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    form = FirstAdministratorForm(request.POST or None)
    try:
        firstadmin.check(token)
        if request.method == "POST" and form.is_valid():
            firstadmin.make(token, **form.cleaned_data)
            messages.success(request, _("Done. Sign in with what you just entered."))
            return redirect("admin:index")
    except firstadmin.NoLongerFirstError:
        return render(request, "accounts/first_administrator_gone.html", status=410)
    return render(request, "accounts/first_administrator.html", {"form": form})
