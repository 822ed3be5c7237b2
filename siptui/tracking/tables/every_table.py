"""Which of a file's sheets hold a table of pupils with results; the others are said to be passed over."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from siptui.records.problem import Problem, Refused
from siptui.sheets.cells import Cell, Sheet, blank, letters
from siptui.tracking.proposal import NotCounted
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.questions.told_unasked import AS_SAID, RESULTS, Overrides
from siptui.tracking.tables.around_header import settle, targets_only, titles
from siptui.tracking.tables.below_header import NO_HEADING
from siptui.tracking.tables.centred_headings import settle_bands
from siptui.tracking.tables.header import find_table
from siptui.tracking.tables.headings_again import find_other, find_repeats
from siptui.tracking.tables.kind_columns import settle_aspects, settle_kinds
from siptui.tracking.tables.not_understood import Unread
from siptui.tracking.tables.one_row_a_result import turned
from siptui.tracking.tables.school_year_column import settle_school_years
from siptui.tracking.tables.several_on_a_sheet import divided, says_whose
from siptui.tracking.tables.table import NOTHING_SAID, Table
from siptui.tracking.tables.two_year_columns import settle_year_columns
from siptui.tracking.vocabulary.headings import Headings, Meaning, Pair

EACH = "each is a table of its own"
HEADER_HINT = "a heading row with UPN or surname, year group, and results such as 'Reading Dec 10' is needed"


class Tables:
    """Finds the tables of one file. `open` holds the results that wait for an answer about where they stand."""

    def __init__(self, file: str, sheets: Iterable[Sheet], headings: Headings, asking: Asking, said: Overrides) -> None:
        self.file, self.sheets, self.headings, self.asking = file, list(sheets), headings, asking
        self.said = said
        self.not_counted: list[NotCounted] = []
        self.open: set[Pair] = set()
        self.passed: list[tuple[Sheet, Table | None]] = []  # without headings for pupils, or without results
        self.asked: list[Table] = []  # on hidden sheets, of which nobody has said whether they count

    def find(self) -> list[Table]:
        """The tables that hold pupils and results; sheets without one are said to be passed over."""
        tables: list[Table] = []
        for sheet in self.sheets:
            reason = self._sheet(sheet)
            for part in [] if reason else self._parts(sheet):
                why, table = self._table(part)
                if why:
                    self.not_counted.append(NotCounted(sheet.name, 0, "", "", f"{part.part}: {why}".removeprefix(": ")))
                elif table:
                    tables.append(table)
            if reason:
                self.not_counted.append(NotCounted(sheet.name, 0, "", "", reason))
        if tables:
            self._ask_passed(tables)
        if tables or self.asked:
            return tables or self.asked
        said = "; ".join(f"{n.sheet}: {n.reason}" for n in self.not_counted[:6])
        what = f"holds no table of pupils with results ({said or 'it is empty'})"
        raise Refused(Problem(self.file, what, HEADER_HINT))

    def _ask_passed(self, tables: list[Table]) -> None:
        """Beside tables that are read, levels whose headings are not understood are gone on without only if told."""
        unread = Unread(self.headings, self.asking)
        for sheet, table in self.passed:
            if table is None:
                unread.ask_sheet(sheet)
            else:
                unread.ask_columns(table, tables)
        for table in tables:
            unread.ask_above(table)
            if table.sheet.origins:
                continue
            if len(tables) > 1:
                unread.ask_columns(table, tables)
            else:
                unread.ask_rest(table)
        self.open |= unread.open

    def _sheet(self, sheet: Sheet) -> str:
        """Why a sheet is not even looked at."""
        if self.said.sheet(sheet.name) == LEAVE_OUT:
            return f"left out, {AS_SAID}"
        return "an empty sheet" if all(blank(c) for row in sheet.rows for c in row) else ""

    def _parts(self, sheet: Sheet) -> list[Sheet]:
        """The tables of a sheet. If they do not each say whose results they hold, somebody is asked."""
        parts, begins, sure = divided(sheet, self.headings)
        if len(parts) == 1 or (sure and all(says_whose(part, self.headings) for part in parts)):
            return parts
        if sum(map(self._holds_results, parts)) > 1:
            asks = f"On sheet {sheet.name} headings of further tables begin at {', '.join(begins)}: is each to be read?"
            place = f"{sheet.name}!{begins[0]}"
            answer = self.asking.ask(f"tables:{sheet.name}", asks, [EACH, LEAVE_OUT], place)
            if answer is None:
                for part in parts:
                    table = find_table(part, self.headings)
                    if table:
                        settle(table, self.headings)
                        self._hold(table)
                        self.asked.append(table)
                self.not_counted.append(NotCounted(sheet.name, 0, "", "", "several tables (asked)"))
            elif answer == LEAVE_OUT:
                self.not_counted.append(NotCounted(sheet.name, 0, "", "", f"left out, {AS_SAID}"))
            if answer != EACH:
                return []
        return parts

    def _holds_results(self, part: Sheet) -> bool:
        table = find_table(part, self.headings)
        if table:
            settle(table, self.headings)
        return table is not None and any(c.meaning.kind == "result" or c.meaning.points for c in table.columns)

    def result_cells(self, tables: list[Table]) -> Iterator[Cell]:
        """Every cell that stands in a column of results."""
        for table in tables:
            for x in [c.index for c in table.results]:
                yield from (row[x] for row in table.sheet.rows[table.first :] if x < len(row))

    def _table(self, sheet: Sheet) -> tuple[str, Table | None]:
        said = self.said.sheet(sheet.name)
        meant = self.said.columns(sheet.name)
        banded = sheet if meant else settle_bands(sheet, self.headings, self.asking)
        table = find_table(banded or sheet, self.headings, meant)
        if table and not banded:
            self.open |= {*self.headings.pairs}
            self.asked.append(table)
            return "headings over several columns (asked)", None
        if table is None:
            if said:
                raise Refused(Problem(f"{self.file}: {sheet.name}", "holds no heading row for pupils", HEADER_HINT))
            self.passed.append((sheet, None))
            hidden = "a hidden sheet, not read" if sheet.hidden else ""
            return hidden or "passed over: it has no heading row for pupils", None
        settle(table, self.headings, meant)
        told = {*meant, *settle_aspects(table, self.headings)}
        if settle_school_years(table, self.headings, self.asking):
            self.open |= {*self.headings.pairs}
        long = turned(table, self.headings, self.asking, told)
        if long:
            table = long.table
            settle(table, self.headings, NOTHING_SAID)
            points = self.headings.moments.points
            self.open |= {(m.subject, p) for m in long.open for p in m.points or points}
        elif table.results:
            self._leave_out_targets(table)
        reason = "" if said else self._hidden(table) or self._holds_targets(table)
        if reason:
            return reason, None
        if not table.results and self._ask_subject(table):
            return "passed over: no subject is named (asked)", None
        if not table.results:
            self.passed.append((sheet, table))
            return f"passed over: {self._without_results(table)}", None
        if settle_year_columns(table, self.headings, self.asking, meant):
            self._hold(table)
        again = find_repeats(table, self.headings)
        again = find_other(table, self.headings) if again is None and not meant else again
        if again is not None:
            what, do = "headings of another table begin here", "put each table on a sheet of its own"
            raise Refused(Problem(f"{self.file}: {sheet.name}!A{again + 1}", what, do))
        self._ask_more(table)
        return "", table

    def _leave_out_targets(self, table: Table) -> None:
        """Leave out rows that a column says are targets, as somebody says."""
        others = settle_kinds(table, self.headings, self.asking)
        if others is None:
            self._hold(table)
        name, line = table.sheet.name, table.sheet.line
        self.not_counted += [NotCounted(name, line(y), "", "", f"left out, {AS_SAID}") for y in others or ()]

    def _ask_more(self, table: Table) -> None:
        """Columns without headings that look like pupils with results are gone on without only if somebody says so."""
        if not table.more:
            return
        name = table.sheet.name
        bare = [c.index for c in table.columns if c.meaning == NO_HEADING]
        columns = f"{letters(bare[0])} to {letters(bare[-1])}"
        asks = f"On sheet {name}, columns {columns} have no headings and may be more pupils: go on without them?"
        if self.asking.ask(f"beside:{name}", asks, [LEAVE_OUT], f"{name}!{letters(bare[0])}{table.first}") is None:
            self._hold(table)

    def _ask_subject(self, table: Table) -> bool:
        """Ask for the subject of results that neither headings nor titles name; whether nobody has said it yet."""
        timed = [c for c in table.columns if c.meaning.kind == "unknown" and c.meaning.points]
        if not timed or any(n.kind in {"left out", "column"} for n in self._names(table)):
            return False
        said = [(c.meaning.points, c.meaning.notation, c.heading) for c in timed]
        if len({*said}) < len(said):
            return False  # of several subjects
        sheet = table.sheet
        asks = f"On sheet {sheet.key} neither headings nor title name the subject of {timed[0].heading!r}: which is it?"
        place = f"{sheet.name}!{timed[0].letters}{table.first}"
        subjects = list(self.headings.subjects)
        answer = self.asking.ask(f"subject:{sheet.key}", asks, [*subjects, LEAVE_OUT], place)
        for column in timed if answer in subjects else ():
            sure = len(column.meaning.points) == 1
            column.meaning = structs.replace(column.meaning, kind="result", name="", subject=answer, sure=sure)
        if answer is None:
            self.open |= {(s, p) for s in subjects for c in timed for p in c.meaning.points}
            self.asked.append(table)
        return answer is None

    def _names(self, table: Table) -> list[Meaning]:
        return [self.headings.title(t) for t in (*titles(table), table.sheet.name)]

    def _without_results(self, table: Table) -> str:
        other = next((n.name for n in self._names(table) if n.kind == "left out" and n.subject), "")
        return other or "it has pupils but no results at a point in time of Part D"

    def _hidden(self, table: Table) -> str:
        """Why a hidden sheet is passed over; one that would count is asked about."""
        name = table.sheet.name
        if not table.sheet.hidden:
            return ""
        if not table.results:
            return "a hidden sheet, not read: it has no results at a point in time of Part D"
        asks = f"Sheet {name} is hidden and holds pupils' results: do they count?"
        answer = self.asking.ask(f"sheet:{name}", asks, [RESULTS, LEAVE_OUT], f"{name}!A{table.top + 1}")
        if answer is None:
            self._hold(table)
            self.asked.append(table)
            return "a hidden sheet (asked)"
        return ""

    def _hold(self, table: Table) -> None:
        """Note that a table's results wait for an answer."""
        points = self.headings.moments.points
        self.open |= {(c.meaning.subject, p) for c in table.results for p in c.meaning.points or points}

    def _holds_targets(self, table: Table) -> str:
        """Why a sheet of targets is passed over; where its title says more than that, somebody is asked."""
        text, sure = targets_only(table, self.headings)
        if not text or not table.results:
            return ""
        name = table.sheet.name
        if not sure:
            asks = f"Sheet {name} is called {text!r}: does it hold pupils' results, or targets?"
            if self.asking.ask(f"sheet:{name}", asks, [RESULTS, LEAVE_OUT], f"{name}!A1") is None:
                self._hold(table)
            return ""
        return f"passed over: {text!r} says that it holds no results"
