"""A conversation's title, from its first question that was understood."""

from collections.abc import Iterator

from django.utils.text import Truncator, capfirst
from django.utils.translation import override

from chat.acting import tell_arranged
from chat.models import TITLE_CHARS, Conversation
from chat.reading import Reading
from chat.wishes import wishes
from movies.models import Film
from providers.base import Intent

ABOUT_WISHES = (Intent.RECOMMEND, Intent.REFINE)


def provisional_title(question: str) -> str:
    """Return the beginning of a question, until it is understood."""
    return _title(" ".join(question.split()))


def entitle(conversation: Conversation, reading: Reading) -> None:
    """Give a conversation its title, unless it has one for good."""
    untitled = Conversation.objects.filter(pk=conversation.pk, title_settled=False)
    with override(reading.locale):
        title = _title(", ".join(_subjects(reading)))
    if title and untitled.update(title=title, title_settled=True):
        tell_arranged(Conversation.objects.get(pk=conversation.pk))


def _subjects(reading: Reading) -> Iterator[str]:
    """Yield what it is about: the wishes, or the films; small talk is about nothing."""
    if reading.said.intent not in ABOUT_WISHES:
        films = Film.objects.visible_to(reading.viewer).in_bulk(reading.focus)
        yield from (films[pk].title for pk in reading.focus if pk in films)
    elif not (reading.query.is_empty or reading.query.is_plain_text):
        # What was not understood reads badly out of its sentence.
        yield from wishes(reading.query.changed(text=""))


def _title(said: str) -> str:
    return capfirst(Truncator(said).chars(TITLE_CHARS))
