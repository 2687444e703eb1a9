"""Thumbs, and what their reasons teach.

A reason about films puts the mark on them that the person could have put there by hand:
"seen it" and "not my taste" are what the site learns a taste from. A reason about the
answer (too long, not true) teaches nothing about films.
"""

from collections.abc import Collection

from django.db import transaction

from chat.acting import tell_changed
from chat.models import Message
from movies.models import Film, Mark
from movies.rating import mark, marks_of, unmark

MARK_OF = {
    Message.Reason.SEEN: Mark.Kind.SEEN,
    Message.Reason.NOT_FOR_ME: Mark.Kind.NOT_FOR_ME,
}
LISTED = Mark.Kind.WATCHLIST


@transaction.atomic
def give_feedback(
    answer: Message, thumb: str, reason: str, films: Collection[int] = ()
) -> None:
    """Store a verdict, empty to take it back with all it taught.

    `films` are those of the answer that the reason is about; none given means the only
    one, and of several none: which was meant is asked, not guessed.
    """
    # Two tabs take turns, else what the first taught could not be taken back.
    answer = Message.objects.select_for_update(of=["self"]).get(pk=answer.pk)
    _unteach(answer)
    answer.thumb = thumb
    answer.reason = reason if thumb == Message.Thumb.DOWN else ""
    answer.taught, answer.watchlisted = _teach(answer, films)
    answer.save(update_fields=["thumb", "reason", "taught", "watchlisted"])
    tell_changed(answer)


def asks_which(answer: Message) -> bool:
    """Whether the reason is about films, and it is open about which."""
    return answer.reason in MARK_OF and len(answer.films) > 1


def _teach(answer: Message, films: Collection[int]) -> tuple[list[int], list[int]]:
    """Mark the films meant that have no such mark.

    Return them, and those of them that left the watchlist by it.
    """
    kind = MARK_OF.get(Message.Reason(answer.reason)) if answer.reason else None
    if kind is None:
        return [], []
    viewer = answer.conversation.user
    meant = films if len(answer.films) > 1 else answer.films
    visible = Film.objects.visible_to(viewer).filter(pk__in={*meant} & {*answer.films})
    before = marks_of(viewer, found := list(visible))
    fresh = [film for film in found if kind not in before[film.pk]]
    for film in fresh:
        mark(viewer, film, kind)
    after = marks_of(viewer, fresh)
    left = [pk for pk in after if LISTED in before[pk] and LISTED not in after[pk]]
    return list(after), left


def _unteach(answer: Message) -> None:
    if not answer.taught:
        return
    kind = MARK_OF[Message.Reason(answer.reason)]
    viewer = answer.conversation.user
    for film in Film.objects.filter(pk__in=answer.taught):
        unmark(viewer, film, kind)
    # Who rated it since has seen it, whatever became of the verdict.
    unrated = Film.objects.unrated_by(viewer)
    for film in unrated.filter(pk__in=answer.watchlisted):
        mark(viewer, film, LISTED)
