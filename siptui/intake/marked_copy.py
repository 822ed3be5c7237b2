"""A copy of the school's own file with marks in it, made where the file was read: in the process with limits."""

from pathlib import Path

from siptui.intake.request_and_answer import MarkedCopy
from siptui.sheets.cells import Sheet
from siptui.sheets.open_file import digest, read_file
from siptui.tracking.preview.cells_to_mark import marks, wording
from siptui.tracking.proposal_types import TrackingProposal

COPY_SHEETS = "copy the sheets in question into a new file"
LARGEST_COPY = 32 << 20  # bytes; what crosses over is held in memory on both sides


def marked_copy(path: Path, sheets: list[Sheet], sha256: str, proposal: TrackingProposal, locked: bool) -> MarkedCopy:
    """The copy of a file, which held `sheets`, with what `proposal` did not understand or asks about marked.

    Where there can be none, it says why.
    """
    try:
        data = read_file(path)
        if sha256 not in {"", digest(data)}:
            return MarkedCopy(problem="has changed since it was read", do="try again")
        copy = _made(data, sheets, proposal, locked)
    except MemoryError:
        copy = MarkedCopy()
    except Exception as fault:  # noqa: BLE001 - what the file comes to is not lost for want of a copy
        return MarkedCopy(problem=f"cannot be copied with marks ({type(fault).__name__})", do=COPY_SHEETS)
    if not copy.content or len(copy.content) > LARGEST_COPY:
        return MarkedCopy(
            problem="is too large to be copied with marks", do="copy the sheets in question into a new file"
        )
    return copy


def _made(data: bytes, sheets: list[Sheet], proposal: TrackingProposal, locked: bool) -> MarkedCopy:
    from siptui.workbooks.in_place.marked_copy import Unmarkable, marked

    made, colours = marks(proposal, sheets), wording().colours
    coloured = sum(mark.kind in colours for mark in made)
    plain = ""
    try:
        copy = marked(data, made, colours)
        content, suffix, notes = copy.content, copy.suffix, list(copy.notes)
    except Unmarkable as fault:
        from siptui.workbooks.in_place.marked_new_book import marked_plain

        plain, suffix = str(fault), ".xlsx"
        content, cut = marked_plain(sheets, made, colours)
        notes = [f"its layout is not kept in the copy, only what its cells hold ({fault})"]
        notes += [f"the text in {place} is too long for a workbook and was cut" for place in cut]
    if locked:
        notes.append("the copy opens without a password")
    return MarkedCopy(content, suffix, notes, coloured, plain)
