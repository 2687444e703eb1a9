"""Why a film was proposed: the engine's own reasons, and nothing made up."""

from django.utils.translation import gettext_lazy as _

from providers.base import Brief, film_mark
from providers.template import manner
from providers.template.phrasing import Bank, Phrasing, dated, sentence, wished

BECAUSE: Bank = (
    _("Why %(film)s? Here is what spoke for it."),
    _("This is what put %(film)s on the list."),
    _("%(film)s earned its place like this."),
)
ASKED: Bank = (
    _("It answers what you asked for: %(wishes)s."),
    _("You wanted %(wishes)s, and it fits."),
)
NO_MORE: Bank = (
    _("I have no special reason to add: it was simply among the closest."),
    _("There is no deeper secret to it: of what I looked at, it came nearest."),
)
CORRECT: Bank = (
    _("If I got you wrong, say “not that one”, and what was off about it."),
    _("Does that not sound like you? Rate a few films and I will learn."),
)
WHICH: Bank = (
    _("I have not proposed anything yet. Ask for a film, and then ask me why."),
    _("Nothing is on the table so far. What are you in the mood for?"),
)


def write(brief: Brief, phrasing: Phrasing) -> list[str]:
    if not brief.candidates:
        return [phrasing.say(WHICH)]
    paragraphs = []
    for film in brief.candidates:
        said = [phrasing.say(BECAUSE, film=dated(film))]
        if brief.wishes:
            said.append(phrasing.say(ASKED, wishes=wished(brief)))
        said += [sentence(reason) for reason in film.reasons]
        if len(said) == 1:
            said.append(phrasing.say(NO_MORE))
        paragraphs += [" ".join(said), film_mark(film.film_id)]
    return [*paragraphs, manner.closing(phrasing, phrasing.say(CORRECT))]
