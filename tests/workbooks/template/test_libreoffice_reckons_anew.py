"""A filled template opened where results that stand in a file are believed: it is reckoned anew."""

from pathlib import Path

import pytest

from siptui.framework import Framework
from siptui.records.fields import fields_of
from support.documents.libreoffice import PROGRAM, saved_as
from support.documents.whole_year import whole_year
from support.files_made.zipping import values
from support.workbooks.authority_template import STALE, progress_book
from support.workbooks.template_filled import fill

pytestmark = [
    pytest.mark.torture,
    pytest.mark.timeout(300),
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not on this machine"),
]


def test_what_follows_from_the_answers_is_reckoned_from_them(framework: Framework, tmp_path: Path) -> None:
    fields = fields_of(framework)
    whole = whole_year(fields)
    record = {path: value for path, value in whole.items() if fields[path].kind == "points" or path == "school/phase"}
    record |= {f"progress/reading/{year}/2010-07": 10 + year for year in range(1, 7)}
    out = tmp_path / "filled.xlsx"
    out.write_bytes(fill(progress_book(tmp_path / "la.xlsx"), fields, record, "progress"))
    (back,) = saved_as(tmp_path, [out], "xlsx", tmp_path / "back")
    found = values(back.read_bytes())
    sums = [row[1] for row in found["Overview & sums"][:5]]
    assert sums == pytest.approx([13.5, 27.0, STALE, 56.9, STALE])  # what does not follow is believed
    assert found["APS grid"][5][:6] == [1.0, 11.0, 15.3, 15.3, 15.3, pytest.approx(4.3)]
