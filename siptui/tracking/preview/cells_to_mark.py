"""What a school is told about its own file: the cells to mark, with what is wrong and what to do.

The wordings are data (`schemas/tracking/annotated.toml`). Blanks and codes such as absent are understood, and not
marked. `workbooks.in_place.marked_copy` puts the marks into a copy of the file.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import field, structs

from siptui.framework import data_file
from siptui.framework.model import Data
from siptui.records.problem import Place, Problem
from siptui.records.proposal import Question
from siptui.records.workbook_mark import Kind, Mark
from siptui.sheets.cells import Cell, Sheet, blank, cell_at, index_of, plain, shown
from siptui.tracking.proposal_types import ColumnMeaning, NotCounted, TrackingProposal
from siptui.tracking.vocabulary.schema_tables import FOLDER
from siptui.tracking.words.reasons import Why

HEADINGS_WITHIN = 40  # rows from the top in which a column's heading is looked for


class Saying(Data, frozen=True):
    """What is said of a reason of one of these `codes` (of any, where there are none); "" for nothing."""

    say: str
    codes: list[str] = field(default_factory=list)


class Wording(Data, frozen=True):
    """annotated.toml."""

    most: int
    longest_value: int
    longest_text: int
    quiet_questions: list[str]
    question: str
    choices: str
    problem: str
    summary: str
    one: str
    many: str
    more: str
    colours: dict[str, str]
    cells: list[Saying]
    rows: list[Saying]
    sheets: list[Saying]
    columns: list[Saying]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """How an annotated copy speaks. Raises FrameworkFault."""
    return data_file.read(FOLDER / "annotated.toml", Wording)


def marks(proposal: TrackingProposal, sheets: Sequence[Sheet]) -> list[Mark]:
    """Every cell to mark, one Mark a cell, at most as many as annotated.toml says; and a note on each marked sheet.

    Where many are to be marked, those that stop the import come first, then questions, then what was left out.
    """
    return _Marking(proposal, sheets).marks()


class _Marking:
    def __init__(self, proposal: TrackingProposal, sheets: Sequence[Sheet]) -> None:
        self.proposal = proposal
        self.sheets: Mapping[str, Sheet] = {s.name: s for s in sheets}
        self.words = wording()
        self.found: dict[tuple[str, int, int], list[tuple[Kind, str]]] = {}

    def marks(self) -> list[Mark]:
        for each in self.proposal.not_counted:
            self._not_counted(each)
        for problem in self.proposal.problems:
            self._problem(problem)
        for question in self.proposal.questions:
            self._question(question)
        for column in self.proposal.columns:
            self._column(column)
        ranks = {"mend": 0, "look": 1, "note": 2}
        made = [self._mark(place, said) for place, said in self.found.items()]
        made.sort(key=lambda mark: ranks[mark.kind])
        return self._with_summaries(made[: self.words.most], made[self.words.most :])

    def _mark(self, place: tuple[str, int, int], said: list[tuple[Kind, str]]) -> Mark:
        kinds = [kind for kind, _ in said]
        kind: Kind = "mend" if "mend" in kinds else "look" if "look" in kinds else "note"
        return Mark(*place, "\n\n".join(dict.fromkeys(text for _, text in said))[: self.words.longest_text], kind)

    def _add(self, sheet: str, row: int, column: int, kind: Kind, text: str) -> None:
        """Say `text` of a cell; of one joined to others, in their first."""
        if sheet not in self.sheets or not text:
            return
        cells = self._row(sheet, row)
        if column >= len(cells) or blank(cells[column]):
            for top, left, bottom, right in self.sheets[sheet].merges:
                if top <= row <= bottom and left <= column <= right:
                    row, column = top, left
        self.found.setdefault((sheet, row, column), []).append((kind, text))

    def _not_counted(self, each: NotCounted) -> None:
        if each.column:
            if each.why.code != "disregarded":
                text = self._said(self.words.cells, each.why, each.value)
                self._add(each.sheet, each.row - 1, index_of(each.column), "mend", text)
        elif each.row:
            row = self._row(each.sheet, each.row - 1)
            first = next((x for x, cell in enumerate(row) if not blank(cell)), 0)
            self._add(each.sheet, each.row - 1, first, "look", self._said(self.words.rows, each.why, each.value))
        else:
            self._add(each.sheet, 0, 0, "note", self._said(self.words.sheets, each.why, ""))

    def _said(self, sayings: Iterable[Saying], reason: Why, value: str) -> str:
        say = next((s.say for s in sayings if not s.codes or reason.code in s.codes), "")
        value = " ".join(value.split())
        if len(value) > self.words.longest_value:
            value = f"{value[: self.words.longest_value]}…"
        return say.format(value=value, reason=reason.words) if say else ""

    def _row(self, sheet: str, row: int) -> list[Cell]:
        rows = self.sheets[sheet].rows if sheet in self.sheets else []
        return rows[row] if row < len(rows) else []

    def _problem(self, problem: Problem) -> None:
        """What is wrong with a place; of a cell that is marked as not understood, all has been said."""
        place = self._place(problem.place)
        if place and place not in self.found:
            what = problem.what[:1].upper() + problem.what[1:]
            self._add(*place, "mend", self.words.problem.format(what=what))

    def _question(self, question: Question) -> None:
        if question.key.startswith(tuple(self.words.quiet_questions)):
            return
        place = self._place(question.place)
        if place:
            text = self.words.question.format(asks=question.asks)
            choices = self.words.choices.format(choices=", ".join(question.choices))
            self._add(*place, "look", f"{text} {choices}")

    def _place(self, place: Place | None) -> tuple[str, int, int] | None:
        """A cell's sheet, row and column; None for none of this file."""
        if place is None or place.sheet not in self.sheets or place.row < 1:
            return None
        return place.sheet, place.row - 1, index_of(place.column)

    def _column(self, column: ColumnMeaning) -> None:
        name = column.meant.facts.get("name") if column.meant.code == "left_out" else column.meant.code
        text = next((s.say for s in self.words.columns if name in s.codes), "")
        if text and column.sheet in self.sheets:
            x = index_of(column.column)
            self._add(column.sheet, self._heading_row(column, x), x, "look", text)

    def _heading_row(self, column: ColumnMeaning, x: int) -> int:
        """Where the last part of a column's heading stands; of a column without one, its first cell that is filled."""
        heading = plain(column.heading)
        filled: list[int] = []
        for y, row in enumerate(self.sheets[column.sheet].rows):
            cell = cell_at(row, x)
            if blank(cell):
                continue
            filled.append(y)
            if heading and y < HEADINGS_WITHIN and heading.endswith(plain(shown(cell))):
                return y
            if not heading:
                break
        return filled[0] if filled else 0

    def _with_summaries(self, kept: list[Mark], left: list[Mark]) -> list[Mark]:
        """The marks, with what they are said on A1 of each sheet that has some."""
        corners = {m.sheet: m for m in kept if (m.row, m.column) == (0, 0)}
        made = [m for m in kept if corners.get(m.sheet) is not m]
        for sheet in dict.fromkeys(m.sheet for m in chain(kept, left)):
            own = corners.get(sheet, Mark(sheet, 0, 0, "", "note"))
            coloured = sum(m.sheet == sheet and m.kind != "note" for m in kept)
            more = sum(m.sheet == sheet for m in left)
            texts = [self._summary(coloured, more), own.text]
            made.append(structs.replace(own, text="\n\n".join(t for t in texts if t)))
        return made

    def _summary(self, count: int, more: int) -> str:
        if not count and not more:
            return ""
        counted = self.words.one if count == 1 else self.words.many.format(count=f"{count:,}")
        text = self.words.summary.format(count=counted)
        return f"{text} {self.words.more.format(count=f'{more:,}')}" if more else text
