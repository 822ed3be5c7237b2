"""What a command costs as a process of its own."""

import subprocess
import sys

SPENT = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""
"""Run by a small Python: Linux counts into a process's memory what the one that began it held, here all the tests."""


def spent(command: list[str]) -> tuple[float, float]:
    """Seconds of the processor and megabytes at most of a command, which must succeed."""
    done = subprocess.run([sys.executable, "-S", "-c", SPENT, *command], capture_output=True, text=True, check=True)
    status, seconds, megabytes = map(float, done.stdout.split())
    assert status == 0
    return seconds, megabytes
