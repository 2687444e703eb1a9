"""The next step: an offer that follows from the films just shown."""

from django.utils.translation import gettext_lazy as _

from providers.base import Brief, Candidate
from providers.template.phrasing import Bank, Phrasing, length

# A bank, and the values its placeholders take.
Offers = list[tuple[Bank, dict[str, object]]]

LONG_MIN = 110
OLD_YEAR = 1985

SHORTER: Bank = (
    _("If an evening of %(length)s is too much, say “shorter”."),
    _("Too long? Say “shorter” and I stay under %(length)s."),
)
NEWER: Bank = (
    _("If these feel too old, say “newer” and I go past %(year)d."),
    _("Say “newer” for something made after %(year)d."),
)
OLDER: Bank = (
    _("Curious about what came before %(year)d? Say “older”."),
    _("Say “older” and I dig behind %(year)d."),
)
MORE_LIKE: Bank = (
    _("If %(title)s hits the spot, ask for more like it."),
    _("Should %(title)s be what you meant, say “more like %(title)s”."),
    _("Have you seen %(title)s? Tell me, and I will not bring it up again."),
)
SECOND: Bank = (
    _("Ask me about any of them, “the second one” will do, or say “not that one”."),
    _("Want to know who is in one of them? Just ask: “who is in the first?”"),
    _("None of these? Say “something else”, and add what was missing."),
)


def next_step(brief: Brief, phrasing: Phrasing) -> str:
    """Return an offer about length, age or likeness, whichever the films call for."""
    films = brief.candidates
    offers: Offers = [(MORE_LIKE, {"title": films[0].title})]
    if len(films) > 1:
        offers.append((SECOND, {}))
    offers += _by_length(films) + _by_year(films)
    bank, values = offers[(len(brief.turns) + brief.attempt) % len(offers)]
    return phrasing.say(bank, **values)


def _by_length(films: tuple[Candidate, ...]) -> Offers:
    known = [film.runtime_min for film in films if film.runtime_min is not None]
    if known and min(known) >= LONG_MIN:
        return [(SHORTER, {"length": length(min(known))})]
    return []


def _by_year(films: tuple[Candidate, ...]) -> Offers:
    years = [film.year for film in films if film.year is not None]
    if not years:
        return []
    if max(years) <= OLD_YEAR:
        return [(NEWER, {"year": max(years)})]
    return [(OLDER, {"year": min(years)})]
