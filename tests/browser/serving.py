"""A daphne of its own over the database this process uses."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.db import connection

from cinematch.local import free_port

START_S = 60


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    with a_server(**settings) as (_process, address):
        yield address


@contextmanager
def a_server(**settings: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Run a daphne over this database, with settings of its own."""
    address = urlsplit(os.environ["DATABASE_URL"])
    database = str(connection.settings_dict["NAME"])
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": address._replace(path=f"/{database}").geturl(),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "WARM_UP": "1",
        **settings,
    }
    command = [
        "daphne",
        "-b",
        "127.0.0.1",
        "-p",
        str(port),
        "cinematch.asgi:application",
    ]
    with subprocess.Popen([sys.executable, "-m", *command], env=environment) as server:
        try:
            _wait_for(port, server)
            yield server, environment["SITE_URL"]
        finally:
            server.terminate()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"daphne did not answer on port {port}")
