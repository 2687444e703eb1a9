"""`manage.py up` as an operator runs it: started, stopped, killed, and refused."""

import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from cinematch.local import free_port
from tests.ops.conftest import ROOT, Up, stop, wait_until_ready

pytestmark = pytest.mark.xdist_group("up")


def manage(environment: dict[str, str], script: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", script],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_first_start_serves_films_and_offers_the_first_administrator(up: Up) -> None:
    port = free_port()
    process = up(port)
    wait_until_ready(process, port)
    with urlopen(f"http://127.0.0.1:{port}/") as page:
        assert "poster" in page.read().decode()
    said = stop(process)
    assert f"http://127.0.0.1:{port}/profile/first-administrator/" in said
    assert "816 films" in said


def test_nothing_is_lost_between_two_starts(
    up: Up, environment: dict[str, str]
) -> None:
    port = free_port()
    make = (
        "from cinematch.accounts.models import User;"
        "print(User.objects.create_user('kept@example.org').pk)"
    )
    wait_until_ready(first := up(port), port)
    manage(environment, make)
    stop(first)
    wait_until_ready(up(port), port)
    count = "print(User.objects.filter(email='kept@example.org').count())"
    assert manage(environment, f"{make.split(';')[0]};{count}") == "1"


def test_it_starts_again_after_it_was_killed(up: Up) -> None:
    port = free_port()
    wait_until_ready(killed := up(port), port)
    killed.kill()
    killed.wait()
    # Not the same port: what the killed one left would answer there for a moment.
    other = free_port()
    wait_until_ready(up(other), other)


def test_second_up_over_one_folder_says_that_it_runs(up: Up) -> None:
    port = free_port()
    wait_until_ready(up(port), port)
    second = up(free_port())
    assert "already runs over" in second.communicate(timeout=60)[0]
    assert second.returncode == 1


def test_taken_port_is_named_with_another_to_choose(up: Up) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        process = up(port)
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert f"Port {port}" in said
    assert f"make up PORT={port + 1}" in said


def test_dead_database_url_is_reported(up: Up) -> None:
    dead = {
        "DATABASE_URL": "postgresql://127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    process = up(free_port(), **dead)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert "The database does not answer" in said
