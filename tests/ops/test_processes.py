"""What `manage.py up` keeps running ends with it, whatever it does about signals."""

import signal
import subprocess
import sys

import psutil

# Says who its child is, and heeds no polite word; nor does the child.
STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
child.wait()
"""
KEEPER = f"""
from cinematch.processes import run_until_stopped
run_until_stopped({{"stubborn": ["-c", {STUBBORN!r}]}})
"""


def test_stubborn_process_ends_with_its_children() -> None:
    command = [sys.executable, "-c", KEEPER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout
        grandchild = int(keeper.stdout.readline())
        keeper.send_signal(signal.SIGINT)
        assert keeper.wait(timeout=60) == 0
    assert not psutil.pid_exists(grandchild) or is_zombie(grandchild)


def is_zombie(pid: int) -> bool:
    return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
