"""Part F: the year's judgements, the latest of each, and their way out to a workbook."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from screens.fields.editing import EditingScreen
from screens.grid.cell_editor import FormulaBar
from screens.grid.grid import Cell, Column, Grid, Row
from screens.keys.actions import bindings
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import day
from siptui.rules.summary import SummaryRow, part_f
from siptui.store.faults import StoreFault

COLUMNS = ("current", "target", "date")


class SummaryScreen(EditingScreen):
    """Part F. Rows that no visit judges are filled in here; the others come from the visits."""

    HELP = (
        "Each row shows the latest judgement of the year and its visit's date. Rows with – under From are judged in "
        "no visit: type their categories and date here."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("summary")
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    frozen = 2
    start = COLUMNS[0]

    def __init__(self, school_id: str) -> None:
        super().__init__(school_id)
        self._replace: Path | None = None

    def where(self) -> list[str]:
        return [self.value("school/name"), "Summary"]

    def columns(self) -> list[Column]:
        labels = {f.key: f.short or f.label for f in self.desk.framework.summary.fields}
        return [
            Column("code", "KIP", 6),
            Column("name", self.desk.framework.summary.kip_heading, 30, grow=1),
            Column("current", labels["current"], 7, align="center"),
            Column("target", labels["target"], 6, align="center"),
            Column("date", labels["date"], 9),
            Column("from", "From", 7),
        ]

    def path(self, row: str, column: str) -> str:
        return f"summary/{row}/{column}"

    def show(self) -> None:
        rows: list[Row] = []
        for section in part_f(self.desk.framework, self.desk.record(self.school_id)):
            rows.append(Row(f"section/{section.title}", (section.title,), heading=True))
            rows += [self._row(row) for row in section.rows]
        self.query_one(Grid).set_rows(rows)
        self.read()

    def _row(self, row: SummaryRow) -> Row:
        if row.path:
            words = (row.current, row.target, day(row.date))
            cells = [self.cell(f"{row.path}/{column}", text) for column, text in zip(COLUMNS, words, strict=True)]
            return Row(row.code, (row.code, row.name, *cells, Cell("–", "dim")))
        visit = self.desk.framework.visit(row.visit).name if row.visit else ""
        cells = [Cell(words or "·", "" if words else "dim", value=words) for words in (row.current, row.target)]
        state = self.styled(f"visits/{row.visit}/date", "" if row.date else "dim")
        cells.append(Cell(day(row.date) or "·", state, value=row.date))
        return Row(row.code, (row.code, row.name, *cells, visit))

    def opened(self, row: str, column: str) -> None:
        self.say(f"{row} comes from the visits: judge it there")

    # -- the way out

    def action_export(self) -> None:
        self._replace = None
        hint = f"in {Path.cwd()}"
        self.query_one(FormulaBar).edit("Write Part F to", f"{self.school_id} summary.xlsx", hint, self._chosen)

    def _chosen(self, text: str | None, _way: str) -> str | None:
        if text and text.strip():
            out = (Path.cwd() / Path(text.strip()).expanduser()).absolute()
            if out.suffix.casefold() != ".xlsx":
                out = out.with_name(out.name + ".xlsx")
            if out.exists() and self._replace != out:
                self._replace = out
                return "exists; Enter again replaces it"
            self.work(lambda: self._export(out), "export")
        self.query_one(Grid).focus()
        return None

    async def _export(self, out: Path) -> None:
        from siptui.workbooks.ours.summary import write_summary

        await self.desk.settled()
        self.say(f"Writing {out} …")
        try:
            school = await asyncio.to_thread(self.desk.store.load, self.school_id)
            notes = await asyncio.to_thread(
                write_summary, self.desk.framework, school.values, school.id, school.revision, out
            )
        except (Refused, StoreFault) as fault:
            self.say(str(fault), problem=True)
            return
        self.say(" · ".join([f"Wrote {out.name}", *notes]))
