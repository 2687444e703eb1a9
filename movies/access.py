"""From an id a person sent to an object they may see: the only way."""

from django.shortcuts import get_object_or_404

from cinematch.accounts.models import User
from movies.models import Film


def film_for(viewer: User, film_id: int) -> Film:
    """Return a film with what its page shows; 404 for what this viewer may not see."""
    return get_object_or_404(
        Film.objects.visible_to(viewer).for_details(), pk=film_id
    )
