"""The house as a whole: floors, light commands, logs, nothing personal in the tree."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"torch", "guardrails", "langchain", "spacy", "sentence_transformers"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True
    )


def test_no_folder_imports_from_a_floor_above_it() -> None:
    done = run("-c", "from importlinter.cli import lint_imports_command as c; c()")
    assert done.returncode == 0, done.stdout


def test_check_imports_nothing_heavy() -> None:
    script = (
        "import sys; from django.core.management import execute_from_command_line as e;"
        "e(['manage.py', 'check']); print(','.join(sys.modules))"
    )
    done = run("-c", f"import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', "
                     f"'cinematch.settings'); {script}")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stdout.splitlines()[-1].split(",")) == set()


def test_models_and_migrations_agree(db: None) -> None:
    done = run("manage.py", "makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


def test_deployment_check_has_no_warning() -> None:
    environment = {
        **os.environ,
        "SITE_URL": "https://films.example.org",
        "ALLOWED_HOSTS": "films.example.org",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRST",
        "EMAIL_HOST": "mail.example.org",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_log_lines_are_json_with_a_request_id() -> None:
    script = (
        "import django; django.setup(); from django.test import Client;"
        "Client().get('/health/live')"
    )
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cinematch.settings",
        "ALLOWED_HOSTS": "testserver", "LOG_FORMAT": "json",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment,
        capture_output=True, text=True,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    assert all(line["request_id"] for line in lines)


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_keys_in_addresses_stay_out_of_the_log(log_format: str) -> None:
    script = """
import django; django.setup()
import logging, structlog
structlog.get_logger("web").info("request_started", request="GET /chat/shared/KEY/?a=1")
logging.getLogger("django.request").warning("Not Found: %s", "/chat/shared/KEY/")
logging.getLogger("django.request").warning("%s", "/accounts/password/reset/key/KEY/")
try:
    raise ValueError("/accounts/confirm-email/KEY/")
except ValueError:
    logging.getLogger("movies").exception("broken")
"""
    written = logged(script, log_format)
    assert "/chat/shared/-/?a=1" in written
    assert "KEY" not in written


def test_what_our_own_loggers_say_beside_the_message_is_kept() -> None:
    script = """
import django; django.setup()
import logging
logging.getLogger("providers.x").warning("own", extra={"endpoint": "claude:m"})
logging.getLogger("celery.x").warning("other", extra={"data": "words of a person"})
"""
    own, other = map(json.loads, logged(script, "json").splitlines())
    assert own["endpoint"] == "claude:m"
    assert "data" not in other


def logged(script: str, log_format: str) -> str:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "cinematch.settings",
        "LOG_FORMAT": log_format,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("word", ["/work/", "subagent", "as an AI"])
def test_tree_speaks_only_of_itself(word: str) -> None:
    found = subprocess.run(
        ["git", "grep", "-Il", word, "--", ":!requirements", ":!tests/test_house.py"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout == ""
