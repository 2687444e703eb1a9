"""For You: shelves with reasons, each of which a person can answer."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest
from movies.access import film_for
from movies.likes import corrections_of, likes_of
from movies.models import Mark, TasteCorrection
from movies.picking import ranked
from movies.rating import mark, marks_of
from movies.recommending import reasons_for, refill
from movies.shelving import fill
from movies.taste import profile_of
from movies.tasteforms import CorrectionForm, SlidersForm, id_in
from movies.views.home import films_to_rate
from movies.views.rating import hidden_message, next_url

# Under so many ratings the page says that it is guessing.
COLD_UNTIL = 5
# More films than a page can show.
MOST_SHOWN = 200
SLIDERS_SAID = "sliders-said"


def for_you(request: SiteRequest) -> HttpResponse:
    viewer = request.viewer
    order = ranked(viewer)
    shelves = fill(order)
    films = [pick.film for shelf in shelves for pick in shelf.picks]
    cold = order.taste.ratings < COLD_UNTIL
    page = {
        "shelves": shelves,
        "marks": marks_of(viewer, films),
        "ratings": order.taste.ratings,
        "ratings_left": COLD_UNTIL - order.taste.ratings,
        "to_rate": films_to_rate(viewer, {film.pk for film in films}) if cold else [],
        "has_groups": bool(order.taste.profile.groups),
        "sliders": SlidersForm(instance=order.taste.profile),
        "likes": likes_of(viewer, order.taste),
        "corrections": corrections_of(viewer),
    }
    return render(request, "movies/for_you.html", page)


@require_POST
def hide(request: SiteRequest, film_id: int) -> HttpResponse:
    """Not for me: answers with the next film of the shelf, and an Undo."""
    film = film_for(request.viewer, film_id)
    person = remember(request)
    mark(person, film, Mark.Kind.NOT_FOR_ME)
    messages.success(request, hidden_message(request, film))
    if not request.htmx:
        return redirect("movies:for_you")
    shelf = request.POST.get("shelf", "")
    pick = refill(person, shelf, ids_in(request.POST.getlist("shown")))
    films = [pick.film] if pick else []
    context = {"pick": pick, "shelf_key": shelf, "marks": marks_of(person, films)}
    return render(request, "movies/_next_pick.html", context)


def why(request: SiteRequest, film_id: int) -> HttpResponse:
    """Tell what speaks for a film, with an answer to each reason."""
    film = film_for(request.viewer, film_id)
    context = {"film": film, "reasons": reasons_for(request.viewer, [film.pk])[film.pk]}
    page = "movies/_why.html" if request.htmx else "movies/why.html"
    return render(request, page, context)


@require_POST
def correct(request: SiteRequest) -> HttpResponse:
    """Less like this, or wrong: counts from the next request on."""
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _answer(request, _("This reason cannot be changed."), status=422)
    said = form.cleaned_data
    TasteCorrection.objects.update_or_create(
        user=remember(request),
        kind=said["kind"],
        key=said["key"],
        defaults={"verdict": said["verdict"]},
    )
    if said["verdict"] == TasteCorrection.Verdict.LESS:
        return _answer(request, _("Noted: less of that from now on."))
    return _answer(request, _("Taken out: it counts no more."))


@require_POST
def take_back(request: SiteRequest, correction_id: int) -> HttpResponse:
    """Let a corrected reason count again; another person's is not there."""
    own = TasteCorrection.objects.filter(user=request.viewer.pk, pk=correction_id)
    deleted, _of_what = own.delete()
    if not deleted:
        return _answer(request, _("That was taken back already."), status=404)
    return _answer(request, _("It counts again."))


@require_POST
def sliders(request: SiteRequest) -> HttpResponse:
    person = remember(request)
    form = SlidersForm(request.POST, instance=profile_of(person))
    if not form.is_valid():
        return _answer(request, _("A slider goes from -2 to 2."), status=422)
    form.save()
    return _answer(request, _("Your picks follow the sliders now."))


def ids_in(texts: list[str]) -> set[int]:
    """Return the ids among what a form sent; the rest is dropped."""
    found = map(id_in, texts[:MOST_SHOWN])
    return {one for one in found if one is not None}


def _answer(
    request: SiteRequest, text: str, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Say it in the page; the shelves then fetch themselves anew (for_you.js)."""
    if not request.htmx:
        level = messages.SUCCESS if status == HTTPStatus.OK else messages.ERROR
        messages.add_message(request, level, text)
        return redirect(next_url(request) or reverse("movies:for_you"))
    # Where the words take the place of the button, the focus must not get lost.
    said = {"text": text, "focus": request.htmx.target != SLIDERS_SAID}
    answer = render(request, "movies/_noted.html", said, status=status)
    if status == HTTPStatus.OK:
        answer["HX-Trigger"] = "taste-changed"
    return answer
