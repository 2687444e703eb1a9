"""Find a Chromium for the browser tests, or install one: python -m tests.chromium."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Noto CJK: else the titles of Japanese, Chinese and Korean films are boxes in pictures.
PACKAGES = ("chromium", "fonts-noto-cjk")

# A browser under test calls nobody: each of these is something it would look up.
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Return the browser CHROMIUM names, or one of the system's; None for neither."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )


def playwrights_own() -> bool:
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def debians() -> bool:
    return run("apt-get", "update", "-qq") and run(
        "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES
    )


def run(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def main() -> None:
    if path():
        return
    is_debian_root = os.geteuid() == 0 and shutil.which("apt-get")
    if not (debians() if is_debian_root else playwrights_own()):
        sys.exit(
            "The browser tests need Chromium, which could not be installed. Install it "
            "(Debian: apt install chromium) or name one: CHROMIUM=/path make test"
        )


if __name__ == "__main__":
    main()
