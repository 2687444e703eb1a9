"""The sentences of reasons. Each says only what was found, and not always alike."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from movies.models import Film
from movies.tastegroups import GROUPS

# From these on the fame of a film may be called so.
VERY_WELL_KNOWN = 75
WELL_KNOWN = 45
RATED_HERE_FROM = 5


def stars_text(stars: Decimal) -> str:
    """4.0 -> "4", 4.5 -> "4.5"."""
    return f"{stars.normalize():f}"


def near_rated(film: Film, loved: Film, stars: Decimal) -> str:
    sentences = (
        _("Close in spirit to %(title)s, which you gave %(stars)s stars."),
        _("It has a lot of what you gave %(stars)s stars in %(title)s."),
        _("You rated %(title)s %(stars)s, and this one is cut from similar cloth."),
    )
    return _one(sentences, film) % {"title": loved.title, "stars": stars_text(stars)}


def near_watchlist(film: Film, wanted: Film) -> str:
    sentences = (
        _("Close in spirit to %(title)s on your watchlist."),
        _("You saved %(title)s; this one goes the same way."),
    )
    return _one(sentences, film) % {"title": wanted.title}


def person_known(
    film: Film, name: str, known: Film, stars: Decimal, *, directed: bool
) -> str:
    if directed:
        sentences = (
            _("Directed by %(name)s; you gave %(title)s %(stars)s stars."),
            _("%(name)s made this one, and %(title)s got %(stars)s stars from you."),
        )
    else:
        sentences = (
            _("With %(name)s, as in %(title)s, your %(stars)s stars."),
            _("%(name)s is in it; you gave %(title)s %(stars)s stars."),
        )
    words = {"name": name, "title": known.title, "stars": stars_text(stars)}
    return _one(sentences, film) % words


def person_wished(film: Film, name: str, *, directed: bool) -> str:
    if directed:
        sentence = _("Directed by %(name)s, who also stands behind films you picked.")
    else:
        sentence = _("With %(name)s, who is also in films you picked.")
    return sentence % {"name": name}


def genre_liked(film: Film, genre: str, loved: Film, count: int) -> str:
    sentences = (
        ngettext(
            "You enjoy %(genre)s: %(count)d film so far, %(title)s among them.",
            "You enjoy %(genre)s: %(count)d films so far, %(title)s among them.",
            count,
        ),
        _("More %(genre)s, which went well for you with %(title)s."),
    )
    words = {"genre": genre.lower(), "count": count, "title": loved.title}
    return _one(sentences, film) % words


def keyword_liked(film: Film, keyword: str, loved: Film) -> str:
    sentences = (
        _("“%(keyword)s” again, as in %(title)s."),
        _("It shares “%(keyword)s” with %(title)s and others you liked."),
    )
    return _one(sentences, film) % {"keyword": keyword, "title": loved.title}


def decade_liked(film: Film, decade: str, count: int) -> str:
    return ngettext(
        "From the %(decade)ss, like %(count)d film you liked.",
        "From the %(decade)ss, like %(count)d films you liked.",
        count,
    ) % {"decade": decade, "count": count}


def group_picked(film: Film, group: str) -> str:
    sentences = (
        _("It goes with “%(group)s”, which you picked."),
        _("You picked “%(group)s”, and this belongs there."),
    )
    return _one(sentences, film) % {"group": GROUPS[group].name}


def slider_moved(film: Film, slider: str, setting: int) -> str:
    if slider == "heavier":
        if setting > 0:
            return _("On the heavier side, as you asked.")
        return _("On the lighter side, as you asked.")
    if setting > 0:
        sentence = _("From %(year)s: you asked for newer films.")
    else:
        sentence = _("From %(year)s: you asked for older films.")
    return sentence % {"year": film.year}


def well_known(film: Film) -> str:
    if film.ratings_mean is not None and film.ratings_count >= RATED_HERE_FROM:
        return ngettext(
            "Rated %(mean).1f here by %(count)d person.",
            "Rated %(mean).1f here by %(count)d people.",
            film.ratings_count,
        ) % {"mean": film.ratings_mean, "count": film.ratings_count}
    if film.fame >= VERY_WELL_KNOWN:
        return _one(
            (
                _("One of the best-known films in the catalogue."),
                _("A film nearly everyone has heard of."),
            ),
            film,
        )
    if film.fame >= WELL_KNOWN:
        return _("Well known among people who watch a lot of films.")
    return _("A lesser-known corner of the catalogue.")


def outside_usual(film: Film, genre: str) -> str:
    sentences = (
        _("Outside your usual: you rate %(genre)s next to never."),
        _("A step aside: %(genre)s hardly shows in your ratings."),
    )
    return _one(sentences, film) % {"genre": genre.lower()}


def fits(labels: Sequence[str]) -> str:
    return _("Fits what you asked for: %(limits)s.") % {"limits": " · ".join(labels)}


def _one(sentences: Sequence[str], film: Film) -> str:
    """Choose by the film, so that the same pick always reads the same."""
    return sentences[film.pk % len(sentences)]
