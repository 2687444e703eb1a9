"""What a guest said about films becomes the member's at sign-up or sign-in."""

from cinematch.accounts.models import User
from movies.models import ImportDraft, Mark, Rating, TasteCorrection, TasteProfile
from movies.rating import lock_films, refresh_means


def adopt_taste(guest: User, member: User) -> None:
    """Move all of it. Where both rated a film, the newer rating counts."""
    _adopt_ratings(guest, member)
    has = Mark.objects.filter(user=member).values_list("film_id", "kind")
    known = set(has)
    for mark in Mark.objects.filter(user=guest):
        if (mark.film_id, mark.kind) not in known:
            mark.user = member
            mark.save(update_fields=["user"])
    said = TasteCorrection.objects.filter(user=member).values_list("kind", "key")
    own = set(said)
    for correction in TasteCorrection.objects.filter(user=guest):
        if (correction.kind, correction.key) not in own:
            correction.user = member
            correction.save(update_fields=["user"])
    if not TasteProfile.objects.filter(user=member).exists():
        TasteProfile.objects.filter(user=guest).update(user=member)
    ImportDraft.objects.filter(user=guest).update(user=member)


def _adopt_ratings(guest: User, member: User) -> None:
    theirs = dict(
        Rating.objects.filter(user=member).values_list("film_id", "updated_at")
    )
    ratings = list(Rating.objects.filter(user=guest))
    film_ids = [rating.film_id for rating in ratings]
    lock_films(film_ids)
    newer = [
        rating.pk
        for rating in ratings
        if rating.film_id not in theirs or rating.updated_at > theirs[rating.film_id]
    ]
    moved = Rating.objects.filter(pk__in=newer)
    Rating.objects.filter(user=member, film__in=moved.values("film")).delete()
    moved.update(user=member)
    # What is older goes with the guest, so it must leave the means now.
    Rating.objects.filter(user=guest).delete()
    refresh_means(film_ids)
