"""Keep a few processes running until told to stop.

Not honcho: its forked watchers outlive a killed parent and hold the parent's locks.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType

STOP_PATIENCE_S = 10
# What ends sooner than this after its start is broken, not unlucky.
SHORTEST_LIFE_S = 10


@dataclass(slots=True)
class Child:
    name: str
    command: list[str]
    process: "subprocess.Popen[bytes]"
    started: float


class ProcessEndedError(Exception):
    """A process ended right after its start; its own words say why."""


def run_until_stopped(commands: Mapping[str, list[str]]) -> None:
    """Run Python commands until SIGINT or SIGTERM, each again when it ends.

    Raises ProcessEndedError when one cannot stay up. All have ended on return.
    """
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    children = [_start(name, command) for name, command in commands.items()]
    try:
        while not stopping.wait(0.5):
            children = [_kept_running(child) for child in children]
    finally:
        _end(children)


def _start(name: str, command: list[str]) -> Child:
    # A session of its own: Ctrl-C reaches only us, and we end the others in order.
    process = subprocess.Popen([sys.executable, *command], start_new_session=True)
    return Child(name, command, process, time.monotonic())


def _kept_running(child: Child) -> Child:
    code = child.process.poll()
    if code is None:
        return child
    if time.monotonic() - child.started < SHORTEST_LIFE_S:
        raise ProcessEndedError(
            f"{child.name} ended with {code}; its message is above."
        )
    sys.stderr.write(f"{child.name} ended with {code} and is started again.\n")
    return _start(child.name, child.command)


def _end(children: list[Child]) -> None:
    for child in children:
        child.process.terminate()
    deadline = time.monotonic() + STOP_PATIENCE_S
    for child in children:
        try:
            child.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            # With the children of its own, who would live on (celery has some).
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
