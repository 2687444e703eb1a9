"""As much of an HTTP/1.1 server as four streaming services need, and no more: it can
hang, reset and cut, and it knows at once when the other side has hung up."""

import asyncio
import json
import socket
import struct
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass
from typing import Any

REASONS = {200: "OK", 307: "Temporary Redirect", 404: "Not Found", 429: "Too Many"}


class ClientGoneError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class Connection:
    """One socket. While an answer is being sent, it also listens for the end."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._listening: asyncio.Task[bytes] | None = None

    async def request(self) -> Request | None:
        """Return the next request, None when the other side is through."""
        first = await self._heard() + await self._reader.readline()
        if not first:
            return None
        method, path, _version = first.decode("latin-1").split()
        headers = {}
        while line := (await self._reader.readline()).decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        self._listening = asyncio.create_task(self._reader.read(1))
        return Request(method, path, headers, json.loads(body or b"{}"))

    async def pause(self, seconds: float | None) -> None:
        """Wait, for ever if None; raises ClientGoneError as soon as it hangs up."""
        assert self._listening
        await asyncio.wait([self._listening], timeout=seconds)
        if self._listening.done() and not self._listening.result():
            raise ClientGoneError

    def head(self, status: int, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Error')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    async def whole(
        self, status: int, body: bytes, headers: dict[str, str] | None = None
    ) -> None:
        self.head(status, {"content-length": str(len(body)), **(headers or {})})
        self._writer.write(body)
        await self._writer.drain()

    def begin_chunks(self, content_type: str) -> None:
        self.head(200, {"content-type": content_type, "transfer-encoding": "chunked"})

    async def chunk(self, data: bytes) -> None:
        self._writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await self._writer.drain()
        await self.pause(0)

    async def end_chunks(self) -> None:
        self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        linger = struct.pack("ii", 1, 0)
        self._writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, linger
        )
        self._writer.transport.abort()

    async def close(self) -> None:
        self._writer.close()
        if self._listening:
            self._listening.cancel()
            await asyncio.wait([self._listening])

    async def _heard(self) -> bytes:
        """The first byte of a request may have come while we listened."""
        return await self._listening if self._listening else b""
