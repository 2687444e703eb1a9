"""`manage.py up` as a process of its own, over one folder for the whole run.

Real servers start, so what uses these shares one group of a parallel run.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 300
# What the test run itself set; a machine of its own makes its own.
OF_THE_RUN = {
    "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "STATIC_MANIFEST",
    "WARM_UP",
}  # fmt: skip

Up = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("machine")


@pytest.fixture(scope="session")
def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_RUN}
    return {**kept, "LOCAL_DIR": str(folder), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def up(environment: dict[str, str]) -> Iterator[Up]:
    started: list[subprocess.Popen[str]] = []

    def start(port: int, **extra: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            cwd=ROOT, env={**environment, **extra}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            stop(process)
        if process.stdout:
            process.stdout.close()


def wait_until_ready(process: "subprocess.Popen[str]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        try:
            with urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
                assert answer.status == 200
                return
        except (URLError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError("the site did not become ready")


def stop(process: "subprocess.Popen[str]") -> str:
    """End it as Ctrl-C does; return what it said."""
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=90)[0]
