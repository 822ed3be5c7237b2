"""import --annotate: a copy of the school's own file, marked, to send back to the school."""

from pathlib import Path

from siptui.cli.printing import complain, whole
from siptui.cli.streams import made
from siptui.intake.request_and_answer import MarkedCopy
from siptui.records.problem import Problem, Refused

WITH_MACROS = {".xlsm", ".xltm"}
IN_PLACE = {".xlsx", ".xltx", *WITH_MACROS}


def check_out(file: Path, out: Path, force: bool = False) -> None:
    """See that a copy of `file` can be written to `out`, without `force` not over another's file. Raises Refused."""
    from siptui.workbooks.save import check

    try:
        same = file.samefile(out)
    except (OSError, ValueError):
        same = False  # it is not there yet, or cannot be written, which is said next
    if same:
        raise Refused(
            Problem(
                str(out), "is the school's own file, which is kept as it came", "give another name", code="own_file"
            )
        )
    check(out, out.suffix.lower() if out.suffix.lower() in IN_PLACE else ".xlsx", replace=force)


def write_copy(file: Path, copy: MarkedCopy, out: Path) -> None:
    """Write the marked copy of `file` to `out`, and say what is to be known of it.

    Raises Refused, and then `out` is as it was.
    """
    from siptui.store.files.untouched_since_export import signed
    from siptui.workbooks.save import save_bytes

    if copy.problem:
        raise Refused(Problem(file.name, copy.problem, copy.do, facts={"reason": copy.problem}, code="no_marked_copy"))
    if copy.plain and out.suffix.lower() in WITH_MACROS:
        what = f"cannot be copied with its layout and macros ({copy.plain})"
        raise Refused(
            Problem(
                file.name,
                what,
                "give a name that ends in .xlsx for a copy of its cells",
                facts={"reason": copy.plain},
                code="no_macros_kept",
            )
        )
    save_bytes(signed(copy.content), out, copy.suffix)
    made()
    for note in copy.notes:
        complain(Problem(file.name, note, code="about_copy").line())
    complain(f"wrote {whole(out)}: {copy.coloured:,} cells marked")
