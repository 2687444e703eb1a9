#!/usr/bin/env python3
"""Make .venv and install a set of pinned packages into it: install.py base|dev.

Runs under any Python 3, so that a wrong one is told so, and uses only the standard
library. Does nothing when the set is already installed.
"""

import hashlib
import os
import platform
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE.parent / ".venv"
PYTHON = VENV / "bin" / "python"
SETS = {
    "base": ["torch.txt", "base.txt"],
    "dev": ["torch.txt", "base.txt", "dev.txt"],
}
OLDEST, NEWEST = (3, 11), (3, 12)
UV = "uv==0.13.9"
TORCH_CPU = ["--torch-backend", "cpu"]


def main() -> None:
    files = [HERE / name for name in SETS[sys.argv[1]]]
    check_python()
    stamp = VENV / f".installed-{sys.argv[1]}"
    wanted = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    run([str(PYTHON), "-m", "pip", "install", "--quiet", UV])
    install_torch(files[0])
    uv("--verify-hashes", *requirement_options(files[1:]))
    stamp.write_text(wanted)


def check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        running = platform.python_version()
        fail(
            f"Cinematch needs Python 3.11 or 3.12; {sys.executable} is {running}.\n"
            "Install one of them and name it: make up PYTHON=python3.11"
        )


def make_venv() -> None:
    try:
        venv.create(VENV, with_pip=True, clear=not PYTHON.exists())
    except (subprocess.CalledProcessError, ImportError):
        fail(
            "This Python cannot make virtual environments. On Debian and Ubuntu: "
            "apt install python3-venv"
        )


def install_torch(file: Path) -> None:
    """Take the build without CUDA: one on this disk, else PyTorch's own index.

    The plain package brings several GB nobody here needs; it is the last resort.
    """
    found = os.environ.get("UV_FIND_LINKS") or os.environ.get("PIP_FIND_LINKS")
    choices = [[]] if found or sys.platform != "linux" else [TORCH_CPU, []]
    for options in choices[:-1]:
        if uv_succeeds(*options, "-r", str(file)):
            return
        sys.stderr.write("No CPU build of PyTorch in reach: taking the plain one.\n")
    uv(*choices[-1], "-r", str(file))


def requirement_options(files: "list[Path]") -> "list[str]":
    return [option for file in files for option in ("-r", str(file))]


def uv_command(*arguments: str) -> "list[str]":
    return [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python",
            str(PYTHON), *arguments]  # fmt: skip


def uv_environment() -> "dict[str, str]":
    links = os.environ.get("UV_FIND_LINKS") or os.environ.get("PIP_FIND_LINKS", "")
    # Without bytecode the first start would compile 40,000 files.
    return {**os.environ, "UV_FIND_LINKS": links, "UV_COMPILE_BYTECODE": "1"}


def uv_succeeds(*arguments: str) -> bool:
    done = subprocess.run(uv_command(*arguments), env=uv_environment(), check=False)
    return done.returncode == 0


def uv(*arguments: str) -> None:
    run(uv_command(*arguments), env=uv_environment())


def run(command: "list[str]", env: "dict[str, str] | None" = None) -> None:
    done = subprocess.run(
        command, env=env, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode == 0:
        return
    if "platform tag" in done.stderr or "no wheels" in done.stderr:
        fail(
            f"{done.stderr}\nA package has no ready-made build for this platform "
            f"({platform.system()} {platform.machine()}, Python "
            f"{platform.python_version()}). Linux on x86-64 or ARM and macOS on ARM "
            "have all of them. Elsewhere run the containers: docker/compose.yaml"
        )
    if "No space left" in done.stderr:
        fail(f"{done.stderr}\nThe disk is full: the packages need 3 GB.")
    fail(done.stderr)


def fail(text: str) -> None:
    sys.exit(f"\n{text}\n")


if __name__ == "__main__":
    main()
