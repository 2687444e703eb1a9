"""What the catalogue knows about a film that was asked for by name."""

from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from providers.base import Brief, Candidate, Topic, film_mark
from providers.template import manner
from providers.template.phrasing import Bank, Phrasing, dated, length, listed, sentence

DIRECTOR: Bank = (
    _("%(film)s was directed by %(names)s."),
    _("%(names)s directed %(film)s."),
    _("The director of %(film)s: %(names)s."),
)
CAST: Bank = (
    _("In %(film)s you see %(names)s."),
    _("%(film)s stars %(names)s."),
    _("The cast of %(film)s, as billed: %(names)s."),
)
RUNTIME: Bank = (
    _("%(film)s runs %(length)s."),
    _("Plan %(length)s for %(film)s."),
    _("From first to last frame %(film)s takes %(length)s."),
)
YEAR: Bank = (
    _("%(title)s is from %(year)d."),
    _("%(title)s came out in %(year)d."),
)
GENRE: Bank = (
    _("%(film)s is filed here under %(genres)s."),
    _("I have %(film)s down as %(genres)s."),
)
AGE: Bank = (
    _("%(film)s is certified %(certificate)s."),
    _("The certificate of %(film)s says %(certificate)s."),
)
ABOUT: Bank = (
    _("%(film)s is %(kind)s."),
    _("%(film)s: that is %(kind)s."),
)
UNKNOWN: Bank = (
    _("That is not in my catalogue for %(film)s, and I would rather not guess."),
    _("For %(film)s I have no entry on that, so I will not make one up."),
)
MISSING: Bank = (
    _("“%(title)s” is not among the films I can show you."),
    _("I looked for “%(title)s” and it is not on a shelf I can show you."),
)
MISSING_OFFER: Bank = (
    _("Tell me what it is like and I will find its neighbours."),
    _("Describe it in a few words, and I will look for the nearest thing."),
)
WHICH: Bank = (
    _("Which film do you mean? A title is enough."),
    _("Name the film and I will look it up."),
)
SEVERAL: Bank = (
    _("More than one film goes by that name."),
    _("There are several of that name, so here is each."),
)
OFFER: Bank = (
    _("Shall I look for something like %(title)s?"),
    _("If you liked %(title)s, ask for more like it."),
    _("I can also tell you what %(title)s is about, or who is in it."),
)


def write(brief: Brief, phrasing: Phrasing) -> list[str]:
    paragraphs = [phrasing.say(MISSING, title=title) for title in brief.missing]
    films = brief.candidates
    if not films:
        return [*paragraphs, phrasing.say(MISSING_OFFER if brief.missing else WHICH)]
    if len(films) > 1:
        paragraphs.append(phrasing.say(SEVERAL))
    for film in films:
        paragraphs += [_answer(brief.topic, film, phrasing), film_mark(film.film_id)]
    offer = phrasing.say(OFFER, title=films[0].title)
    return [*paragraphs, manner.aside(phrasing), manner.closing(phrasing, offer)]


def _answer(topic: Topic, film: Candidate, phrasing: Phrasing) -> str:
    told = _TOLD.get(topic, _about)(film, phrasing)
    if told:
        return told
    return phrasing.say(UNKNOWN, film=dated(film))


def _director(film: Candidate, phrasing: Phrasing) -> str:
    if not film.directors:
        return ""
    return phrasing.say(DIRECTOR, film=dated(film), names=listed(film.directors))


def _cast(film: Candidate, phrasing: Phrasing) -> str:
    if not film.cast:
        return ""
    return phrasing.say(CAST, film=dated(film), names=listed(film.cast))


def _runtime(film: Candidate, phrasing: Phrasing) -> str:
    if film.runtime_min is None:
        return ""
    return phrasing.say(RUNTIME, film=dated(film), length=length(film.runtime_min))


def _year(film: Candidate, phrasing: Phrasing) -> str:
    if film.year is None:
        return ""
    return phrasing.say(YEAR, title=film.title, year=film.year)


def _genre(film: Candidate, phrasing: Phrasing) -> str:
    if not film.genres:
        return ""
    genres = listed([genre.lower() for genre in film.genres])
    return phrasing.say(GENRE, film=dated(film), genres=genres)


def _age(film: Candidate, phrasing: Phrasing) -> str:
    if not film.certificate:
        return ""
    return phrasing.say(AGE, film=dated(film), certificate=film.certificate)


def _about(film: Candidate, phrasing: Phrasing) -> str:
    said = phrasing.say(ABOUT, film=dated(film), kind=film.kind)
    made = ""
    if film.directors:
        made = gettext("It was made by %(names)s.") % {"names": listed(film.directors)}
    return f"{said} {made} {sentence(film.synopsis)}"


_TOLD: dict[Topic, Callable[[Candidate, Phrasing], str]] = {
    Topic.DIRECTOR: _director,
    Topic.CAST: _cast,
    Topic.RUNTIME: _runtime,
    Topic.YEAR: _year,
    Topic.GENRE: _genre,
    Topic.AGE: _age,
}
