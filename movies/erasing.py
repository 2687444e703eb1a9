"""Take a person's voice out of the films before the account goes."""

from cinematch.accounts.models import User
from movies.models import Rating
from movies.rating import lock_films, refresh_means


def erase_ratings(user: User) -> None:
    rated = Rating.objects.filter(user=user)
    film_ids = list(rated.values_list("film_id", flat=True))
    lock_films(film_ids)
    rated.delete()
    refresh_means(film_ids)
