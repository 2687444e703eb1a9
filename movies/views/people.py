"""The page of someone who made films."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from cinematch.accounts.requests import SiteRequest
from movies.access import person_for
from movies.models import Credit, Film, Person
from movies.rating import marks_of

ROLES = [role.value for role in Credit.Role]


def person(request: SiteRequest, person_id: int, slug: str = "") -> HttpResponse:
    someone = person_for(request.viewer, person_id)
    if request.path != someone.get_absolute_url():
        return redirect(someone)
    films = Film.objects.visible_to(request.viewer).made_by(someone).for_cards()
    roles = roles_of(someone)
    page = {
        "person": someone,
        "films": [(film, ", ".join(roles[film.pk])) for film in films],
        "marks": marks_of(request.viewer, films),
    }
    return render(request, "movies/person.html", page)


def roles_of(someone: Person) -> dict[int, list[str]]:
    """Return what someone was in each film, by film id (one query)."""
    credits = Credit.objects.filter(person=someone).only("film_id", "role")
    roles: dict[int, list[str]] = {}
    for credit in sorted(credits, key=lambda credit: ROLES.index(credit.role)):
        roles.setdefault(credit.film_id, []).append(credit.get_role_display())
    return roles
