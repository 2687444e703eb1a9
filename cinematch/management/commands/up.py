"""Run the whole site on this machine: servers, web, worker and beat, until Ctrl-C."""

import fcntl
import os
import secrets
import shlex
import shutil
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from honcho.manager import Manager

from cinematch import local

GIGABYTE = 1_000_000_000
# Marks every process that `up` starts, so that the next one finds what a crash left.
OWNER_VARIABLE = "CINEMATCH_UP"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--prepare", action="store_true", help="Make everything ready, then stop."
        )

    def handle(self, *, host: str, port: int, prepare: bool, **options: Any) -> None:
        folder: Path = settings.LOCAL_DIR
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            stack.enter_context(only_one(folder))
            check_disk(folder)
            make_secrets(folder)
            end_leftovers(folder)
            check_port(host, port)
            prepare_environment(folder)
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
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_starter")
        call_command("embed")
        connection.close()

    def serve(self, host: str, port: int) -> None:
        self.stdout.write(self.style.SUCCESS(f"\nCinematch is on http://{host}:{port}/"))
        if not settings.EMAIL_HOST:
            self.stdout.write(
                f"No mail server is set: mails land in {settings.EMAIL_FILE_PATH}, and "
                "sign-up asks for no confirmation."
            )
        call_command("first_admin")
        connection.close()
        self.stdout.write("Ctrl-C stops it; nothing is lost.\n\n")
        sys.stdout.flush()
        processes = Manager()
        for name, command in site_processes(host, port).items():
            processes.add_process(name, shlex.join([sys.executable, *command]))
        processes.loop()


def site_processes(host: str, port: int) -> dict[str, list[str]]:
    worker = ["-m", "celery", "-A", "cinematch", "worker", "-c", "2", "-l", "warning"]
    beat = ["-m", "celery", "-A", "cinematch", "beat", "-l", "warning"]
    beat_pid = settings.LOCAL_DIR / "run" / "beat.pid"
    return {
        "web": ["-m", "daphne", "-b", host, "-p", str(port), "cinematch.asgi:application"],
        "worker": [*worker, "-Q", "default,ingest,training"],
        "beat": [*beat, "--pidfile", str(beat_pid)],
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
                f"Port {port} of {host} cannot be used: {error.strerror}. Stop what holds "
                f"it, or choose another: make up PORT={port + 1}"
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


def prepare_environment(folder: Path) -> None:
    """Set what the processes started from here inherit."""
    metrics = folder / "run" / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    os.environ[OWNER_VARIABLE] = str(folder)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(metrics)
    os.environ.setdefault("LOG_FORMAT", "console")


def start_servers(stack: ExitStack, folder: Path) -> None:
    if not os.environ.get("DATABASE_URL"):
        stack.enter_context(local.postgres(folder))
    if not os.environ.get("REDIS_URL"):
        stack.enter_context(local.redis(folder))
