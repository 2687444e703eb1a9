"""End asyncio tasks, for certain."""

import asyncio
from typing import Any

AGAIN_S = 0.1


async def end(*tasks: "asyncio.Future[Any]") -> None:
    """Cancel tasks and wait until they are over.

    Once is not enough: redis-py 8.1 now and then swallows a cancellation that comes
    while it opens a connection, and goes on.
    """
    while pending := [task for task in tasks if not task.done()]:
        for task in pending:
            task.cancel()
        await asyncio.wait(pending, timeout=AGAIN_S)
