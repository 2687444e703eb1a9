"""A conversation as a file to keep: Markdown to read, JSON for programs."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from chat.models import Conversation, Message
from chat.transcript import Card, Drawn, Exchange, Prose, transcript
from chat.unlisted import Manner, Part
from movies.models import Film

# What Markdown would read as its own; "<" also keeps HTML out.
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(conversation: Conversation) -> str:
    lines = [f"# {_escaped(conversation.title)}"]
    for exchange in transcript(conversation):
        lines += _exchange(exchange)
    return "\n\n".join(lines) + "\n"


def as_json(conversation: Conversation) -> str:
    """Return every exchange with all versions of its answer."""
    messages = list(conversation.messages.shown())
    films = Film.objects.visible_to(conversation.user).for_cards()
    shown = films.in_bulk({pk for message in messages for pk in message.films})
    told = {
        "title": conversation.title,
        "created_at": conversation.created_at,
        "updated_at": conversation.updated_at,
        "messages": [_row(message, shown) for message in messages],
    }
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def filename(conversation: Conversation, kind: str) -> str:
    day = date.isoformat(conversation.created_at.date())
    return f"cinebot-{day}-{str(conversation.pk)[:8]}.{kind}"


def _exchange(exchange: Exchange) -> Iterator[str]:
    asked = _escaped(exchange.question.text).replace("\n", "\n> ")
    yield f"> **{_('You')}:** {asked}"
    if exchange.answer:
        yield from _answer(exchange.answer)


def _answer(drawn: Drawn) -> Iterator[str]:
    for block in drawn.blocks:
        match block:
            case Prose(paragraphs):
                yield from ("".join(map(_part, parts)) for parts in paragraphs)
            case Card(film):
                yield f"- **{_escaped(film.title)}** {_facts(film)}".rstrip()


def _part(part: Part) -> str:
    text = _escaped(part.text)
    match part.manner:
        case Manner.UNLISTED:
            return f"{text} ({_('not in the library')})"
        case Manner.EMPHASIS:
            return f"*{text}*"
        case _:
            return text


def _facts(film: Film) -> str:
    facts = [str(film.year)] if film.year else []
    if film.runtime_min:
        facts.append(_("%(minutes)d min") % {"minutes": film.runtime_min})
    return f"({', '.join(facts)})" if facts else ""


def _row(message: Message, films: dict[int, Film]) -> dict[str, Any]:
    shown = [films[film_id] for film_id in message.films if film_id in films]
    return {
        "role": message.role,
        "created_at": message.created_at,
        "text": message.text,
        "status": message.status,
        "version": message.version,
        "written_by": message.model or message.provider,
        "thumb": message.thumb,
        "reason": message.reason,
        "films": [
            {"id": film.pk, "title": film.title, "year": film.year} for film in shown
        ],
    }


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
