"""The runner: servers, the database `cinematch_bench`, results.json and a table."""

import importlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psycopg
from psycopg import sql
from rich.console import Console
from rich.table import Table

from bench.result import Result
from cinematch import local

RESULTS = Path(__file__).parent / "results.json"
DATABASE = "cinematch_bench"
# Each module has `measure() -> Iterator[Result]`.
MODULES = {
    "search": "bench.search",
    "embeddings": "bench.embeddings",
    "for_you": "bench.for_you",
    "chain": "bench.chain",
}


def run(names: list[str]) -> None:
    with _site():
        found = [result for name in names for result in _measure(name)]
    _keep(found)
    _show(found)


def _measure(name: str) -> Iterator[Result]:
    for result in importlib.import_module(MODULES[name]).measure():
        yield Result(**asdict(result) | {"command": f"python -m bench {name}"})


@contextmanager
def _site() -> Iterator[None]:
    """Run the embedded servers and set Django up on the bench's own database."""
    folder = Path(os.environ.get("LOCAL_DIR", ".local")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with local.postgres(folder), local.redis(folder / "bench"):
        _create_database(folder)
        os.environ["DATABASE_URL"] = local.database_url(folder, DATABASE)
        os.environ["REDIS_URL"] = local.redis_url(folder / "bench")
        os.environ["STATIC_MANIFEST"] = "0"
        os.environ["DJANGO_SETTINGS_MODULE"] = "cinematch.settings"
        _prepare()
        yield


def _create_database(folder: Path) -> None:
    with psycopg.connect(
        local.database_url(folder, "postgres"), autocommit=True
    ) as admin:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if admin.execute(query, [DATABASE]).fetchone() is None:
            admin.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE))
            )


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    importlib.import_module("bench.catalogue").ensure()


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
