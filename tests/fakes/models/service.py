"""All four services on one port: which one is asked says the path, as in the world.

Before it stands the scenario: http://127.0.0.1:<port>/stall_in_the_middle is a service
that stalls. What was asked, and what became of it, is kept in `exchanges`.
"""

import asyncio
import json
import re
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Self

from providers.endpoints import Kind
from tests.fakes.models.http import ClientGoneError, Connection, Request
from tests.fakes.models.protocols import (
    Claude,
    Counts,
    Gemini,
    Ollama,
    OpenAI,
    Protocol,
)
from tests.fakes.models.scenarios import HEADER, MIDDLE, Scenario

ANSWER = "Try **Heat** (1995): slow burn, sharp dialogue, and two men who listen."
PROTOCOLS: dict[Kind, Protocol] = {
    Kind.OLLAMA: Ollama(),
    Kind.CLAUDE: Claude(),
    Kind.OPENAI: OpenAI(),
    Kind.GEMINI: Gemini(),
}
_PATHS = {
    Kind.OLLAMA: re.compile(r"/api/chat$"),
    Kind.CLAUDE: re.compile(r"/v1/messages$"),
    Kind.OPENAI: re.compile(r"/v1/chat/completions$"),
    Kind.GEMINI: re.compile(r"/v1beta/models/(?P<model>[^/:]+):streamGenerateContent$"),
}
# What `manage.py providers measure` asks beside a chat.
_OLLAMA_ANSWERS: dict[str, dict[str, Any]] = {
    "api/version": {"version": "0.0.0-fake"},
    "api/generate": {"done": True, "done_reason": "unload"},
    "api/ps": {"models": [{"model": "llama3.2:3b", "size": 100, "size_vram": 25}]},
}
_TOKEN = re.compile(r"\w{1,6}|[^\w\s]")
_LONG_LINE_BYTES = 2 * 1024 * 1024
_KEEP_ALIVE_S = 0.05


@dataclass(slots=True)
class Exchange:
    """One request. `hung_up` is set when the client closed before the end; `counts` is
    what the service would bill."""

    kind: Kind
    scenario: Scenario
    model: str
    headers: dict[str, str]
    body: dict[str, Any]
    counts: Counts
    words_sent: int = 0
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    # By time.perf_counter.
    hung_up_at: float = 0.0


class ModelServices:
    """`first_s` and `gap_s` are the pauses before the first word and between words."""

    def __init__(
        self, *, answer: str = ANSWER, first_s: float = 0.0, gap_s: float = 0.0
    ) -> None:
        self.answer = answer
        self.first_s = first_s
        self.gap_s = gap_s
        self.cached_tokens = 0
        self.retry_after: str | None = None
        self.scenario: dict[Kind, Scenario] = {}
        self.installed = ["llama3.2:3b"]
        self.exchanges: list[Exchange] = []
        self.port = 0
        self._connections: set[asyncio.Task[None]] = set()

    def url(self, kind: Kind, scenario: Scenario | str = "-") -> str:
        """Return a base URL; "-" does what `scenario` says for that kind."""
        root = f"http://127.0.0.1:{self.port}/{scenario}"
        return f"{root}/v1" if kind is Kind.OPENAI else root

    def answer_to(self, body: dict[str, Any]) -> str:
        return self.answer

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[Self]:
        server = await asyncio.start_server(self._accept, "127.0.0.1", port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self.hang_up()
            await asyncio.gather(*self._connections, return_exceptions=True)
            await server.wait_closed()

    def hang_up(self) -> None:
        """Die, for all who listen just now."""
        for connection in self._connections:
            connection.cancel()

    async def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        connection = Connection(reader, writer)
        try:
            while request := await connection.request():
                await self._answer(connection, request)
        except (ClientGoneError, ConnectionError, asyncio.IncompleteReadError):
            return
        except asyncio.CancelledError:
            # The services go down; asyncio's server would report it as an error.
            return
        finally:
            # Where the services go down just now, it is closed all the same.
            with suppress(asyncio.CancelledError):
                await connection.close()

    async def _answer(self, connection: Connection, request: Request) -> None:
        path = request.path.partition("?")[0]
        scenario_name, _, rest = path.removeprefix("/").partition("/")
        for kind, pattern in _PATHS.items():
            if found := pattern.search(f"/{rest}"):
                exchange = self._exchange(kind, scenario_name, request, found)
                self.exchanges.append(exchange)
                await self._play(connection, exchange)
                return
        if rest == "api/tags":
            models = [{"name": name, "model": name} for name in self.installed]
            await connection.whole(200, json.dumps({"models": models}).encode())
            return
        if rest in _OLLAMA_ANSWERS:
            await connection.whole(200, json.dumps(_OLLAMA_ANSWERS[rest]).encode())
            return
        await connection.whole(404, b'{"error": "nothing here"}')

    def _exchange(
        self, kind: Kind, scenario: str, request: Request, path: re.Match[str]
    ) -> Exchange:
        chosen = request.headers.get(HEADER) or (
            self.scenario.get(kind, Scenario.OK) if scenario == "-" else scenario
        )
        return Exchange(
            kind=kind,
            scenario=Scenario(chosen),
            model=request.body.get("model") or path["model"],
            headers=request.headers,
            body=request.body,
            counts=Counts(tokens_of(request.body), 0, self.cached_tokens),
        )

    async def _play(self, connection: Connection, exchange: Exchange) -> None:
        try:
            await _Performance(self, connection, exchange).play()
        except (ClientGoneError, ConnectionError) as gone:
            exchange.hung_up_at = time.perf_counter()
            exchange.hung_up.set()
            raise ClientGoneError from gone


class _Performance:
    """One answer, or what becomes of it."""

    def __init__(
        self, services: ModelServices, connection: Connection, exchange: Exchange
    ) -> None:
        self._services = services
        self._connection = connection
        self._exchange = exchange
        self._protocol = PROTOCOLS[exchange.kind]

    async def play(self) -> None:
        scenario = self._exchange.scenario
        if scenario.status is not None:
            await self._refuse(scenario.status)
        elif scenario is Scenario.REDIRECT:
            elsewhere = {"location": "http://127.0.0.1:1/elsewhere"}
            await self._connection.whole(307, b"", elsewhere)
        elif scenario is Scenario.RESET_AT_ONCE:
            await self._reset()
        elif scenario is Scenario.NO_HEADERS:
            await self._connection.pause(None)
        elif scenario is Scenario.HTML:
            page = b"<!doctype html><title>Sign in</title><h1>Welcome</h1>"
            await self._connection.whole(200, page, {"content-type": "text/html"})
        else:
            self._connection.begin_chunks(self._protocol.content_type)
            await self._stream(scenario)

    async def _refuse(self, status: int) -> None:
        headers = {"content-type": "application/json"}
        if status == 429 and self._services.retry_after:
            headers["retry-after"] = self._services.retry_after
        body = self._protocol.refusal(status)
        await self._connection.whole(status, json.dumps(body).encode(), headers)

    async def _stream(self, scenario: Scenario) -> None:
        for event in self._protocol.opening(
            self._exchange.model, self._exchange.counts
        ):
            await self._connection.chunk(event)
        await self._connection.pause(self._services.first_s)
        if scenario in _BEFORE_TEXT:
            await _BEFORE_TEXT[scenario](self)
            return
        for number, word in enumerate(
            words_of(self._services.answer_to(self._exchange.body))
        ):
            if number == MIDDLE and scenario in _IN_THE_MIDDLE:
                await _IN_THE_MIDDLE[scenario](self)
                return
            await self._say(word)
            await self._connection.pause(self._services.gap_s)
        await self._finish(_REASONS.get(scenario, "stop"))
        if scenario is Scenario.NO_END_BEHIND_THE_FINISH:
            await self._stall()
        await self._connection.end_chunks()

    async def _say(self, text: str) -> None:
        exchange = self._exchange
        exchange.words_sent += 1
        exchange.counts = Counts(
            exchange.counts.read, exchange.words_sent, exchange.counts.cached
        )
        await self._connection.chunk(
            self._protocol.word(exchange.model, text, exchange.counts)
        )

    async def _finish(self, reason: str) -> None:
        exchange = self._exchange
        for event in self._protocol.finish(exchange.model, reason, exchange.counts):
            await self._connection.chunk(event)

    async def _stall(self) -> None:
        await self._connection.pause(None)

    async def _keep_alive(self) -> None:
        while True:
            await self._connection.chunk(self._protocol.keep_alive)
            await self._connection.pause(_KEEP_ALIVE_S)

    async def _blank_forever(self) -> None:
        while True:
            await self._say("  \n")
            await self._connection.pause(0.001)

    async def _error(self) -> None:
        await self._connection.chunk(self._protocol.error())
        await self._end()

    async def _end(self) -> None:
        await self._connection.end_chunks()

    async def _nothing(self) -> None:
        await self._finish("stop")
        await self._end()

    async def _block(self) -> None:
        await self._finish("blocked")
        await self._end()

    async def _long_line(self) -> None:
        await self._say("x" * _LONG_LINE_BYTES)
        await self._nothing()

    async def _invalid_utf8(self) -> None:
        word = self._protocol.word(self._exchange.model, "caf@", self._exchange.counts)
        await self._connection.chunk(word.replace(b"@", b"\xc3\x28\xff"))
        await self._nothing()

    async def _reset(self) -> None:
        self._connection.reset()
        raise ConnectionError


_BEFORE_TEXT = {
    Scenario.NO_FIRST_TEXT: _Performance._stall,
    Scenario.KEEP_ALIVES_ONLY: _Performance._keep_alive,
    Scenario.ERROR_BEFORE_TEXT: _Performance._error,
    Scenario.NOTHING_SAID: _Performance._nothing,
    Scenario.QUESTION_BLOCKED: _Performance._block,
    Scenario.BLANK_FOREVER: _Performance._blank_forever,
    Scenario.LONG_LINE: _Performance._long_line,
    Scenario.INVALID_UTF8: _Performance._invalid_utf8,
}
_IN_THE_MIDDLE = {
    Scenario.ERROR_IN_THE_MIDDLE: _Performance._error,
    Scenario.END_IN_THE_MIDDLE: _Performance._end,
    Scenario.RESET_IN_THE_MIDDLE: _Performance._reset,
    Scenario.STALL_IN_THE_MIDDLE: _Performance._stall,
}
_REASONS = {Scenario.CUT_AT_LENGTH: "length", Scenario.FILTERED: "filtered"}


def words_of(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)


def tokens_of(body: dict[str, Any]) -> int:
    """Count as a tokenizer would, roughly: every text in the request."""
    return sum(len(_TOKEN.findall(text)) for text in texts_of(body))


def texts_of(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, name)
    elif isinstance(value, str) and name in ("content", "text", "system"):
        yield value


@contextmanager
def in_thread(services: ModelServices) -> Iterator[ModelServices]:
    """Run beside tests that have no event loop, or another one."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    running = services.running()
    asyncio.run_coroutine_threadsafe(running.__aenter__(), loop).result()
    try:
        yield services
    finally:
        stopping = running.__aexit__(None, None, None)
        asyncio.run_coroutine_threadsafe(stopping, loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
