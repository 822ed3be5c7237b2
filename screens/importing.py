"""Reading a school's tracking spreadsheet: what was understood, what was not counted, what would change; yes or no."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from screens.actions import bindings
from screens.grid import Cell, Column, Grid, Row
from screens.keys import spelled
from screens.shell import DeskScreen
from siptui.records.proposal import Refused
from siptui.rules.progress import aps, shown
from siptui.tracking import TrackingProposal, read_tracking

GIVEN = "given/"
Side = tuple[list[Column], list[Row]]
CHANGES, UNDERSTOOD, LEFT_OUT, QUESTIONS = "changes", "understood", "left out", "questions"


class ImportScreen(DeskScreen):
    """A file's name, then what reading it comes to. Nothing is changed until y."""

    HELP = (
        "Type the file's name and Enter. Then {importing.changes} shows the figures that would change, "
        "{importing.understood} how each column was understood, {importing.left_out} every cell that was not counted "
        "and why, {importing.questions} what only you can answer. {importing.accept} makes the changes; "
        "{everywhere.back} leaves all as it was. One {everywhere.undo} takes a whole import back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("importing")
    CSS_PATH = "importing.tcss"

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self._proposal: TrackingProposal | None = None
        self._answers: dict[str, str] = {}
        self._view = CHANGES

    def where(self) -> list[str]:
        return [self.value("school/name"), "Import tracking"]

    def body(self) -> ComposeResult:
        yield Input(placeholder="File to read: .xlsx .xls .ods .csv", compact=True, id="file")
        yield Static("", id="told", markup=False)
        yield Grid([Column("empty", "", 10, grow=1)], empty="Nothing read yet")

    def ready(self) -> None:
        box = self.query_one("#file", Input)
        box.cursor_blink = False
        box.focus()
        self.say(f"A name without a folder is looked for in {Path.cwd()}")

    # -- reading

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._answers = {}
            self._read()

    def _read(self) -> None:
        path = Path(self.query_one("#file", Input).value.strip()).expanduser()
        self.say(f"Reading {path.name} …")
        self.work(self._propose(path), "reading")

    async def _propose(self, path: Path) -> None:
        await self.desk.settled()
        record = dict(self.desk.record(self.school_id))
        try:
            self._proposal = await asyncio.to_thread(
                read_tracking, path, self.desk.framework, self.desk.fields, record, dict(self._answers)
            )
        except Refused as fault:
            self._proposal = None
            self.query_one(Grid).set_columns(*_wrong(fault))
            self.query_one("#told", Static).update(Content("\n".join(p.line() for p in fault.problems[:3])))
            self.say(f"{path.name} was not read; nothing was changed", problem=True)
            return
        self.query_one(Grid).focus()
        self.action_view(QUESTIONS if self._proposal.questions else CHANGES)
        self._tell(self._proposal)

    def _tell(self, found: TrackingProposal) -> None:
        pupils = max((cell.pupils for cell in found.grid), default=0)
        years = {cell.year for cell in found.grid}
        left_out = sum(1 for c in found.columns if c.left_out)
        lines = [
            f"Averages understood: {len(found.grid)}, for {len(years)} year groups, of up to {pupils} pupils each. "
            f"Figures that would change: {len(found.changes)}.",
            f"Not counted: {len(found.not_counted)} cells or rows ({{importing.left_out}} lists them). "
            f"Columns left out: {left_out} ({{importing.understood}}). "
            f"Open questions: {len(found.questions)} ({{importing.questions}}). Problems: {len(found.problems)}.",
        ]
        self.query_one("#told", Static).update(Content(spelled("\n".join(lines), self)))
        if found.questions:
            self.say(spelled("Answer the questions first: {grid.open} on an answer chooses it", self), problem=True)
        elif found.problems:
            self.say(found.problems[0].line(), problem=True)
        else:
            self.say(spelled("{importing.accept} imports these figures; {everywhere.back} leaves all as it was", self))

    # -- showing

    def action_view(self, view: str) -> None:
        """Show one side of what was read."""
        if self._proposal is None:
            return
        self._view = view
        sides = {
            CHANGES: self._changes,
            UNDERSTOOD: self._understood,
            LEFT_OUT: self._left_out,
            QUESTIONS: self._questions,
        }
        columns, rows = sides[view](self._proposal)
        grid = self.query_one(Grid)
        grid.empty = {CHANGES: "No figure would change", QUESTIONS: "No questions"}.get(view, "Nothing")
        grid.set_columns(columns, rows)

    # -- answering

    @on(Grid.Opened)
    def _answer(self, event: Grid.Opened) -> None:
        """Take the choice under the cursor, or take an answer back."""
        if self._view != QUESTIONS or self._proposal is None:
            return
        for question in self._proposal.questions:
            for choice in question.choices:
                if event.row_key == f"{question.key}={choice}":
                    self._answers[question.key] = choice
        if event.row_key.startswith(GIVEN):
            self._answers.pop(event.row_key.removeprefix(GIVEN), None)
        self._read()

    def action_accept(self) -> None:
        """Make the changes, all of them, through the desk."""
        found = self._proposal
        if found is None:
            return
        if found.questions:
            self.say(spelled("There are open questions: {importing.questions} shows them", self), problem=True)
            return
        self.desk.change(self.school_id, found.changes, f"imported from {found.source}")
        self.action_back()
        below = self.app.screen
        if isinstance(below, DeskScreen):
            undo = spelled("{everywhere.undo}", self)
            below.say(f"{found.source}: {len(found.changes)} figures imported; {undo} takes them all back")

    def action_file(self) -> None:
        self.query_one("#file", Input).focus()

    # -- the four sides of a proposal

    def _changes(self, found: TrackingProposal) -> Side:
        columns = [
            Column("subject", "Subject", 12),
            Column("year", "Year", 4, align="right"),
            Column("point", "Point in time", 14),
            Column("now", "Now", 7, align="right"),
            Column("new", "Would be", 8, align="right"),
            Column("pupils", "Pupils", 6, align="right"),
        ]
        names = {p.key: p.name for p in self.desk.framework.progress.points}
        subjects = {s.key: s.name for s in self.desk.framework.progress.subjects}
        moved = {c.path for c in found.changes}
        rows = []
        for cell in found.grid:
            key = f"progress/{cell.subject}/{cell.year}/{cell.point}"
            now = shown(aps(self.desk.record(self.school_id), cell.subject, cell.year, cell.point), 2)
            new = Cell(shown(cell.aps, 2), "strong" if key in moved else "dim")
            where = (subjects[cell.subject], str(cell.year), names[cell.point])
            rows.append(Row(key, (*where, Cell(now or "–", "dim"), new, str(cell.pupils))))
        return columns, rows

    def _understood(self, found: TrackingProposal) -> Side:
        columns = [
            Column("sheet", "Sheet", 16),
            Column("column", "Col", 3),
            Column("heading", "Heading", 20, grow=1),
            Column("means", "Understood as", 24, grow=1),
            Column("notation", "In", 7),
        ]
        return columns, [
            Row(str(n), (c.sheet, c.column, c.heading, c.means, c.notation)) for n, c in enumerate(found.columns)
        ]

    def _left_out(self, found: TrackingProposal) -> Side:
        columns = [
            Column("sheet", "Sheet", 16),
            Column("cell", "Cell", 7),
            Column("value", "Holds", 12),
            Column("reason", "Not counted, because", 30, grow=1),
        ]
        return columns, [
            Row(str(n), (c.sheet, f"{c.column}{c.row or ''}", c.value, c.reason))
            for n, c in enumerate(found.not_counted)
        ]

    def _questions(self, found: TrackingProposal) -> Side:
        rows: list[Row] = []
        for question in found.questions:
            rows.append(Row(question.key, (f"{question.where}: {question.asks}",), heading=True))
            rows += [Row(f"{question.key}={choice}", (f"  {choice}",)) for choice in question.choices]
        if self._answers:
            rows.append(Row("answered", (spelled("Answered ({grid.open} takes an answer back)", self),), heading=True))
            rows += [Row(GIVEN + key, (f"  {key}: {answer}",)) for key, answer in self._answers.items()]
        return [Column("choice", spelled("{grid.open} chooses an answer", self), 40, grow=1)], rows


def _wrong(fault: Refused) -> Side:
    rows = [Row(str(n), (p.what, p.where, p.do)) for n, p in enumerate(fault.problems)]
    columns = [Column("what", "What is wrong", 30, grow=2), Column("where", "Where", 16, grow=1)]
    return [*columns, Column("do", "What to do", 24, grow=2)], rows
