"""Ratings from elsewhere: upload, look, confirm."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest
from movies.access import import_draft_for
from movies.importing.drafts import apply, draft, rows_of
from movies.importing.rows import FileUnreadableError
from movies.models import Film, ImportDraft
from movies.tasteforms import id_in

# How many of the films found are shown; the numbers are of all.
SHOWN_FOUND = 12


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Your export"),
        help_text=gettext_lazy(
            "The Letterboxd zip or one of its CSV files, or IMDb's CSV."
        ),
        widget=forms.ClearableFileInput({"accept": ".csv,.zip"}),
    )


@require_http_methods(["GET", "POST"])
def upload(request: SiteRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = draft(remember(request), file.read(), file.name)
        except FileUnreadableError as error:
            form.add_error("file", error.reason)
        else:
            return redirect("movies:import_preview", kept.pk)
    status = 422 if form.errors else 200
    return render(request, "movies/import.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def preview(request: SiteRequest, draft_id: UUID) -> HttpResponse:
    kept = import_draft_for(request.viewer, draft_id)
    if request.method == "GET":
        return render(request, "movies/import_preview.html", _shown(kept))
    done = apply(kept, _choices(request))
    messages.success(
        request,
        _("Imported: %(ratings)d ratings, %(marks)d films seen or on your watchlist.")
        % {"ratings": done.ratings, "marks": done.marks},
    )
    return redirect("movies:for_you")


def _choices(request: SiteRequest) -> dict[int, int]:
    """Read row-<number> = film id; what is neither is left out, as if not chosen."""
    choices: dict[int, int] = {}
    for name in request.POST:
        if name.startswith("row-"):
            row = id_in(name.removeprefix("row-"))
            film = id_in(request.POST[name])
            if row is not None and film is not None:
                choices[row] = film
    return choices


def _shown(kept: ImportDraft) -> dict[str, object]:
    rows = rows_of(kept)
    found = [row for row in rows if row.film]
    wanted = {pk for row in rows for pk in row.candidates}
    wanted |= {row.film for row in found[:SHOWN_FOUND] if row.film}
    films = Film.objects.visible_to(kept.user).for_cards().in_bulk(wanted)
    doubtful = [
        (index, row, [films[pk] for pk in row.candidates if pk in films])
        for index, row in enumerate(rows)
        if not row.film and row.candidates
    ]
    return {
        "draft": kept,
        "total": len(rows),
        "found": len(found),
        "examples": [
            films[row.film] for row in found[:SHOWN_FOUND] if row.film in films
        ],
        "doubtful": doubtful,
        "missing": [row for row in rows if not row.film and not row.candidates],
    }
