"""The command line on one store."""

from pathlib import Path

from support import split_processes


class Shell:
    """siptui on one store, each command in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *argv: str, status: int = 0) -> str:
        """Run a command; gives what it printed, or what it complained of. Fails on another status or a traceback."""
        done = split_processes.run(["--store", str(self.folder), "--as", "tester", *argv])
        assert "Traceback" not in done.err, done.err
        assert done.status == status, done
        return done.err if status else done.out
