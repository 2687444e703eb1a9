"""Tasks that are ended are over, whoever is in a hurry."""

import asyncio

import pytest

from cinematch.ending import end


async def test_who_is_cancelled_while_ending_a_task_still_waits_for_it() -> None:
    closing = asyncio.Event()
    closed = asyncio.Event()

    async def slow_to_close() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            closing.set()
            await asyncio.shield(asyncio.sleep(0))
            closed.set()

    task = asyncio.create_task(slow_to_close())
    await asyncio.sleep(0)
    ending = asyncio.create_task(end(task))
    await closing.wait()
    ending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ending
    assert task.done()
    assert closed.is_set()


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
