"""Films that fit, why each does, what had to be let go, and what to say next."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from providers.base import Brief, Candidate, Intent, film_mark
from providers.template import manner
from providers.template.nearby import next_step
from providers.template.phrasing import (
    Bank,
    Phrasing,
    dated,
    length,
    listed,
    sentence,
    wished,
)

UNDERSTOOD: Bank = (
    _("You asked for %(wishes)s."),
    _("So: %(wishes)s."),
    _("What I heard is %(wishes)s."),
    _("Right, %(wishes)s."),
    _("I went looking for %(wishes)s."),
    _("Let me see: %(wishes)s."),
)
REFINED: Bank = (
    _("Let me turn that a little: %(wishes)s."),
    _("Another round, then: %(wishes)s."),
    _("Noted. Now it is %(wishes)s."),
    _("With that changed I looked for %(wishes)s."),
    _("Understood. So this time %(wishes)s."),
)
ANYTHING: Bank = (
    _("You left the choice to me, so I went by what suits you."),
    _("With nothing ruled out, I took what I would put on tonight."),
    _("An open question is the best kind. This is where my eye stopped."),
    _("No conditions at all: then I can simply tell you what is good."),
)
OTHERS: Bank = (
    _("Something else, then."),
    _("I have more where those came from."),
    _("Let us move along the shelf."),
    _("Those are set aside. Next ones."),
)
LET_GO: Bank = (
    _("Nothing here is all of that at once, so I let go of %(unmet)s."),
    _("One thing I could not find: %(unmet)s. These come nearest."),
    _("Honestly, %(unmet)s did not work out. Here is the closest I have."),
    _("That exact mix is not on the shelf. Without %(unmet)s it looks like this."),
)
KEPT_IN_MIND: Bank = (
    _("I kept in mind what you told me: %(facts)s."),
    _("You once told me: %(facts)s. I chose with that in mind."),
)
NOTHING_LEFT: Bank = (
    _("There is nothing for %(wishes)s, and letting one thing go did not help either."),
    _("I have no film for %(wishes)s, not even with one wish taken back."),
)
NOTHING_AT_ALL: Bank = (
    _("There is nothing left on the shelf that I could honestly put before you."),
    _("I have run out of films that answer that."),
)
TRY_AGAIN: Bank = (
    _("Take away a condition, or name a film you love, and I will start from there."),
    _("Tell me one film or one mood instead, and I will look again."),
    _("Which of these matters least to you? Say so and I will search without it."),
)

FIRST: Bank = (
    _("%(film)s is where I would start: %(facts)s."),
    _("My first thought is %(film)s, %(facts)s."),
    _("Begin with %(film)s: %(facts)s."),
    _("At the top of my list is %(film)s, %(facts)s."),
)
ONLY: Bank = (
    _("I would pick %(film)s: %(facts)s."),
    _("One film answers that: %(film)s, %(facts)s."),
    _("Then let it be %(film)s, %(facts)s."),
)
NEXT: Bank = (
    _("Then there is %(film)s, %(facts)s."),
    _("%(film)s goes another way: %(facts)s."),
    _("Keep %(film)s in mind as well, %(facts)s."),
    _("I would also look at %(film)s: %(facts)s."),
    _("Right beside it stands %(film)s, %(facts)s."),
)
LAST: Bank = (
    _("And finally %(film)s, %(facts)s."),
    _("Or, if none of those speaks to you, %(film)s: %(facts)s."),
    _("Last on my list, and not least: %(film)s, %(facts)s."),
)


def write(brief: Brief, phrasing: Phrasing) -> list[str]:
    if not brief.candidates:
        return [_nothing(brief, phrasing), phrasing.say(TRY_AGAIN)]
    paragraphs = [manner.opened(phrasing, _opening(brief, phrasing))]
    if brief.heeded:
        facts = listed([f"“{fact}”" for fact in brief.heeded])
        paragraphs.append(phrasing.say(KEPT_IN_MIND, facts=facts))
    at_most = manner.REASONS_TOLD[brief.persona.length]
    given: set[str] = set()
    for position, film in enumerate(brief.candidates):
        # A reason that was given for the film before says nothing new.
        reasons = [each for each in film.reasons if each not in given][:at_most]
        given.update(reasons)
        told = _film(brief, phrasing, position, reasons)
        paragraphs += [told, film_mark(film.film_id)]
    last_words = manner.closing(phrasing, next_step(brief, phrasing))
    return [*paragraphs, manner.aside(phrasing), last_words]


def _opening(brief: Brief, phrasing: Phrasing) -> str:
    if brief.unmet:
        let_go = phrasing.say(LET_GO, unmet=listed(brief.unmet))
        if not brief.wishes:
            return let_go
        return f"{phrasing.say(UNDERSTOOD, wishes=wished(brief))} {let_go}"
    if brief.intent is Intent.REFINE:
        if brief.wishes:
            return phrasing.say(REFINED, wishes=wished(brief))
        return phrasing.say(OTHERS)
    if brief.wishes:
        return f"{phrasing.say(UNDERSTOOD, wishes=wished(brief))} {_found(brief)}"
    return phrasing.say(ANYTHING)


def _found(brief: Brief) -> str:
    count = len(brief.candidates)
    values = {"count": count, "searched": brief.searched}
    if brief.searched <= count:
        return ngettext("One film fits.", "%(count)d films fit.", count) % values
    return (
        ngettext(
            "Out of %(searched)d films, this one fits best.",
            "Out of %(searched)d films, these %(count)d fit best.",
            count,
        )
        % values
    )


def _film(brief: Brief, phrasing: Phrasing, position: int, reasons: list[str]) -> str:
    film = brief.candidates[position]
    bank = _bank(position, len(brief.candidates))
    told = {"film": dated(film), "facts": _facts(film)}
    lead = manner.lead(phrasing, **told) or phrasing.say(bank, **told)
    plot = manner.plot(phrasing, film, position)
    return " ".join([lead, plot, *map(sentence, reasons)])


def _bank(position: int, count: int) -> Bank:
    if position == 0:
        return ONLY if count == 1 else FIRST
    return LAST if position == count - 1 and count > 2 else NEXT


def _facts(film: Candidate) -> str:
    """Return "a crime film by Michael Mann, 2 h 50 min" from what is known."""
    kind = film.kind
    if film.directors:
        kind = gettext("%(kind)s by %(directors)s") % {
            "kind": kind,
            "directors": listed(film.directors[:2]),
        }
    if film.runtime_min is None:
        return kind
    return gettext("%(kind)s, %(length)s long") % {
        "kind": kind,
        "length": length(film.runtime_min),
    }


def _nothing(brief: Brief, phrasing: Phrasing) -> str:
    looked = ngettext(
        "I looked through %(searched)d film.",
        "I looked through %(searched)d films.",
        brief.searched,
    ) % {"searched": brief.searched}
    if brief.wishes:
        none = phrasing.say(NOTHING_LEFT, wishes=wished(brief))
    else:
        none = phrasing.say(NOTHING_AT_ALL)
    return f"{looked} {none}"
