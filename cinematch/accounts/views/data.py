"""One's data: a copy of it, and its end."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cinematch.accounts import exporting
from cinematch.accounts.access import export_of
from cinematch.accounts.requests import SiteRequest
from cinematch.accounts.tasks import pack_export
from cinematch.limits import limited


@never_cache
@login_required
@limited("export", "10/d")
def export(request: SiteRequest) -> HttpResponse:
    if request.method == "POST":
        with transaction.atomic():
            wanted = exporting.request_export(request.viewer)
            # Robust: with Redis gone tasks.tidy_exports packs it later.
            transaction.on_commit(
                lambda: pack_export.delay(str(wanted.pk)), robust=True
            )
        return redirect("accounts:export")
    template = "accounts/_export.html" if request.htmx else "accounts/export.html"
    return render(request, template, {"export": request.viewer.exports.first()})


@never_cache
@login_required
def download(request: SiteRequest, export_id: UUID) -> HttpResponse:
    # Not a FileResponse: under ASGI Django reads it whole as well, and warns.
    content = export_of(request.viewer, export_id).path.read_bytes()
    headers = {"Content-Disposition": 'attachment; filename="cinematch.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


@never_cache
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def delete(request: SiteRequest) -> HttpResponse:
    member = request.viewer
    if request.method == "POST":
        member.ask_for_deletion()
        logout(request)
        asked = {"erased_on": member.erased_on}
        return render(request, "accounts/deletion_asked.html", asked)
    counted = {"counts": exporting.counts(member)}
    return render(request, "accounts/delete.html", counted)


@never_cache
@login_required
def keep(request: SiteRequest) -> HttpResponse:
    if request.method == "POST":
        request.viewer.keep_account()
        messages.success(request, _("Your account stays as it was."))
        return redirect("accounts:profile")
    if request.viewer.deletion_requested_at is None:
        return redirect("accounts:profile")
    return render(request, "accounts/keep.html")
