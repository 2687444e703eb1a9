"""One question, one answer, whoever is listening.

A reply is a task of the web process that no socket owns: a reader that goes away ends
nothing, a person who stops it does, from any process. Its events are numbered in the
conversation's stream; its outcome is in the database whether or not anyone could read
the events.
"""

import asyncio
import contextvars
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from chat import briefing, naming, sending, sharing
from chat.caching import cached
from chat.coalescing import coalesced
from chat.marks import FilmMark, MarkReader, Piece
from chat.models import HEARTBEAT_S, Message
from chat.protocol import Kind
from chat.reading import Reading
from cinematch import events
from cinematch.ending import end
from cinematch.offloop import off_loop
from providers.base import (
    Asked,
    Brief,
    Delta,
    Finish,
    Provider,
    ProviderError,
    Restart,
    Source,
    Text,
    finished,
)

# Twenty-five frames a second read as a flow.
COALESCE_S = 0.04

logger = logging.getLogger(__name__)

# The replies of this process; holding them also keeps their tasks alive.
_running: dict[int, "Reply"] = {}


async def start(answer: Message) -> None:
    """Write an answer that was begun (chat.asking), without waiting for it."""
    if answer.pk in _running or answer.status != Message.Status.PENDING:
        return
    reply = Reply(answer, get_language() or "en")
    _running[answer.pk] = reply
    # A context of its own: the request's carries a thread that ends with the request.
    task = asyncio.create_task(reply.run(), context=contextvars.Context())
    task.add_done_callback(lambda _task: _running.pop(answer.pk))


def stop(answer: Message) -> None:
    """Stop an answer, in whatever process it is being written."""
    if reply := _running.get(answer.pk):
        reply.stop_soon()
    else:
        events.publish(_stop_stream(answer.pk), "stop", {})


def _stop_stream(answer_id: int) -> str:
    return f"stop:{answer_id}"


class Reply:
    """One answer while it is being written."""

    def __init__(self, answer: Message, locale: str) -> None:
        self.answer = answer
        self.answer_id = answer.pk
        self.stream = answer.conversation.stream
        self.locale = locale
        self.text = ""
        self.films: list[int] = []
        self.source: Source | None = None
        # How it came to be written, for the answer to tell.
        self.record: dict[str, Any] = {"asked": []}
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()

    def stop_soon(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)

    async def run(self) -> None:
        writing = asyncio.create_task(self._write())
        stopping = asyncio.create_task(self._stopped.wait())
        watching = [
            asyncio.create_task(self._hear_stop()),
            asyncio.create_task(self._beat()),
        ]
        tasks = [writing, stopping, *watching]
        try:
            await asyncio.wait([writing, stopping], return_when=asyncio.FIRST_COMPLETED)
            await self._settle(writing)
        finally:
            await end(*tasks)

    async def _settle(self, writing: "asyncio.Task[None]") -> None:
        """Store how it ended, then tell."""
        if not writing.done():
            writing.cancel()
            await self._finish(Message.Status.STOPPED, Kind.STOPPED)
        elif error := writing.exception():
            logger.error(
                "reply_failed", exc_info=error, extra={"answer": self.answer_id}
            )
            await self._finish(Message.Status.FAILED, Kind.FAILED)
        else:
            await self._finish(Message.Status.DONE, Kind.DONE)

    async def _write(self) -> None:
        reading, brief = await self._prepare()
        await self._tell_stage("writing")
        marks = MarkReader({film.film_id for film in brief.candidates})
        async with (
            aclosing(self._deltas(reading, brief)) as deltas,
            aclosing(coalesced(deltas, COALESCE_S)) as batches,
        ):
            async for batch in batches:
                await self._take(batch, marks)
        await self._publish_pieces(marks.rest())
        if not self.text.strip():
            raise ProviderError("wrote nothing")

    def _deltas(self, reading: Reading, brief: Brief) -> AsyncGenerator[Delta, None]:
        provider: Provider = import_string(settings.CHAT_PROVIDER)()
        return cached(reading, brief, finished(provider.astream(brief)))

    async def _prepare(self) -> tuple[Reading, Brief]:
        await self._tell_stage("reading")
        reading = await off_loop(briefing.read)(self.answer_id, self.locale)
        await self._tell_stage("looking", reading.searched)
        # Side by side: two of them wait for the disk.
        brief, *_ = await asyncio.gather(
            off_loop(briefing.write)(reading),
            off_loop(briefing.note)(self.answer_id, reading),
            off_loop(naming.entitle)(self.answer.conversation, reading),
        )
        self.record |= await off_loop(self._provenance)(brief)
        return reading, brief

    def _provenance(self, brief: Brief) -> dict[str, Any]:
        return {
            "sent": sending.parts_of(brief),
            "is_personal": sharing.draws_on_person(self.answer, brief),
        }

    async def _take(self, batch: list[Delta], marks: MarkReader) -> None:
        for delta in _joined(batch):
            match delta:
                case Text(text):
                    await self._publish_pieces(marks.read(text))
                case Restart():
                    marks.rest()
                    self.text, self.films = "", []
                    await self._publish(Kind.RESTART)
                case Asked():
                    self.record["asked"].append(sending.row_of(delta))
                case Finish(_, source, usage):
                    self.source = source
                    self.record["input_tokens"] = usage.input_tokens
                    self.record["output_tokens"] = usage.output_tokens

    async def _publish_pieces(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if not isinstance(piece, FilmMark):
                self.text += piece
                await self._publish(Kind.DELTA, text=piece)
            elif piece.film_id not in self.films:
                self.films.append(piece.film_id)
                self.text += f"[[film:{piece.film_id}]]"
                await self._publish(Kind.FILM, film=piece.film_id)

    async def _tell_stage(self, stage: str, searched: int = 0) -> None:
        with override(self.locale):
            text = {
                "reading": _("Reading your taste"),
                "looking": ngettext(
                    "Looking through %(count)d film",
                    "Looking through %(count)d films",
                    searched,
                )
                % {"count": searched},
                "writing": _("Writing"),
            }[stage]
        await self._publish(Kind.STATUS, stage=stage, text=text)

    async def _publish(self, kind: Kind, **data: object) -> None:
        await events.apublish(self.stream, kind, {"id": self.answer_id, **data})

    async def _hear_stop(self) -> None:
        """Hear a stop that was asked for in another process."""
        try:
            async for _event in events.follow(_stop_stream(self.answer_id)):
                self._stopped.set()
        except events.EventsUnavailableError:
            # Without Redis only this process can stop it.
            return

    async def _beat(self) -> None:
        """Say that it is alive, and keep what is there should it die."""
        while True:
            await off_loop(self._save)(
                status=Message.Status.STREAMING, heartbeat_at=timezone.now()
            )
            await asyncio.sleep(HEARTBEAT_S)

    async def _finish(self, status: Message.Status, kind: Kind) -> None:
        source = self.source or Source(provider="")
        await off_loop(self._save)(
            status=status,
            provider=source.provider,
            model=source.model,
            finished_at=timezone.now(),
        )
        await self._publish(kind, films=self.films)

    def _save(self, **values: object) -> None:
        # Only while it runs: what another process settled meanwhile stays settled.
        Message.objects.running().filter(pk=self.answer_id).update(
            text=self.text, films=self.films, **self.record, **values
        )


def _joined(batch: list[Delta]) -> list[Delta]:
    """Join texts that stand side by side: one frame instead of many."""
    joined: list[Delta] = []
    for delta in batch:
        if isinstance(delta, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + delta.text)
        else:
            joined.append(delta)
    return joined
