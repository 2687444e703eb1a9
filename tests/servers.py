"""A pytest plugin: PostgreSQL and Redis for the run, before Django reads its settings.

TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead.
"""

import atexit
import os
import re
import tempfile
from contextlib import ExitStack
from pathlib import Path

from cryptography.fernet import Fernet

from cinematch import local

ROOT = Path(__file__).resolve().parent.parent


def _start() -> None:
    stack = ExitStack()
    atexit.register(stack.close)
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    if not (database_url := os.environ.get("TEST_DATABASE_URL")):
        server = stack.enter_context(local.postgres(ROOT / ".local" / "test-postgres"))
        name = os.environ.get("TEST_DATABASE_NAME", "cinematch")
        # The path of the URL names the database; pytest-django puts test_ before it.
        database_url = re.sub(r"/postgres(?=\?|$)", f"/{name}", server)
    os.environ["DATABASE_URL"] = database_url
    os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL") or stack.enter_context(
        local.redis(scratch / "redis")
    )
    os.environ["LOCAL_DIR"] = str(scratch)
    os.environ["SECRET_KEY"] = "only-for-tests"
    os.environ["FIELD_KEYS"] = Fernet.generate_key().decode()
    os.environ["STATIC_MANIFEST"] = "0"


# Workers of a parallel run inherit the servers of the process that started them.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
