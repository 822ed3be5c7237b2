"""Puts a workbook on disk: whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from siptui.records.problem import Problem, Refused
from siptui.records.values import BadValue
from siptui.store.files.export_file import check as check
from siptui.store.files.export_file import save_bytes as save_bytes
from siptui.store.files.export_file import unwritable
from siptui.store.files.untouched_since_export import signed
from siptui.workbooks.formula_results import Results, with_results


def save(
    workbook: Workbook,
    out: Path,
    replace: bool = True,
    results: Mapping[str, Results] | None = None,
    charts: Sequence[str] = (),
) -> None:
    """Write `workbook` to `out`, as `save_bytes` does. Raises Refused, and then nothing has changed.

    `results` are what the formulas of each sheet come to, by its title; `charts` what each chart shows, in words.
    """
    check(out, replace=replace)
    made = BytesIO()
    try:
        workbook.save(made)
    except OSError as fault:
        raise unwritable(out, fault) from fault
    content = made.getvalue()
    if results:
        numbers = {title: number for number, title in enumerate(workbook.sheetnames, start=1)}
        content = with_results(content, {numbers[title]: its for title, its in results.items()})
    if charts:
        from siptui.workbooks.chart_alt_texts import with_alt_texts

        content = with_alt_texts(content, charts)
    save_bytes(signed(content), out, replace=replace)


@contextmanager
def said_of(out: Path) -> Iterator[None]:
    """Within this, a text that no workbook holds is said of the file that is being written. Raises Refused."""
    try:
        yield
    except BadValue as fault:
        facts = {"reason": str(fault)}
        raise Refused(Problem(str(out), f"a text {fault}", facts=dict(facts), code="text_not_for_workbook")) from fault
