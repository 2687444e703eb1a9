"""The made-up models in a process of their own, where they take no time of ours."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast


@contextmanager
def services(*arguments: str) -> Iterator[int]:
    """Run `python -m tests.fakes.models` with arguments, and yield its port."""
    command = [sys.executable, "-m", "tests.fakes.models", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0) as process:
        try:
            yield int(os.read(cast(IO[bytes], process.stdout).fileno(), 16))
        finally:
            process.terminate()
