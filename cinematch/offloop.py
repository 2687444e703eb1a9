"""Leave the event loop for the ORM."""

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from channels.db import database_sync_to_async

P = ParamSpec("P")
R = TypeVar("R")


def off_loop(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Run a function in a thread of the pool.

    The one thread of `thread_sensitive` would make every conversation of the process
    wait for the slowest query of any other.
    """
    return database_sync_to_async(function, thread_sensitive=False)
