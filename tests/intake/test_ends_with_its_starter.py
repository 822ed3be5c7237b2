"""The process that reads a file ends with whoever started it, however that ends."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STARTER = """
import sys, time
from siptui.intake import child_process, start_child
{busy}
reader = start_child.Reader({file!r}, split={split})
print(reader.pid, flush=True)
time.sleep(60)
"""
BUSY = """
def busy(*_):
    while True:
        pass
child_process._Worker.prepare = busy
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("split", [True, False])
def test_it_ends_with_its_starter(how: signal.Signals, split: bool) -> None:
    busy = BUSY if split else ""  # a new Python waits for its request; a copy of this one is kept busy
    script = STARTER.format(file="", split=split, busy=busy)
    starter = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    reader = int(starter.stdout.readline())
    assert _runs(reader)
    starter.send_signal(how)
    starter.wait()
    until = time.monotonic() + 20  # and then the test fails: it takes a moment
    while _runs(reader):
        assert time.monotonic() < until
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_process_that_is_ended_leaves_no_descriptor_open() -> None:
    from siptui.intake import start_child

    before = _descriptors()
    for _ in range(5):
        start_child.Reader().end()
    assert _descriptors() == before


def _descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
