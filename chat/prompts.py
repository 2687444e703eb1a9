"""Four ways to begin, from the hour of the day and what this person likes."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from chat.wishes import KINDS
from cinematch.accounts.models import User
from movies.models import Film, Genre, Rating

LOVED = 4


def starters(viewer: User, now: datetime | None = None) -> list[str]:
    now = timezone.localtime(now)
    return [
        _by_hour(now),
        _by_film(viewer, now),
        _by_genre(viewer, now),
        _by_day(now),
    ]


def _by_hour(now: datetime) -> str:
    if now.hour < 5 or now.hour >= 22:
        return _("Something calm before sleep, under 95 minutes")
    if now.hour < 12:
        return _("A gentle film for a slow morning")
    if now.hour < 18:
        return _("Something light for the afternoon, for the whole family")
    return _("Something gripping for tonight, under two hours")


def _by_film(viewer: User, now: datetime) -> str:
    visible = Film.objects.visible_to(viewer)
    loved = Rating.objects.filter(user=viewer.pk, stars__gte=LOVED, film__in=visible)
    titles = list(
        loved.order_by("-updated_at").values_list("film__title", flat=True)[:7]
    )
    titles = titles or list(visible.famous_first().values_list("title", flat=True)[:30])
    if not titles:
        return _("What would you put on for someone who never goes to the cinema?")
    title = titles[now.timetuple().tm_yday % len(titles)]
    return _("Something like %(title)s") % {"title": title}


def _by_genre(viewer: User, now: datetime) -> str:
    loved = Genre.objects.filter(
        films__ratings__user=viewer.pk, films__ratings__stars__gte=LOVED
    )
    slugs = list(loved.values_list("slug", flat=True).distinct()) or list(KINDS)
    known = sorted(slug for slug in slugs if slug in KINDS) or sorted(KINDS)
    kind = KINDS[known[now.timetuple().tm_yday % len(known)]]
    return _("Surprise me with %(kind)s from before 1980") % {"kind": kind}


def _by_day(now: datetime) -> str:
    month = now.month
    if month in (12, 1, 2):
        return _("A snowy film to watch under a blanket")
    if month in (3, 4, 5):
        return _("Something hopeful, with a beginning in it")
    if month in (6, 7, 8):
        return _("A summer film with a journey in it")
    return _("A rainy evening, something with mystery in it")
