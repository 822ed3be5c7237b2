"""What a file holds of earlier attainment: on entry, and at Key Stage 1. It is said, and stands in no average."""

from math import fsum

from siptui.sheets.cells import Cell, number, picked, told_apart
from siptui.tracking.figures.same_pupils_progress import Earlier
from siptui.tracking.proposal_types import Entry
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.results.key_stage_as_point_in_time import subject_of
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.levels_or_points import look

ON_ENTRY, KEY_STAGE_1 = "prior attainment", "key stage 1 result"  # reasons of headings.toml for leaving a column out


class EarlierAttainment:
    """Reads the columns of earlier attainment of a file's tables."""

    def __init__(self, headings: Headings, levels: Levels) -> None:
        self.headings, self.levels = headings, levels
        self.entry: list[Entry] = []
        self.key_stage_1: dict[str, Earlier] = {}

    def read(self, table: Table, rows: Rows, children: dict[int, int]) -> None:
        """A table's columns; `children` are the numbers of its pupils by row, of those in a year group of Part D."""
        for column in table.columns:
            meaning = column.meaning if column.meaning.kind == "left out" else self.headings.meaning(column.heading)
            if meaning.kind != "left out" or meaning.name not in {ON_ENTRY, KEY_STAGE_1}:
                continue
            held = table.sheet.column(column.index)
            at = [p.row for p in rows.pupils]
            cells = dict(zip(at, told_apart(picked(held, at)), strict=True))
            points = self._points(cells, meaning.name == KEY_STAGE_1)
            self._say(table, rows, column, points)
            subject = subject_of(column, self.headings) if meaning.name == KEY_STAGE_1 else ""
            if subject and points is not None:
                known = self.key_stage_1.setdefault(subject, Earlier(subject, {}))
                for row, worth in points.items():
                    if row in children:
                        known.points.setdefault(children[row], worth)

    def _points(self, cells: dict[int, Cell], numbers: bool) -> dict[int, float] | None:
        """Points by row where the column plainly holds levels, or points if `numbers` may be; None for anything else.

        Numbers on entry are on many scales: those of the early years, of a school's own, of a test.
        """
        form, different = look(cells.values(), "", self.levels), set(cells.values())
        if form.form == "levels" and not form.bare:
            worths = {c: self.levels.level(c) for c in different}
        elif form.form == "points" and numbers:
            worths = {c: self.levels.as_points(c) for c in different}
        else:
            return None
        if any(w.unknown or w.between for w in worths.values()):
            return None
        return {y: points for y, c in cells.items() if (points := worths[c].points) is not None}

    def _say(self, table: Table, rows: Rows, column: Column, points: dict[int, float] | None) -> None:
        """The mean of each year group: in points, or of the file's own numbers where these may be anything."""
        held: dict[int, list[float]] = {}
        cells = table.sheet.column(column.index)
        for pupil in rows.pupils:
            value = number(cells[pupil.row]) if points is None else points.get(pupil.row)
            if value is not None and pupil.year is not None:
                held.setdefault(pupil.year, []).append(value)
        name, heading = table.sheet.name, " ".join(column.heading.split())
        unit = "numbers" if points is None else "points"
        self.entry += [
            Entry(name, column.letters, heading, year, fsum(v) / len(v), len(v), unit)
            for year, v in sorted(held.items())
        ]
