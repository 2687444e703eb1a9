"""End asyncio tasks, for certain."""

import asyncio
from collections.abc import Collection
from typing import Any

AGAIN_S = 0.1


async def end(*tasks: "asyncio.Future[Any]") -> None:
    """Cancel tasks and wait until they are over.

    Who is cancelled while waiting here waits on all the same: what the tasks use is
    closed right after.
    """
    ending = asyncio.create_task(_cancel(tasks))
    interrupted = False
    while not ending.done():
        try:
            await asyncio.wait([ending])
        except asyncio.CancelledError:
            interrupted = True
    if interrupted:
        raise asyncio.CancelledError


async def _cancel(tasks: "Collection[asyncio.Future[Any]]") -> None:
    # Once is not enough: redis-py 8.1 now and then swallows a cancellation that comes
    # while it opens a connection, and goes on.
    while pending := [task for task in tasks if not task.done()]:
        for task in pending:
            task.cancel()
        await asyncio.wait(pending, timeout=AGAIN_S)
