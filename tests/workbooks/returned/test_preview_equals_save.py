"""What a workbook that came back is shown to change is what stands in the store once it is taken, and nothing else."""

from pathlib import Path

import pytest

from siptui.intake.came_back import came_back
from siptui.records.values import Value
from siptui.store.store import Store
from siptui.workbooks.export import write_workbook
from support.workbooks.returned_workbook import edited, type_over

EDITED: list[tuple[str, str, Value]] = [
    ("progress", "progress/reading/3/2010-12", 15.5),
    ("targets", "targets/absence/agreed", 5),
    ("summary", "summary/E13/current", 2),
    ("visits/autumn", "visits/autumn/focus", "Reading"),
]


@pytest.mark.parametrize(("form", "path", "value"), EDITED)
def test_preview_equals_save(store: Store, tmp_path: Path, form: str, path: str, value: Value) -> None:
    school = store.add_school("Ashwell Primary", "primary", "AB")
    made, file = store.load(school), tmp_path / "w.xlsx"
    write_workbook(store.fields, made.values, school, made.revision, file, form=form)
    edited(file, lambda book: type_over(book, file, path, value))
    found = came_back(store, file, None)
    shown = {each.path: each.new for each in found.proposal.changes}
    assert list(shown) == [path]
    store.change(school, found.proposal.changes, "imported")
    after = store.load(school).values
    assert {p: v for p, v in after.items() if made.values.get(p) != v} == shown
    assert came_back(store, file, None).proposal.changes == []
