"""Ask the shared breaker many times at once, and print how often it said yes.

Run as a process of its own: `python -m tests.providers.callers NAME WINDOW_S CALLERS`.
"""

import asyncio
import sys

from providers.sharedbreaker import SharedBreaker, aclose


async def ask(name: str, window_s: float, callers: int) -> int:
    breaker = SharedBreaker(window_s=window_s)
    admitted = await asyncio.gather(*(breaker.admits(name) for _ in range(callers)))
    await aclose()
    return sum(admitted)


if __name__ == "__main__":
    _module, name, window_s, callers = sys.argv
    answer = asyncio.run(ask(name, float(window_s), int(callers)))
    sys.stdout.write(str(answer))
