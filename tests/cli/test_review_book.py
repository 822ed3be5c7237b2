"""The review's workbook, read back with another library than wrote it, and its charts."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from siptui.cli.commands.caseload.review_book import SPREAD, write_review
from siptui.framework import Framework
from siptui.reports.review_groups import groups
from siptui.rules.caseload_row import caseload_row

TODAY = date(2011, 3, 1)


def test_every_school_stands_in_it_and_how_many_have_each_value(framework: Framework, tmp_path: Path) -> None:
    roles, visit = framework.roles, framework.visits[0]
    rating = {f"{visit.judged_at}/{visit.rows[0].kip}/{framework.register.judgement[2].key}": "red"}
    records = [
        {roles.name: "=1+1 Primary", roles.sip: "AB", f"{visit.at}/{roles.category}": "3", **rating},
        {roles.name: "Birch", roles.sip: "CD", f"{visit.at}/{roles.category}": "3"},
    ]
    rows = [caseload_row(framework, f"s{n}", record) for n, record in enumerate(records)]
    out = tmp_path / "review.xlsx"
    write_review(framework, groups(framework, rows, "sip", lambda _: ""), out, TODAY)
    book = CalamineWorkbook.from_path(out)
    lines = book.get_sheet_by_index(0).to_python()
    heading = next(line for line in lines if "School" in line)
    schools = [dict(zip(heading, line, strict=False)) for line in lines if line[0] in ("AB", "CD")]
    assert [(each["School"], each["Reds"]) for each in schools] == [("=1+1 Primary", 1.0), ("Birch", "")]
    spread = book.get_sheet_by_name(SPREAD).to_python()
    category = next(line for line in spread if line[0] == f"{framework.scales[roles.category_scale].name} now")
    assert category[1:6] == [0.0, 0.0, 2.0, 0.0, 0.0]
    with ZipFile(out) as parts:
        assert any(name.startswith("xl/charts/chart") for name in parts.namelist())
