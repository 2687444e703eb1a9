"""Tasks that are ended are over."""

import asyncio

from cinematch.ending import end


async def test_task_that_swallows_one_cancellation_is_ended_by_the_next() -> None:
    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.Event().wait()

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await end(task)
    assert task.cancelled()
