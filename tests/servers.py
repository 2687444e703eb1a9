"""A pytest plugin: PostgreSQL and Redis for the run, before Django reads its settings.

TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from cryptography.fernet import Fernet

from cinematch import local

SERVERS_DIR = Path(__file__).resolve().parent.parent / ".local" / "test"


def _start() -> None:
    stack = ExitStack()
    atexit.register(stack.close)
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    environment = {
        "LOCAL_DIR": str(scratch),
        "SECRET_KEY": "only-for-tests",
        "FIELD_KEYS": Fernet.generate_key().decode(),
        "STATIC_MANIFEST": "0",
        "WARM_UP": "0",
        # Tests talk to their own fakes, not to what a developer runs.
        "OLLAMA_URL": "",
    }
    if not (database_url := os.environ.get("TEST_DATABASE_URL")):
        SERVERS_DIR.mkdir(parents=True, exist_ok=True)
        stack.enter_context(local.postgres(SERVERS_DIR, durable=False))
        # pytest-django puts test_ before the name.
        name = os.environ.get("TEST_DATABASE_NAME", local.DATABASE_NAME)
        database_url = local.database_url(SERVERS_DIR, name)
    if not (redis_url := os.environ.get("TEST_REDIS_URL")):
        stack.enter_context(local.redis(scratch))
        redis_url = local.redis_url(scratch)
    os.environ.update(environment, DATABASE_URL=database_url, REDIS_URL=redis_url)


def _take_own_redis_database(worker: str) -> None:
    number = int(worker.removeprefix("gw")) + 1
    separator = "&" if "?" in os.environ["REDIS_URL"] else "?"
    os.environ["REDIS_URL"] += f"{separator}db={number}"


# Workers of a parallel run inherit the servers of the process that started them.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    _take_own_redis_database(worker)
else:
    _start()
