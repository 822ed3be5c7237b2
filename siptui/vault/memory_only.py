"""Temporary files in memory alone: writing a workbook makes some, with what stands in its cells."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from siptui.records.problem import Problem, Refused

MEMORY = Path("/dev/shm")
"""The folder that Linux keeps in memory."""


@contextlib.contextmanager
def temporary_files_in_memory() -> Iterator[Path]:
    """Within this, temporary files lie in memory, in a folder for their maker only, which it gives.

    Raises Refused where that is not to be had.
    """
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)):
        what = "this machine has no folder in memory, and writing a workbook would leave its words on disk"
        raise Refused(Problem(str(MEMORY), what, "write a .docx instead", code="no_memory_folder"))
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="siptui-", dir=MEMORY) as folder:
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before
