"""Is the site alive, and can it work?

`live` touches nothing outside the process. `ready` asks what a request needs; Redis is
reported but not required, since pages answer without it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis
from redis.exceptions import RedisError


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    required: bool
    error: str
    fix: str
    latency_ms: float

    @property
    def ok(self) -> bool:
        return not self.error


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ask: Callable[[], str]
    fix: str
    required: bool = True

    def run(self) -> Finding:
        start = time.perf_counter()
        error = self.ask()
        latency_ms = round((time.perf_counter() - start) * 1000, 1)
        return Finding(self.name, self.required, error, self.fix, latency_ms)


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
            )
            return "" if cursor.fetchone() else "the extension vector is missing"
    except DatabaseError as error:
        return str(error).strip()


def migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return str(error).strip()
    return f"{len(pending)} not applied" if pending else ""


def redis() -> str:
    # Not through the cache, which hides that Redis is gone.
    try:
        with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1) as client:
            client.ping()
    except RedisError as error:
        return str(error)
    return ""


CHECKS = (
    Check(
        "database", database, "Start PostgreSQL with pgvector; look at DATABASE_URL."
    ),
    Check("migrations", migrations, "Run: manage.py migrate"),
    Check("redis", redis, "Start Redis; look at REDIS_URL.", required=False),
)


def findings() -> list[Finding]:
    return [check.run() for check in CHECKS]
