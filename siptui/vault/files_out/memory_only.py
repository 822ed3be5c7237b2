"""Temporary files in memory alone: writing a workbook makes some, with what stands in its cells."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from siptui.records.problem import Problem, Refused

MEMORY = Path("/dev/shm")
"""The folder that Linux keeps in memory."""


IN_THE_CLEAR = "it is in the clear: whoever has the file reads it (`siptui vault export --lock` locks one)"
"""Said of a confidential form that was written to a file."""


def refuse_pdf(out: Path) -> None:
    """Raises Refused for a .pdf: another program makes it, and leaves copies of what stands in it."""
    if out.suffix.casefold() == ".pdf":
        what = "is not written of what is confidential: another program would make it"
        raise Refused(Problem(str(out), what, "give a name that ends in .docx or .xlsx", code="no_confidential_pdf"))


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
