"""Two or more films side by side: what they share, where they part, which for when."""

from itertools import pairwise

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from providers.base import Brief, Candidate, Topic, film_mark
from providers.template import facts, manner
from providers.template.phrasing import (
    Bank,
    Phrasing,
    dated,
    first_sentence,
    length,
    listed,
    sentence,
)

OPENING: Bank = (
    _("%(films)s, side by side."),
    _("Let me put %(films)s next to each other."),
    _("%(films)s: a good pair of names to weigh."),
)
SHARED: Bank = (
    _("They share %(common)s."),
    _("What connects them: %(common)s."),
)
NOTHING_SHARED: Bank = (
    _("On paper they have little in common, which makes the choice easier."),
    _("They are quite different animals."),
)
CHOICE: Bank = (
    _("If the evening is short, %(shorter)s. If you have time, %(longer)s."),
    _("For a late start I would take %(shorter)s, for a free evening %(longer)s."),
)
BY_MOOD: Bank = (
    _("It comes down to mood: tell me how you feel and I will say which."),
    _("Both are fair choices. What kind of evening is it?"),
)
ONE_ONLY: Bank = (
    _("I can only speak for one of the two."),
    _("For a comparison I would need both, but here is what I have."),
)


def write(brief: Brief, phrasing: Phrasing) -> list[str]:
    films = brief.candidates
    if len(films) < 2:
        one = facts.write(brief, phrasing)
        return [phrasing.say(ONE_ONLY), *one] if films else one
    if verdict := _verdict(brief):
        return [verdict, *(film_mark(film.film_id) for film in films)]
    opening = phrasing.say(OPENING, films=listed([dated(film) for film in films]))
    paragraphs = [manner.opened(phrasing, opening)]
    paragraphs.append(_common(films, phrasing))
    for film in films:
        paragraphs += [_portrait(film), film_mark(film.film_id)]
    paragraphs.append(_differences(films))
    return [*paragraphs, _choice(films, phrasing), manner.aside(phrasing)]


def _verdict(brief: Brief) -> str:
    """Answer "which is shorter?" with just that."""
    tell = {Topic.RUNTIME: _lengths, Topic.YEAR: _ages}.get(brief.topic)
    if tell is None:
        return ""
    parts = [tell(*pair) for pair in pairwise(brief.candidates)]
    # Only where it can be said of all of them.
    return " ".join(parts) if all(parts) else ""


def _common(films: tuple[Candidate, ...], phrasing: Phrasing) -> str:
    common = [
        *(
            gettext("director %(name)s") % {"name": name}
            for name in _in_all(films, "directors")
        ),
        *_in_all(films, "cast"),
        *(name.lower() for name in _in_all(films, "genres")),
    ]
    if not common:
        return phrasing.say(NOTHING_SHARED)
    return phrasing.say(SHARED, common=listed(common))


def _in_all(films: tuple[Candidate, ...], field: str) -> list[str]:
    first, *others = (getattr(film, field) for film in films)
    return [name for name in first if all(name in other for other in others)]


def _portrait(film: Candidate) -> str:
    title = gettext("%(film)s is %(kind)s.") % {"film": film.title, "kind": film.kind}
    reasons = " ".join(sentence(reason) for reason in film.reasons[:1])
    return f"{title} {first_sentence(film.synopsis)} {reasons}"


def _differences(films: tuple[Candidate, ...]) -> str:
    pairs = list(pairwise(films))
    return " ".join(part for pair in pairs for part in (_ages(*pair), _lengths(*pair)))


def _ages(one: Candidate, other: Candidate) -> str:
    if one.year is None or other.year is None or one.year == other.year:
        return ""
    older, newer = sorted((one, other), key=lambda film: film.year or 0)
    years = (newer.year or 0) - (older.year or 0)
    return ngettext(
        "%(older)s came %(years)d year before %(newer)s.",
        "%(older)s came %(years)d years before %(newer)s.",
        years,
    ) % {"older": older.title, "newer": newer.title, "years": years}


def _lengths(one: Candidate, other: Candidate) -> str:
    if one.runtime_min is None or other.runtime_min is None:
        return ""
    shorter, longer = sorted((one, other), key=lambda film: film.runtime_min or 0)
    minutes = (longer.runtime_min or 0) - (shorter.runtime_min or 0)
    if minutes == 0:
        return gettext("Both run %(length)s.") % {"length": length(one.runtime_min)}
    return gettext("%(longer)s runs %(more)s longer than %(shorter)s.") % {
        "longer": longer.title,
        "shorter": shorter.title,
        "more": length(minutes),
    }


def _choice(films: tuple[Candidate, ...], phrasing: Phrasing) -> str:
    known = sorted(
        (film for film in films if film.runtime_min is not None),
        key=lambda film: film.runtime_min or 0,
    )
    if len(known) < 2 or known[0].runtime_min == known[-1].runtime_min:
        return phrasing.say(BY_MOOD)
    return phrasing.say(CHOICE, shorter=known[0].title, longer=known[-1].title)
