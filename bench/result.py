"""One measured number, and how numbers are summed up."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """A number beside its goal ("<= 50") and what it is to be compared with."""

    name: str
    value: float
    unit: str
    goal: str
    baseline: str = ""
    command: str = ""


def times_ms(calls: Iterable[Callable[[], object]]) -> list[float]:
    taken = []
    for call in calls:
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def percentile(values: Iterable[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
