"""Find what was once talked about: words of questions and answers, and titles of films.

An answer holds film marks instead of titles, so films are found by their own index.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from chat.marks import pieces
from chat.models import Conversation, ConversationQuerySet, Message, MessageQuerySet
from chat.plaintext import question
from cinematch.accounts.models import User
from movies.folding import fold, words
from movies.fulltext import with_words
from movies.models import Film

MAX_ASKED_CHARS = 200
# Films that a few words may mean; more have a word like "night" in common.
MAX_FILMS = 50
# Around what was found, to either side.
EXCERPT_CHARS = 70
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The first message that was found, and its words around what was."""

    address: str
    before: str
    found: str
    after: str


def find(talks: ConversationQuerySet, viewer: User, asked: str) -> ConversationQuerySet:
    """Keep the conversations in which these words were said or these films shown."""
    said = _said(viewer, asked).values("conversation")
    return talks.filter(Q(search=question(asked)) | Q(pk__in=said))


def excerpts(
    talks: Iterable[Conversation], viewer: User, asked: str
) -> dict[object, Excerpt]:
    """Return by conversation's id where its words were found (two queries)."""
    said = _said(viewer, asked).filter(conversation__in=list(talks))
    first = said.order_by("conversation", "pk").distinct("conversation")
    wanted = set(words(asked))
    return {message.conversation_id: _excerpt(message, wanted) for message in first}


def _said(viewer: User, asked: str) -> MessageQuerySet:
    # One's own first: the words of all people are too many, the index or not.
    shown = Message.objects.shown().filter(conversation__user=viewer.pk)
    meant = Q(search=question(asked))
    if called := words(asked):
        films = Film.objects.visible_to(viewer).filter(title_words=with_words(called))
        if ids := list(films.values_list("pk", flat=True)[:MAX_FILMS]):
            meant |= Q(films__overlap=ids)
    return shown.filter(meant)


def _excerpt(message: Message, wanted: Collection[str]) -> Excerpt:
    text = " ".join(piece for piece in pieces(message.text) if isinstance(piece, str))
    text = " ".join(text.split())
    start, end = _first(text, wanted)
    opening = max(0, start - EXCERPT_CHARS)
    before = text[opening:start]
    after = text[end : end + EXCERPT_CHARS]
    return Excerpt(
        message.address,
        f"…{before}" if opening else before,
        text[start:end],
        f"{after}…" if len(text) > end + EXCERPT_CHARS else after,
    )


def _first(text: str, wanted: Collection[str]) -> tuple[int, int]:
    """Return where the first word asked for stands, or a form of it; else nowhere."""
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if any(_is_form(word, each) for each in wanted):
            return match.span()
    return 0, 0


def _is_form(word: str, wanted: str) -> bool:
    """Whether two words may be forms of one: what the index found by its stems."""
    shared = 0
    for mine, theirs in zip(word, wanted, strict=False):
        if mine != theirs:
            break
        shared += 1
    return word == wanted or shared >= max(4, max(len(word), len(wanted)) - 3)
