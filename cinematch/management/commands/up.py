"""Run the whole site on this machine: servers, web, worker and beat, until Ctrl-C."""

import fcntl
import hashlib
import logging
import os
import secrets
import shutil
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from cinematch import local
from cinematch.accounts.mail import notice
from cinematch.processes import ProcessEndedError, run_until_stopped

GIGABYTE = 1_000_000_000
# Marks every process that `up` starts, so that the next one finds what a crash left.
OWNER_VARIABLE = "CINEMATCH_UP"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--prepare", action="store_true", help="Make everything ready, then stop."
        )

    def handle(self, *, host: str, port: int, prepare: bool, **options: Any) -> None:
        # This process talks to a person; the ones it starts log.
        logging.getLogger().setLevel(logging.ERROR)
        folder: Path = settings.LOCAL_DIR
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            stack.enter_context(only_one(folder))
            check_disk(folder)
            make_secrets(folder)
            end_leftovers(folder)
            check_port(host, port)
            prepare_environment(folder, host, port)
            try:
                start_servers(stack, folder)
                self.make_ready()
            except local.LocalServerError as error:
                raise CommandError(str(error)) from error
            except DatabaseError as error:
                raise CommandError(f"The database does not answer: {error}") from error
            if not prepare:
                self.serve(host, port)

    def make_ready(self) -> None:
        self.say("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()
        self.say("Preparing static files")
        collect_static()
        call_command("load_starter")
        connection.close()
        # In a process of its own: the model's 600 MB would stay with this one.
        run_command("embed")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def serve(self, host: str, port: int) -> None:
        self.stdout.write(
            self.style.SUCCESS(f"\nCinematch is on http://{host}:{port}/")
        )
        if text := notice():
            self.stdout.write(text)
        self.stdout.flush()
        # In a process of its own, which reads SITE_URL as it is now.
        run_command("first_admin")
        self.say("Ctrl-C stops it; nothing is lost.\n")
        try:
            run_until_stopped(site_processes(host, port))
        except ProcessEndedError as error:
            raise CommandError(str(error)) from error


def run_command(name: str) -> None:
    done = subprocess.run([sys.executable, sys.argv[0], name], check=False)
    if done.returncode:
        raise CommandError(f"`manage.py {name}` failed; its message is above.")


def site_processes(host: str, port: int) -> dict[str, list[str]]:
    celery = ["-m", "celery", "-q", "-A", "cinematch"]
    beat_pid = settings.LOCAL_DIR / "run" / "beat.pid"
    return {
        "web": [
            *("-m", "daphne", "-v", "0", "-b", host, "-p", str(port)),
            "cinematch.asgi:application",
        ],
        "worker": [
            *(*celery, "worker", "-c", "2", "-l", "warning"),
            *("-Q", "default,ingest,training"),
        ],
        "beat": [*celery, "beat", "-l", "warning", "--pidfile", str(beat_pid)],
    }


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    with (folder / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                f"Cinematch already runs over {folder}. Stop that one first, or set "
                "LOCAL_DIR to another folder."
            ) from None
        yield


def check_disk(folder: Path) -> None:
    if not local.enough_disk(folder, GIGABYTE):
        raise CommandError(
            f"Less than 1 GB is free where {folder} lies. Free some space, or set "
            "LOCAL_DIR to a folder on a larger disk."
        )


def check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} cannot be used: {error.strerror}. Stop what "
                f"holds it, or choose another: make up PORT={port + 1}"
            ) from error


def end_leftovers(folder: Path) -> None:
    """End what an earlier `up` left running when it was killed.

    PostgreSQL is left to pg_ctl, which can tell a live server from a stale lock.
    """
    left = [
        process
        for process in psutil.process_iter(["name", "environ"])
        if (process.info["environ"] or {}).get(OWNER_VARIABLE) == str(folder)
        and process.pid != os.getpid()
        and process.info["name"] != "postgres"
    ]
    for process in left:
        process.terminate()
    for process in psutil.wait_procs(left, timeout=10)[1]:
        process.kill()
    (folder / "run" / "beat.pid").unlink(missing_ok=True)


def make_secrets(folder: Path) -> None:
    """Make this machine's secrets once, then start anew with them."""
    if not settings.SECRETS_MISSING:
        return
    file = folder / "env"
    file.touch(mode=0o600)
    with file.open("a") as env:
        env.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")
        env.write(f"FIELD_KEYS={Fernet.generate_key().decode()}\n")
    os.execv(sys.executable, sys.orig_argv)


def prepare_environment(folder: Path, host: str, port: int) -> None:
    """Set what the processes started from here inherit."""
    metrics = folder / "run" / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    os.environ[OWNER_VARIABLE] = str(folder)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics)
    os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    os.environ.setdefault("LOG_FORMAT", "console")
    os.environ.setdefault("LOG_LEVEL", "WARNING")


def collect_static() -> None:
    """Hash and compress the static files, unless none of them changed (20 s saved)."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            digest.update(f"{path} {path.stat().st_mtime_ns}\n".encode())
    marker = Path(settings.STATIC_ROOT) / ".collected-from"
    if marker.exists() and marker.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    marker.write_text(digest.hexdigest())


def start_servers(stack: ExitStack, folder: Path) -> None:
    if not os.environ.get("DATABASE_URL"):
        stack.enter_context(local.postgres(folder))
    if not os.environ.get("REDIS_URL"):
        stack.enter_context(local.redis(folder))
