"""One call of one model, from the prompt to the last token.

The client is read by a task of its own into a queue without a limit: so a stop always
finds that task in the network read, the one place where cancelling closes the
connection with every client. (Gemini's goes on to the end of the answer when its
iterator is closed, or when its reader waits for a place in a queue.)
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

from cinematch.ending import end
from providers.base import Brief, Finish, FinishReason, Source, Text, Usage, UsageBasis
from providers.capabilities import capability_of
from providers.clients import SERVICES, client_for
from providers.deadlines import Clock
from providers.endpoints import Endpoint, Parameters
from providers.errors import CallError, Cause, classify, failed
from providers.prompting import prompt_for, tokens_in
from providers.visible import VisibleText

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

    Arrival = AIMessageChunk | Exception | None

# What a service bills nothing for, unless it had begun to answer.
_UNBILLED = frozenset(
    {
        Cause.UNREACHABLE,
        Cause.SERVER_ERROR,
        Cause.RATE_LIMITED,
        Cause.UNAUTHORIZED,
        Cause.MODEL_MISSING,
        Cause.BAD_REQUEST,
        Cause.MISCONFIGURED,
    }
)


class Call:
    """`parameters` and `sent` are what is asked and what of it goes over the wire."""

    def __init__(
        self, endpoint: Endpoint, brief: Brief, parameters: Parameters
    ) -> None:
        # By the event loop's clock, as everything about a call.
        self.turned_to_at = asyncio.get_running_loop().time()
        capability = capability_of(endpoint)
        self.endpoint = endpoint
        self.parameters = capability.with_room(parameters)
        self.prompt = prompt_for(brief, endpoint, self.parameters)
        self._service = SERVICES[endpoint.kind]
        self.sent: dict[str, Any] = self._service.options(
            endpoint, self.parameters, capability
        )
        self.clock: Clock | None = None
        self._visible = VisibleText()
        self._written: list[str] = []
        self._finish: str | None = None
        self._tokens = [0, 0, 0]

    async def astream(self, ends_at: float) -> AsyncGenerator[Text | Finish, None]:
        """Raises CallError. Ends with a Finish, or it has failed."""
        client = await client_for(self.endpoint)
        self.clock = Clock(self.endpoint.deadlines, ends_at)
        arriving: asyncio.Queue[Arrival] = asyncio.Queue()
        reading = asyncio.create_task(self._read(client, arriving))
        try:
            while chunk := await self._next(self.clock, arriving):
                if text := self._visible.take(chunk.content):
                    self.clock.saw_text()
                    self._written.append(text)
                    yield Text(text)
            yield self._finished()
        finally:
            await end(reading)

    @property
    def source(self) -> Source:
        return Source(self.endpoint.kind, self.endpoint.model, self.endpoint.local)

    def usage(self, cause: Cause | None) -> Usage:
        """As reported; else by our own count of what went over the wire."""
        read, written, cached = self._tokens
        if read or written:
            return Usage(read, written, cached, UsageBasis.REPORTED)
        if cause in _UNBILLED and not self._written:
            return Usage()
        text = "".join(self._written)
        return Usage(
            input_tokens=self.prompt.input_tokens,
            output_tokens=tokens_in(text) if text else 0,
            basis=UsageBasis.ESTIMATED,
        )

    async def _read(
        self, client: "BaseChatModel", arriving: "asyncio.Queue[Arrival]"
    ) -> None:
        try:
            arguments = self._service.call_arguments(self.sent)
            async for chunk in client.astream(self.prompt.messages, **arguments):
                arriving.put_nowait(chunk)
            arriving.put_nowait(None)
        # A client raises whatever the libraries under it raise; see providers.errors.
        except Exception as error:  # noqa: BLE001
            arriving.put_nowait(error)

    async def _next(
        self, clock: Clock, arriving: "asyncio.Queue[Arrival]"
    ) -> "AIMessageChunk | None":
        try:
            chunk = _sound(await clock.next_of(arriving))
        except CallError:
            if self._finish is None:
                raise
            # The answer is whole; only its usage is missing.
            return None
        if chunk is not None:
            self._note(chunk, clock)
        return chunk

    def _note(self, chunk: "AIMessageChunk", clock: Clock) -> None:
        if reason := self._service.finish_of(chunk.response_metadata):
            self._finish = reason
            clock.saw_finish()
        if usage := chunk.usage_metadata:
            details = usage.get("input_token_details") or {}
            self._tokens[0] += usage["input_tokens"]
            self._tokens[1] += usage["output_tokens"]
            self._tokens[2] += details.get("cache_read", 0)

    def _finished(self) -> Finish:
        if self._finish is None:
            raise failed(Cause.TRUNCATED)
        reason = self._service.FINISH_REASONS.get(self._finish)
        if reason is FinishReason.FILTERED:
            raise failed(Cause.FILTERED)
        if reason is None:
            raise failed(Cause.GARBLED)
        if not self._written:
            raise failed(Cause.EMPTY)
        return Finish(reason, self.source, self.usage(None))


def _sound(arrived: "Arrival") -> "AIMessageChunk | None":
    if isinstance(arrived, Exception):
        raise CallError(classify(arrived)) from arrived
    return arrived
