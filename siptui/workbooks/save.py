"""Puts a workbook on disk: whole, or not at all."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from siptui.store.files.export_file import check as check
from siptui.store.files.export_file import save_bytes as save_bytes
from siptui.store.files.export_file import unwritable


def save(workbook: Workbook, out: Path, replace: bool = True) -> None:
    """Write `workbook` to `out`, as `save_bytes` does. Raises Refused, and then nothing has changed."""
    check(out, replace=replace)
    made = BytesIO()
    try:
        workbook.save(made)
    except OSError as fault:
        raise unwritable(out, fault) from fault
    save_bytes(made.getvalue(), out, replace=replace)
