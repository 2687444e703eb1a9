"""A fast stream in fewer, larger pieces: a frame for every word would drown a phone."""

import asyncio
from collections.abc import AsyncGenerator
from typing import TypeVar

from cinematch.ending import end

T = TypeVar("T")


async def coalesced(
    items: AsyncGenerator[T, None], every_s: float
) -> AsyncGenerator[list[T], None]:
    """Yield the first item at once, then what has come since, at most every `every_s`.

    A task of its own drains the source into a queue without limit, so that to cancel is
    always to cancel the read from the network, wherever the reader is waiting.
    """
    queue: asyncio.Queue[T | None] = asyncio.Queue()

    async def drain() -> None:
        try:
            async for item in items:
                queue.put_nowait(item)
        finally:
            queue.put_nowait(None)

    draining = asyncio.create_task(drain())
    try:
        ended = False
        while not ended:
            batch = [await queue.get()]
            while not queue.empty():
                batch.append(queue.get_nowait())
            ended = batch[-1] is None
            if present := [item for item in batch if item is not None]:
                yield present
            if not ended:
                # What is over need not be waited for.
                await asyncio.wait([draining], timeout=every_s)
        await draining
    finally:
        await end(draining)
