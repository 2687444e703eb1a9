"""The runner: servers, the database `cinematch_bench`, results.json and a table."""

import importlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet
from psycopg import sql
from rich.console import Console
from rich.table import Table

from bench.result import Result
from cinematch import local

RESULTS = Path(__file__).parent / "results.json"
GENERATED, STARTER = "cinematch_bench", "cinematch_bench_starter"
# Each module `bench.<name>` has `measure() -> Iterator[Result]`, and a database with
# 100,000 generated films or the starter catalogue.
MODULES = {
    "search": GENERATED,
    "embeddings": GENERATED,
    "for_you": GENERATED,
    "pages": STARTER,
    "chain": STARTER,
    "chat": STARTER,
    "streams": STARTER,
    "cinebot": STARTER,
}


def run_all(names: list[str]) -> None:
    """Run each in a process of its own: what one has loaded is no head start."""
    for name in names:
        subprocess.run([sys.executable, "-m", "bench", name], check=True)


def run(name: str) -> None:
    with _site(MODULES[name]):
        measured = importlib.import_module(f"bench.{name}").measure()
        command = {"command": f"python -m bench {name}"}
        found = [Result(**asdict(result) | command) for result in measured]
    _keep(found)
    _show(found)


@contextmanager
def _site(database: str) -> Iterator[None]:
    """Run the embedded servers and set Django up on a database of the bench's own."""
    folder = Path(os.environ.get("LOCAL_DIR", ".local")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with local.postgres(folder), local.redis(folder / "bench"):
        _create_database(folder, database)
        os.environ["DATABASE_URL"] = local.database_url(folder, database)
        os.environ["REDIS_URL"] = local.redis_url(folder / "bench")
        # As the web process has it.
        os.environ["DATABASE_POOL"] = "16"
        os.environ["STATIC_MANIFEST"] = "0"
        os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
        os.environ["FIELD_KEYS"] = Fernet.generate_key().decode()
        os.environ["DJANGO_SETTINGS_MODULE"] = "cinematch.settings"
        _prepare(database)
        yield


def _create_database(folder: Path, name: str) -> None:
    with psycopg.connect(
        local.database_url(folder, "postgres"), autocommit=True
    ) as admin:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if admin.execute(query, [name]).fetchone() is None:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _prepare(database: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if database == GENERATED:
        importlib.import_module("bench.catalogue").ensure()
    else:
        call_command("load_starter", verbosity=0)
        call_command("embed", verbosity=0)


def _keep(found: list[Result]) -> None:
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for result in found:
        known[result.name] = {k: v for k, v in asdict(result).items() if k != "name"}
    RESULTS.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n")


def _show(found: list[Result]) -> None:
    table = Table(
        "number", "value", "unit", "goal", "baseline", title="Cinematch bench"
    )
    for result in found:
        value = f"{result.value:.3g}" if result.value < 1 else f"{result.value:.1f}"
        table.add_row(result.name, value, result.unit, result.goal, result.baseline)
    Console().print(table)
