"""What the page and the server say to each other, over the socket and over SSE.

Events (numbered, the same for every reader of a conversation):

    question     id, text, key, replaces     a person asked, or edited the last question
    answer       id, question, version       an answer begins
    status       id, stage, text             what is being done, as it is being done
    delta        id, text                    more text of the answer
    film         id, film                    a film's card stands here
    restart      id                          forget the text, another writer begins
    done         id, films                   the answer is complete and stored
    stopped      id                          the person stopped it, the text is kept
    failed       id, text                    it could not be written
    interrupted  id                          its writer died
    changed      id                          look at this answer again (feedback)
    arranged     title, pinned, archived     how the conversation stands in the list
    deleted                                  the conversation is gone

Frames of one socket only, without a number:

    welcome      newest, running             the answer to hello
    reset                                    those events are gone: load the page
    accepted     key, question, answer       the answer to ask, regenerate and edit
    error        code, text, key             what was sent could not be done

Messages of the page:

    hello        after                       send me everything after this number
    ask          text, key                   `key`: a UUID, so sending twice asks once
    stop         answer
    regenerate   answer
    edit         question, text, key
    feedback     answer, thumb, reason, films
                                             `films`: which of them the reason means
    arrange      title, pinned, archived     what is left out stays as it is
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from chat.models import TITLE_CHARS, Message

# A question of the greatest length in the widest escapes, and what is around it.
MAX_FRAME_CHARS = 16_000
# No answer shows more.
MAX_FILMS = 20


class Kind(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"
    STATUS = "status"
    DELTA = "delta"
    FILM = "film"
    RESTART = "restart"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    CHANGED = "changed"
    ARRANGED = "arranged"
    DELETED = "deleted"


class RefusedError(Exception):
    """What a person sent cannot be done; the text is for them."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Hello:
    after: int


@dataclass(frozen=True, slots=True)
class Ask:
    text: str
    key: UUID | None


@dataclass(frozen=True, slots=True)
class Stop:
    answer: int


@dataclass(frozen=True, slots=True)
class Regenerate:
    answer: int


@dataclass(frozen=True, slots=True)
class Edit:
    question: int
    text: str
    key: UUID | None


@dataclass(frozen=True, slots=True)
class Feedback:
    answer: int
    thumb: str
    reason: str
    films: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrange:
    title: str | None
    pinned: bool | None
    archived: bool | None


Sent = Hello | Ask | Stop | Regenerate | Edit | Feedback | Arrange
T = TypeVar("T")


def parse(frame: str) -> Sent:
    """Return what a page sent. Raises RefusedError for anything else."""
    if len(frame) > MAX_FRAME_CHARS:
        raise too_long()
    try:
        data = json.loads(frame)
    except (ValueError, RecursionError):
        raise _garbled() from None
    if not isinstance(data, dict):
        raise _garbled()
    match data.get("kind"):
        case "hello":
            return Hello(_number(data, "after"))
        case "ask":
            return Ask(_of_type(data, "text", str), _key(data))
        case "stop":
            return Stop(_number(data, "answer"))
        case "regenerate":
            return Regenerate(_number(data, "answer"))
        case "edit":
            return Edit(
                _number(data, "question"), _of_type(data, "text", str), _key(data)
            )
        case "feedback":
            return Feedback(
                _number(data, "answer"),
                *verdict(data.get("thumb"), data.get("reason")),
                _films(data.get("films")),
            )
        case "arrange":
            return Arrange(_title(data), _flag(data, "pinned"), _flag(data, "archived"))
        case _:
            raise _garbled()


def verdict(thumb: Any, reason: Any) -> tuple[str, str]:
    """Return a thumb and a reason as stored; a reason only belongs to a thumb down."""
    thumb, reason = thumb or "", reason or ""
    if thumb not in ("", *Message.Thumb.values):
        raise _garbled()
    if reason not in ("", *Message.Reason.values):
        raise _garbled()
    return thumb, reason if thumb == Message.Thumb.DOWN else ""


def too_long() -> RefusedError:
    return RefusedError(
        "too_long",
        _("That is too long for one question. Please say it in fewer words."),
    )


def _garbled() -> RefusedError:
    return RefusedError(
        "garbled", _("The page sent something that CineBot does not understand.")
    )


def _of_type(data: dict[str, Any], name: str, kind: type[T]) -> T:
    value = data.get(name)
    # Not isinstance: true would pass for the number 1.
    if type(value) is not kind:
        raise _garbled()
    return value


def _number(data: dict[str, Any], name: str) -> int:
    number = _of_type(data, name, int)
    # What a bigint column, and an id in it, can be.
    if not 0 <= number < 2**63:
        raise _garbled()
    return number


def _films(sent: Any) -> tuple[int, ...]:
    if sent is None:
        return ()
    if type(sent) is not list or len(sent) > MAX_FILMS:
        raise _garbled()
    return tuple(_number({"film": each}, "film") for each in sent)


def _title(data: dict[str, Any]) -> str | None:
    if data.get("title") is None:
        return None
    # PostgreSQL stores neither NUL nor half a surrogate pair.
    said = _of_type(data, "title", str).replace("\x00", "")
    title = " ".join(said.encode(errors="ignore").decode().split())
    if not 0 < len(title) <= TITLE_CHARS:
        raise RefusedError(
            "title",
            _("A title has 1 to %(most)d characters.") % {"most": TITLE_CHARS},
        )
    return title


def _flag(data: dict[str, Any], name: str) -> bool | None:
    return None if data.get(name) is None else _of_type(data, name, bool)


def _key(data: dict[str, Any]) -> UUID | None:
    if data.get("key") is None:
        return None
    try:
        return UUID(_of_type(data, "key", str))
    except ValueError:
        raise _garbled() from None
