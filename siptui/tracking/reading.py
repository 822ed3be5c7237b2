"""A school's tracking spreadsheet in, a TrackingProposal out; nothing is changed by reading.

What is understood is counted, what is not is listed cell by cell, and what could mean two things is asked.
"""

from collections.abc import Mapping
from math import fsum
from pathlib import Path

from siptui.framework import Framework
from siptui.records.change import Change, Record
from siptui.records.fields import Fields
from siptui.records.proposal import Problem, Refused
from siptui.records.values import parse
from siptui.tracking.asking import LEAVE_OUT, Asking
from siptui.tracking.cells import letters, shown
from siptui.tracking.containers import open_sheets
from siptui.tracking.crossing import Again, align_years, find_again
from siptui.tracking.data import level_table, wordings
from siptui.tracking.headings import Headings
from siptui.tracking.layout import Table
from siptui.tracking.levels import NOTHING, Levels, Worth
from siptui.tracking.overrides import check_values, values_told
from siptui.tracking.proposal import ColumnMeaning, GridCell, NotCounted, TrackingProposal
from siptui.tracking.pupils import MOST_LINES, Pupil, Rows, read_rows, twice
from siptui.tracking.results import Pair, Reading, ResultReader
from siptui.tracking.stages import settle_stages
from siptui.tracking.tables import Tables


def read_tracking(
    path: Path, framework: Framework, fields: Fields, record: Record, answers: Mapping[str, str] | None = None
) -> TrackingProposal:
    """What `path` would put into Part D of `record`. Raises Refused where it cannot be used at all.

    With questions open, what depends on them is missing from the grid, and nothing should be applied.
    """
    return _Reader(path, framework, answers or {}).read(fields, record)


class _Reader:
    def __init__(self, path: Path, framework: Framework, answers: Mapping[str, str]) -> None:
        self.path = path
        self.progress = framework.progress
        self.headings = Headings(wordings(), framework)
        self.levels = Levels(level_table())
        self.asking = Asking(path.name, answers)
        self.out = TrackingProposal(source=path.name)
        self.open: set[Pair] = set()
        self.counted: dict[tuple[str, int, str], list[float]] = {}
        self.unknown: list[Problem] = []
        self.again = Again({}, set())
        self.withheld: set[tuple[str, int, str]] = set()  # averages that wait for the answer about unknown cells

    def read(self, fields: Fields, record: Record) -> TrackingProposal:
        """The Proposal."""
        found = Tables(self.path.name, open_sheets(self.path), self.headings, self.asking)
        values_told(self.asking, self.levels)
        tables = found.find()
        check_values(self.asking, found.result_cells(tables))
        self.open |= found.open
        self.out.not_counted += found.not_counted
        read = [(t, read_rows(t, self.headings, self.progress.years, self.asking)) for t in tables]
        if not any(rows.pupils or rows.rows_open for _, rows in read):
            raise self._refused("holds no pupils", "check that it is the school's filled-in tracking workbook")
        align_years(read, self.asking)
        for table, rows in read:
            settle_stages(table, rows)
        self._refuse_without_years(
            [p.year for _, rows in read for p in rows.pupils], any(r.year_open or r.rows_open for _, r in read)
        )
        readers = [ResultReader(t, r, self.headings, self.levels, self.asking) for t, r in read]
        looked = [reader.look() for reader in readers]
        readings = [reader.read(any(looked)) for reader in readers]
        doubled = list(twice(self.path.name, read))
        if doubled:
            raise Refused(*self._first(doubled))
        self.again = find_again(read, self.asking)
        self.open |= self.again.open
        for (table, rows), reading in zip(read, readings, strict=True):
            self._count(table, rows, reading)
            self._say_columns(table, reading)
        self._ask_unknown()
        self.out.questions = self.asking.open()
        self._fill_grid()
        self._propose(fields, record)
        return self.out

    def _refuse_without_years(self, found: list[int | None], still_open: bool) -> None:
        if still_open or any(year in self.progress.years for year in found):
            return
        if all(year is None for year in found):
            what, do = "no pupil's year group can be told", "fill in a year column (3 or Y3), or name the sheet Year 3"
        else:
            what, do = "no pupil is in a year group of Part D", "check that it is the right school's workbook"
        raise self._refused(what, do)

    def _refused(self, what: str, do: str) -> Refused:
        return Refused(Problem(self.path.name, what, do))

    def _first(self, problems: list[Problem]) -> list[Problem]:
        """The problems, or the first of them and how many more there are."""
        more = len(problems) - MOST_LINES
        if more <= 0:
            return problems
        return [*problems[:MOST_LINES], Problem(self.path.name, f"{more} more of the same kind", problems[0].do)]

    def _count(self, table: Table, rows: Rows, reading: Reading) -> None:
        """Add a table's results to the averages, and list what does not count."""
        name = table.sheet.name
        self.open |= reading.open
        if rows.year_open or rows.rows_open:
            self.open |= {r.pair for r in reading.results}
        self.out.not_counted += rows.left_out
        chosen = [r for r in reading.results if r.chosen]
        for at, pupil in enumerate(rows.pupils):
            if pupil.year not in self.progress.years:
                reason = (
                    "the year group is asked"
                    if rows.year_open and pupil.year is None
                    else self._why_no_year(table, pupil)
                )
                value = self._year_shown(table, pupil.row)
                self.out.not_counted.append(NotCounted(name, table.sheet.line(pupil.row), "", value, reason))
                continue
            again = self.again.rows.get((table.sheet.key, pupil.row), frozenset())
            for result in chosen:
                worth = result.worths[at]
                if again and result.pair in again:
                    worth = Worth(None, "counted on another sheet")
                if worth is NOTHING:
                    continue
                place = (result.pair[0], pupil.year, result.pair[1])
                if worth.points is not None:
                    self.counted.setdefault(place, []).append(worth.points)
                    continue
                self._not_counted(table, pupil.row, result.places[at], worth)
                if worth.unknown:
                    self.withheld.add(place)

    def _not_counted(self, table: Table, row: int, x: int, worth: Worth) -> None:
        if table.sheet.origins and (row, x) not in table.sheet.origins:
            return  # the file has no such cell
        cells = table.sheet.rows[row]
        value = shown(cells[x]) if x < len(cells) else ""
        line, x = table.sheet.address(row, x)
        self.out.not_counted.append(NotCounted(table.sheet.name, line, letters(x), value, worth.reason))
        if worth.unknown:
            where = f"{self.path.name}: {table.sheet.name}!{letters(x)}{line}"
            do = "correct the cell and try again, or leave it out with the answer unknown=leave out"
            self.unknown.append(Problem(where, worth.reason, do))

    def _year_shown(self, table: Table, row: int) -> str:
        cells = table.sheet.rows[row]
        for x in table.of("year") or table.of("class"):
            return shown(cells[x]) if x < len(cells) else ""
        return ""

    def _why_no_year(self, table: Table, pupil: Pupil) -> str:
        value = self._year_shown(table, pupil.row).strip()
        if pupil.year is None:
            return f"no single year group can be told from {value!r}" if value else "no year group is given"
        years = self.progress.years
        here = value or table.sheet.name
        return f"year group {here}: Part D has " + (f"years {years[0]} to {years[-1]}" if years else "no year groups")

    def _say_columns(self, table: Table, reading: Reading) -> None:
        notations = {r.column.index: r.notation for r in reading.results}
        for column in table.columns:
            meaning = column.meaning
            means = reading.means.get(column.index) or meaning.name
            if meaning.kind == "column":
                means = self.headings.words.names.get(meaning.name, meaning.name)
            elif meaning.kind in {"left out", "unknown"}:
                means = f"{meaning.name} (left out)"
            where = (table.sheet.name, column.letters)
            said = self.headings.role(meaning), meaning.subject, ",".join(meaning.points)
            self.out.columns.append(
                ColumnMeaning(*where, column.heading, means, notations.get(column.index, ""), *said)
            )

    def _ask_unknown(self) -> None:
        """Cells that hold no level stop the import until somebody says to go on without them."""
        self.out.problems += self._first(self.unknown)
        if self.unknown:
            count = f"{len(self.unknown)} cells hold" if len(self.unknown) > 1 else "1 cell holds"
            asks = f"{count} what is not a level: go on without?"
            place = self.unknown[0].where.removeprefix(f"{self.path.name}: ")
            if self.asking.ask("unknown", asks, [LEAVE_OUT], place):
                self.withheld.clear()

    def _fill_grid(self) -> None:
        for subject in self.progress.subjects:
            for year in self.progress.years:
                for point in self.progress.points:
                    place = (subject.key, year, point.key)
                    held = self.counted.get(place)
                    if held and (subject.key, point.key) not in self.open and place not in self.withheld:
                        cell = GridCell(subject.key, year, point.key, fsum(held) / len(held), len(held))
                        self.out.grid.append(cell)

    def _propose(self, fields: Fields, record: Record) -> None:
        """Changes for the figures that differ from what is kept; an empty one overwrites nothing."""
        for cell in self.out.grid:
            path = f"progress/{cell.subject}/{cell.year}/{cell.point}"
            if path not in fields:
                continue
            new = parse(fields[path], cell.aps)
            if new != record.get(path):
                self.out.changes.append(Change(path, new, record.get(path)))
