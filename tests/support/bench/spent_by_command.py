"""What a command costs as a process of its own."""

import subprocess
import sys

SPENT = """
import ctypes, os, subprocess, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: what a command leaves behind comes here
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = usage.ru_utime + usage.ru_stime
try:
    while True:
        left = os.wait4(-1, 0)[2]
        seconds += left.ru_utime + left.ru_stime
except ChildProcessError:
    print(status, seconds, usage.ru_maxrss / 1024)
"""
"""Run by a small Python: Linux counts into a process's memory what the one that began it held, here all the tests.

An import does not wait for the process that read the file, whose time would count nowhere.
"""


def spent(command: list[str]) -> tuple[float, float]:
    """Seconds of the processor, with those of all it starts, and megabytes at most of a command, which must succeed."""
    done = subprocess.run([sys.executable, "-S", "-c", SPENT, *command], capture_output=True, text=True, check=True)
    status, seconds, megabytes = map(float, done.stdout.split())
    assert status == 0
    return seconds, megabytes
