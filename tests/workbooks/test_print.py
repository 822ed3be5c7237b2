"""What LibreOffice makes of the workbooks: the pages they print on, and what their formulas come to."""

import csv
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from siptui.framework import load
from siptui.records.fields import fields_of
from siptui.workbooks.ours.progress import write_progress
from siptui.workbooks.ours.summary import write_summary
from siptui.workbooks.ours.targets import write_targets
from support.documents.whole_year import whole_year
from support.stores.judged_year import judged

FRAMEWORK = load("milton_keynes_2010_11")
MADE = date(2011, 7, 8)

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def convert(folder: Path, to: str) -> None:
    """Have LibreOffice convert the workbooks of `folder`, under a profile of its own."""
    profile = (folder / "profile").as_uri()
    names = [str(path) for path in folder.glob("*.xlsx")]
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=120)


def pages(pdf: Path) -> int:
    if shutil.which("pdfinfo"):
        said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
        return int(re.findall(r"Pages:\s+(\d+)", said)[0])
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_every_form_prints_on_two_pages(tmp_path: Path) -> None:
    write_summary(FRAMEWORK, judged(), "ashwell", 7, tmp_path / "filled.xlsx", today=MADE)
    write_summary(FRAMEWORK, {}, "", 0, tmp_path / "summary.xlsx", today=MADE)
    write_progress(FRAMEWORK, tmp_path / "progress.xlsx", today=MADE)
    for phase in ("primary", "secondary", "special"):
        write_targets(FRAMEWORK, phase, tmp_path / f"{phase}.xlsx", today=MADE)
    convert(tmp_path, "pdf")
    found = {path.stem: pages(path) for path in tmp_path.glob("*.pdf")}
    two = dict.fromkeys(["summary", "progress", "primary", "secondary", "special"], 2)
    assert found == two | {"filled": 3}  # with that of its chart


def test_a_school_s_own_with_a_sentence_everywhere_prints_on_two_pages_whatever_its_phase(tmp_path: Path) -> None:
    """No page ends below the headings of a table, and none begins without whose it is."""
    record = whole_year(fields_of(FRAMEWORK))
    for phase in FRAMEWORK.phase_names():
        its = record | {"school/phase": phase}
        write_progress(FRAMEWORK, tmp_path / f"d_{phase}.xlsx", its, "ashwell", 7, today=MADE)
        write_targets(FRAMEWORK, phase, tmp_path / f"e_{phase}.xlsx", its, "ashwell", 7, today=MADE)
    convert(tmp_path, "pdf")
    found = {path.stem: pages(path) for path in tmp_path.glob("*.pdf")}
    assert len(found) == 2 * len(FRAMEWORK.phase_names())
    assert {name: count for name, count in found.items() if count > 2 + name.startswith("d_")} == {}  # and the charts


def test_an_increase_shows_only_when_both_ends_are_there(tmp_path: Path) -> None:
    write_progress(FRAMEWORK, tmp_path / "d.xlsx", today=MADE)
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    sheet = book.worksheets[0]
    first = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "Subject: Reading") + 2
    for number, (since, until) in enumerate([(12.1, 15.2), (12.0, None), (None, 15.0), (15.0, 14.5), (0, 3), (9, 9)]):
        sheet.cell(first + number, 2).value = since
        sheet.cell(first + number, 5).value = until
    book.save(tmp_path / "d.xlsx")
    convert(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1")
    (made,) = tmp_path.glob("*.csv")
    with made.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[5] for row in rows[first - 1 : first + 5]] == ["3.1", "", "", "-0.5", "3", "0"]
