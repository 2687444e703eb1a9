"""Small talk, help, and the way back to films."""

from django.utils.translation import gettext_lazy as _

from providers.base import Brief, Topic, film_mark
from providers.template import manner
from providers.template.phrasing import Bank, Phrasing, dated, listed, sentence

GREETING: Bank = (
    _("Hello. The lights are still up, so there is time to choose."),
    _("Good to see you. What kind of evening is it going to be?"),
    _("Hello there. Tell me how you feel and I will look for the film."),
)
RETURNING: Bank = (
    _("Hello again. We can go on where we stopped, or start anew."),
    _("There you are. Where were we?"),
)
THANKS: Bank = (
    _("Gladly. Tell me afterwards how you liked it."),
    _("You are welcome. A rating tomorrow makes my next guess better."),
    _("My pleasure. Enjoy the dark."),
)
FAREWELL: Bank = (
    _("Good night. I keep this conversation for you."),
    _("Until the next film."),
    _("Goodbye, and enjoy whatever you end up watching."),
)
HOW_ARE_YOU: Bank = (
    _("Well, thank you: surrounded by films, what could be wrong? And your evening?"),
    _("As well as a projectionist can be. What shall I put on for you?"),
)
HELP: Bank = (
    _("I find films among the %(searched)d I know, and I say why each one fits."),
    _("Ask me for a film as you would ask a friend: I know %(searched)d of them."),
)
HOW: Bank = (
    _(
        "Mix what matters to you: a mood, a length, a time, a person, a film you love, "
        "and what you cannot stand. “A slow thriller, under 100 minutes” is a start."
    ),
    _(
        "Try “something warm and funny”, “nothing scary, for the whole family” or “a "
        "comedy from before 1960”. Then “shorter”, “older” or “not that one” will do."
    ),
)
UNCLEAR: Bank = (
    _("I did not catch that. Could you say it in other words?"),
    _("Those words tell me nothing yet. Try me again."),
)
CAN_ALSO: Bank = (
    _("I also look things up: who made a film, how long it is, who is in it."),
    _("And I compare: name two films and I tell you where they part."),
)
OFF_TOPIC: Bank = (
    _("That is outside my cinema. I only know films, but I know those well."),
    _("There I am no help: my world ends at the edge of the screen."),
    _("I leave that to others. Films are what I know."),
)
BACK_WITH: Bank = (
    _("Since you are here: have you seen %(films)s?"),
    _("If it may be a film instead, I would put on %(films)s."),
)
BACK: Bank = (
    _("Tell me your mood, and I will find something for it."),
    _("What did you last enjoy? I can go on from there."),
)

_TALK: dict[Topic, Bank] = {
    Topic.THANKS: THANKS,
    Topic.FAREWELL: FAREWELL,
    Topic.HOW_ARE_YOU: HOW_ARE_YOU,
}


def small_talk(brief: Brief, phrasing: Phrasing) -> list[str]:
    if bank := _TALK.get(brief.topic):
        return [phrasing.say(bank)]
    bank = RETURNING if brief.turns else GREETING
    hello = sentence(phrasing.own(brief.persona.greetings)) or phrasing.say(bank)
    return [hello, *_films(brief, phrasing)]


def help_text(brief: Brief, phrasing: Phrasing) -> list[str]:
    opening = (
        phrasing.say(UNCLEAR)
        if brief.topic is Topic.UNCLEAR
        else phrasing.say(HELP, searched=brief.searched)
    )
    return [
        opening,
        phrasing.say(HOW),
        phrasing.say(CAN_ALSO),
    ]


def off_topic(brief: Brief, phrasing: Phrasing) -> list[str]:
    films = _films(brief, phrasing)
    return [
        manner.opened(phrasing, phrasing.say(OFF_TOPIC)),
        *(films or [phrasing.say(BACK)]),
    ]


def _films(brief: Brief, phrasing: Phrasing) -> list[str]:
    if not brief.candidates:
        return []
    titles = listed([dated(film) for film in brief.candidates])
    marks = [film_mark(film.film_id) for film in brief.candidates]
    return [phrasing.say(BACK_WITH, films=titles), *marks]
