"""The command line on one store."""

import subprocess
import sys
from pathlib import Path


class Shell:
    """siptui on one store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *argv: str, status: int = 0) -> str:
        """Run a command; gives what it printed, or what it complained of. Fails on another status or a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "siptui", "--store", str(self.folder), "--as", "tester", *argv],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
        return done.stderr if status else done.stdout
