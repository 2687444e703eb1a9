"""What the catalogue adds to the overview."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinematch.adminsite import Figure, show_figures
from movies.models import Film, Person, Rating


def ratings_today() -> QuerySet[Rating]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Rating.objects.filter(updated_at__gte=midnight)


show_figures(
    Figure(
        _("films"), Film.objects.all, "admin:movies_film_changelist", "movies.view_film"
    ),
    Figure(
        _("film people"),
        Person.objects.all,
        "admin:movies_person_changelist",
        "movies.view_person",
    ),
    Figure(
        _("ratings today"),
        ratings_today,
        "admin:movies_rating_changelist",
        "movies.view_rating",
    ),
)
