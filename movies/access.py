"""From an id a person sent to an object they may see: the only way."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from cinematch.accounts.models import User
from movies.models import Credit, Film, ImportDraft, Person


def film_for(viewer: User, film_id: int) -> Film:
    """Return a film with what its page shows; 404 for what this viewer may not see."""
    return get_object_or_404(Film.objects.visible_to(viewer).for_details(), pk=film_id)


def film_too_old_for(viewer: User, film_id: int) -> Film:
    """Return the title and age of a film this viewer is too young for, else 404."""
    films = Film.objects.filter(hidden=False, min_age__gt=viewer.age_ceiling())
    return get_object_or_404(films.only("title", "year", "min_age"), pk=film_id)


def person_for(viewer: User, person_id: int) -> Person:
    """Return someone of whom this viewer may see at least one film, else 404."""
    credited = Credit.objects.filter(
        person=OuterRef("pk"), film__in=Film.objects.visible_to(viewer)
    )
    return get_object_or_404(Person.objects.filter(Exists(credited)), pk=person_id)


def import_draft_for(viewer: User, draft_id: UUID) -> ImportDraft:
    """Return one's own unconfirmed import, else 404."""
    return get_object_or_404(
        ImportDraft.objects.open().select_related("user"), user=viewer.pk, pk=draft_id
    )
