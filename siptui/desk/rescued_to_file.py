"""Texts that the store does not take, written to a file of their writer's own: nothing typed is lost with the store."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from siptui.desk.unsaved_text import NotSaved, why

NAME = "siptui not saved"
LINE = "-" * 60


def write_out(texts: Sequence[NotSaved], place: Callable[[NotSaved], str], folder: Path, now: datetime) -> Path:
    """Write texts to a new file in `folder`, readable by its owner only; `place` says where each belongs.

    Gives the file, which is on disk then. Raises OSError.
    """
    parts = [f"{place(text)}\n({why(text)})\n\n{text.text or '(cleared)'}\n" for text in texts]
    head = f"Typed in siptui and not saved when this was written, {now:%d %b %Y %H:%M}.\n"
    data = f"\n{LINE}\n\n".join([head, *parts]).encode("utf-8", errors="replace")
    path, fd = _new_file(folder, f"{NAME} {now:%Y-%m-%d %H.%M}")
    with os.fdopen(fd, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def _new_file(folder: Path, name: str) -> tuple[Path, int]:
    """A file that was not there before, open for writing."""
    number = 1
    while True:
        path = folder / (f"{name}.txt" if number == 1 else f"{name} ({number}).txt")
        try:
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            number += 1
