"""import --annotate: a copy of the school's own file, marked, to send back to the school."""

from pathlib import Path

from siptui.cli.printing import complain, whole
from siptui.records.problem import Problem, Refused
from siptui.tracking.proposal import TrackingProposal


def write_annotated(file: Path, proposal: TrackingProposal, out: Path, password: str = "") -> None:
    """Write a copy of `file` to `out` with what `proposal` did not understand or asks about marked.

    Raises Refused, and then `out` is as it was.
    """
    from siptui.sheets.open_file import digest, read_file, sheets_of
    from siptui.tracking.preview.cells_to_mark import marks, wording
    from siptui.workbooks.in_place.marked_copy import Unmarkable, marked
    from siptui.workbooks.save import check, save_bytes

    _refuse_same(file, out)
    check(out, out.suffix.lower() if out.suffix.lower() in {".xlsx", ".xlsm", ".xltx", ".xltm"} else ".xlsx")
    data = read_file(file)
    if proposal.sha256 not in {"", digest(data)}:
        raise Refused(Problem(file.name, "has changed since it was read", "try again"))
    sheets = sheets_of(file, data, password)
    made = marks(proposal, sheets)
    colours = wording().colours
    try:
        copy = marked(data, made, colours)
        content, suffix, notes = copy.content, copy.suffix, copy.notes
    except Unmarkable as fault:
        if out.suffix.lower() in {".xlsm", ".xltm"}:
            what = f"cannot be copied with its layout and macros ({fault})"
            raise Refused(Problem(file.name, what, "give a name that ends in .xlsx for a copy of its cells")) from fault
        from siptui.workbooks.in_place.marked_new_book import marked_plain

        content, cut = marked_plain(sheets, made, colours)
        suffix, notes = ".xlsx", [f"its layout is not kept in the copy, only what its cells hold ({fault})"]
        notes += [f"the text in {place} is too long for a workbook and was cut" for place in cut]
    if password:
        notes = [*notes, "the copy opens without a password"]
    save_bytes(content, out, suffix)
    coloured = sum(m.kind in colours for m in made)
    for note in notes:
        complain(Problem(file.name, note).line())
    complain(f"wrote {whole(out)}: {coloured:,} cells marked")


def annotate_refused(file: Path, fault: Refused, out: Path, password: str = "") -> None:
    """The same for a file that was read and refused for what stands in it; nothing for one that cannot be read."""
    placed = [p for p in fault.problems if p.where.startswith(f"{file.name}: ")]
    if placed:
        try:
            write_annotated(file, TrackingProposal(source=file.name, problems=placed), out, password)
        except Refused as other:
            raise Refused(*fault.problems, *other.problems) from other


def _refuse_same(file: Path, out: Path) -> None:
    try:
        same = file.samefile(out)
    except (OSError, ValueError):
        same = False  # it is not there yet, or cannot be written, which is said when it is
    if same:
        raise Refused(Problem(str(out), "is the school's own file, which is kept as it came", "give another name"))
