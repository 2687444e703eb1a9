"""docker/compose.yaml says what a server runs, in the form Compose reads."""

import subprocess
import sys
from pathlib import Path

import yaml

COMPOSE = Path(__file__).parents[2] / "docker" / "compose.yaml"


def test_compose_file_fits_the_compose_schema() -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [sys.executable, *command, str(COMPOSE)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_server_runs_what_one_machine_runs() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    assert {"web", "worker", "beat", "database", "redis"} <= set(services)


def test_only_loopback_reaches_the_web_service() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:8000:8000"]
