"""How much the template says, and with what at the edges, by who speaks."""

from providers.base import Candidate, Length
from providers.template.phrasing import Phrasing, first_sentence, sentence

REASONS_TOLD = {Length.SHORT: 1, Length.USUAL: 2, Length.LONG: 4}
# Of three answers so many hold an aside, for a humour from 0 to 3.
_OF = 3


def opened(phrasing: Phrasing, said: str) -> str:
    """Return what is said first, after a remark of the persona's own."""
    own = sentence(phrasing.own(phrasing.persona.openers))
    return f"{own} {said}".strip()


def lead(phrasing: Phrasing, film: str, facts: str) -> str:
    """Return how this persona puts a film on the table; empty if it has no own way."""
    own = phrasing.own(phrasing.persona.leads)
    return sentence(own.replace("{film}", film).replace("{facts}", facts))


def plot(phrasing: Phrasing, film: Candidate, position: int) -> str:
    match phrasing.persona.length:
        case Length.LONG:
            return sentence(film.synopsis)
        case Length.SHORT if position > 0:
            return ""
        case _:
            return first_sentence(film.synopsis)


def aside(phrasing: Phrasing) -> str:
    """Return a joke, as often as the persona's humour makes them."""
    if phrasing.chance("aside", _OF) >= phrasing.persona.humour:
        return ""
    return sentence(phrasing.own(phrasing.persona.asides))


def closing(phrasing: Phrasing, offer: str) -> str:
    """Return the last words: a persona of few words makes no offer."""
    own = sentence(phrasing.own(phrasing.persona.closers))
    if phrasing.persona.length is Length.SHORT:
        return own
    return f"{offer} {own}".strip()
