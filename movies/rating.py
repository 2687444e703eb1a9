"""What a person says about a film: stars, seen, watchlist, not for me."""

from collections.abc import Collection, Iterable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, FloatField, OuterRef, Subquery, Sum
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.models import User
from movies.models import HALF_STARS, Film, Mark, Rating


def half_stars(value: object) -> Decimal:
    """Return a value as half stars; raises ValidationError for what is none."""
    try:
        stars = Decimal(str(value))
    except InvalidOperation:
        stars = Decimal("NaN")
    # Asked before comparing: a signalling NaN raises when it is compared.
    if stars.is_nan() or stars not in HALF_STARS:
        raise ValidationError(
            _("A rating goes from 0.5 to 5 stars in half steps."), code="half_stars"
        )
    return stars


@transaction.atomic
def rate(user: User, film: Film, stars: Decimal | str) -> Rating:
    """Rate a film, or change the rating; raises ValidationError. Rated means seen."""
    checked = half_stars(stars)
    lock_films([film.pk])
    rating, _created = Rating.objects.update_or_create(
        user=user, film=film, defaults={"stars": checked}
    )
    mark(user, film, Mark.Kind.SEEN)
    refresh_means([film.pk])
    return rating


@transaction.atomic
def unrate(user: User, film: Film) -> None:
    lock_films([film.pk])
    Rating.objects.filter(user=user, film=film).delete()
    refresh_means([film.pk])


@transaction.atomic
def mark(user: User, film: Film, kind: str) -> Mark:
    """Put a mark on a film; raises ValidationError. The seen leave the watchlist."""
    if kind not in Mark.Kind:
        raise ValidationError(_("There is no such mark."), code="mark")
    if kind == Mark.Kind.SEEN:
        unmark(user, film, Mark.Kind.WATCHLIST)
    return Mark.objects.get_or_create(user=user, film=film, kind=kind)[0]


def unmark(user: User, film: Film, kind: str) -> None:
    Mark.objects.filter(user=user, film=film, kind=kind).delete()


def marks_of(viewer: User, films: Iterable[Film]) -> dict[int, set[str]]:
    """Return the kinds of mark the viewer put on each film, by film id (one query)."""
    kinds: dict[int, set[str]] = {film.pk: set() for film in films}
    if viewer.pk is not None and kinds:
        for film_id, kind in Mark.objects.filter(
            user=viewer, film__in=kinds
        ).values_list("film_id", "kind"):
            kinds[film_id].add(kind)
    return kinds


def lock_films(film_ids: Collection[int]) -> None:
    """Let writers of the same films' ratings take turns, in one order for all.

    Before the write, and apart from `refresh_means`: an UPDATE that had to wait still
    reads the ratings as they were before the wait.
    """
    films = Film.objects.filter(pk__in=film_ids).order_by("pk")
    list(films.select_for_update(no_key=True).values_list("pk"))


def refresh_means(film_ids: Collection[int]) -> None:
    """Recompute count and weighted mean of films that are locked (one query)."""
    counted = Rating.objects.filter(film=OuterRef("pk"), weight__gt=0)
    by_film = counted.order_by().values("film")
    stars = Cast("stars", FloatField())
    mean = Sum(F("weight") * stars) / Sum("weight")
    Film.objects.filter(pk__in=film_ids).update(
        ratings_count=Coalesce(
            Subquery(by_film.annotate(count=Count("pk")).values("count")), 0
        ),
        ratings_mean=Subquery(by_film.annotate(mean=mean).values("mean")),
    )
