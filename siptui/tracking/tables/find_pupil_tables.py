"""Which of a file's sheets hold a table of pupils with results; the others are said to be passed over."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from siptui.records.problem import Fact, Place, Refused
from siptui.sheets.cells import Cell, Sheet, blank, cell_at, letters
from siptui.tracking.proposal_types import NotCounted
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.questions.overrides import RESULTS, Overrides
from siptui.tracking.tables.around_header import settle, targets_only, titles
from siptui.tracking.tables.header import find_table
from siptui.tracking.tables.headings_again import find_other, find_repeats
from siptui.tracking.tables.headings_not_understood import Unread, is_grid_of_names
from siptui.tracking.tables.left_unsaid.american_dates import days_first, settle_month_first
from siptui.tracking.tables.left_unsaid.centred_headings import settle_bands
from siptui.tracking.tables.left_unsaid.goals_of_a_profile import settle_goals
from siptui.tracking.tables.left_unsaid.no_year_said import settle_undated
from siptui.tracking.tables.left_unsaid.results_a_month_off import settle_months_beside
from siptui.tracking.tables.left_unsaid.school_year_as_one_number import settle_school_years
from siptui.tracking.tables.left_unsaid.subject_and_kind_columns import settle_aspects, settle_kinds
from siptui.tracking.tables.left_unsaid.two_year_group_columns import settle_year_columns
from siptui.tracking.tables.merged_and_missing_headings import NO_HEADING
from siptui.tracking.tables.one_row_a_result import turned
from siptui.tracking.tables.several_on_a_sheet import divided, says_whose
from siptui.tracking.tables.table import NOTHING_SAID, Table
from siptui.tracking.vocabulary.headings import EARLIER, OTHER_YEAR, OUTSIDE, Headings, Meaning, Pair
from siptui.tracking.vocabulary.kind_table import kind_table
from siptui.tracking.vocabulary.levels import levels_of_all
from siptui.tracking.words.columns import because
from siptui.tracking.words.problems import problem
from siptui.tracking.words.reasons import Why, why

EACH = "each is a table of its own"


class Tables:
    """Finds the tables of one file. `open` holds the results that wait for an answer about where they stand."""

    def __init__(self, file: str, sheets: Iterable[Sheet], headings: Headings, asking: Asking, said: Overrides) -> None:
        self.file, self.sheets, self.headings, self.asking = file, list(sheets), headings, asking
        self.said = said
        self.kinds = kind_table(headings.words.results)
        self.not_counted: list[NotCounted] = []
        self.open: set[Pair] = set()
        self.notes: list[str] = []
        self.passed: list[tuple[Sheet, Table | None]] = []  # without headings for pupils, or without results
        self.asked: list[Table] = []  # on hidden sheets, of which nobody has said whether they count

    def find(self) -> list[Table]:
        """The tables that hold pupils and results; sheets without one are said to be passed over."""
        tables: list[Table] = []
        for sheet in self.sheets:
            reason = self._sheet(sheet)
            for part in [] if reason else self._parts(sheet):
                found, table = self._table(part)
                if found:
                    self._pass_over(sheet, found.with_facts(part=part.part) if part.part else found)
                elif table:
                    tables.append(table)
            if reason:
                self._pass_over(sheet, reason)
        if tables:
            self._ask_passed(tables)
        else:
            self._ask_what_columns_mean()
        if tables or self.asked:
            return tables or self.asked
        said = "; ".join(f"{n.sheet}: {n.reason}" for n in self.not_counted[:6])
        raise Refused(problem(self.file, "no_table", sheets=said or "it is empty"))

    def _pass_over(self, sheet: Sheet, reason: Why) -> None:
        self.not_counted.append(NotCounted(sheet.name, 0, "", "", reason))

    def _ask_what_columns_mean(self) -> None:
        """Where nothing is understood, levels in columns beside pupils are asked about; one answer may do."""
        unread = Unread(self.headings, self.asking)
        for _, table in self.passed:
            if table is not None and not table.sheet.hidden and unread.ask_all(table):
                self.asked.append(table)
        self.open |= unread.open

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

    def _sheet(self, sheet: Sheet) -> Why | None:
        """Why a sheet is not even looked at."""
        if self.said.sheet(sheet.name) == LEAVE_OUT:
            return why("as_said")
        return why("empty_sheet") if all(blank(c) for row in sheet.rows for c in row) else None

    def _parts(self, sheet: Sheet) -> list[Sheet]:
        """The tables of a sheet. If they do not each say whose results they hold, somebody is asked."""
        parts, begins, sure = divided(sheet, self.headings)
        if len(parts) == 1 or (sure and all(says_whose(part, self.headings) for part in parts)):
            return parts
        if sum(map(self._holds_results, parts)) > 1:
            key, place = f"tables:{sheet.name}", Place.of(sheet.name, begins[0])
            about = {"sheet": sheet.name, "places": ", ".join(begins)}
            answer = self.asking.ask(key, "tables", [EACH, LEAVE_OUT], place, **about)
            if answer is None:
                for part in parts:
                    table = find_table(part, self.headings)
                    if table:
                        settle(table, self.headings)
                        self._hold(table)
                        self.asked.append(table)
                self._pass_over(sheet, why("several_tables_asked"))
            elif answer == LEAVE_OUT:
                self._pass_over(sheet, why("as_said"))
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
                yield from (cell_at(row, x) for row in table.sheet.rows[table.first :])

    def _table(self, sheet: Sheet) -> tuple[Why | None, Table | None]:
        said = self.said.sheet(sheet.name)
        meant = self.said.columns(sheet.name)
        banded = sheet if meant else settle_bands(sheet, self.headings, self.asking)
        table = find_table(banded or sheet, self.headings, meant)
        if table and banded and (other := days_first(banded, table.first)) is not banded:
            table = find_table(other, self.headings, meant)
            self.notes.append(f"Sheet {sheet.name}: the dates in the headings are read month first")
        if table and not banded:
            self.open |= {*self.headings.pairs}
            self.asked.append(table)
            return why("bands_asked"), None
        if table is None:
            return self._no_table(sheet, said), None
        settle(table, self.headings, meant)
        if not meant:
            settle_goals(table, self.kinds.profile, self.headings)
        table, waiting = self._turned(table, meant)
        reason = None if said else self._hidden(table) or self._holds_targets(table)
        if reason:
            return reason, None
        if waiting and not table.results:
            self.asked.append(table)
            return why("months_asked"), None
        if not table.results and self._ask_subject(table):
            return why("no_subject_asked"), None
        if not table.results:
            self.passed.append((sheet, table))
            return self._without_results(table), None
        if settle_year_columns(table, self.headings, self.asking, meant):
            self._hold(table)
        again = find_repeats(table, self.headings)
        again = find_other(table, self.headings) if again is None and not meant else again
        if again is not None:
            raise Refused(problem(self.file, "headings_again", Place(sheet.name, "A", again + 1)))
        self._ask_more(table)
        self._ask_year(table)
        return None, table

    def _no_table(self, sheet: Sheet, said: str | None) -> Why:
        """Why a sheet without a heading row for pupils is passed over. Raises Refused where it was said to be read."""
        if said:
            raise Refused(problem(self.file, "no_heading_row", sheet.name, sheet=sheet.name))
        self.passed.append((sheet, None))
        if is_grid_of_names(sheet, levels_of_all(self.headings.words.results)):
            return why("grid_of_names")
        return why("hidden_sheet" if sheet.hidden else "no_heading_row")

    def _turned(self, table: Table, meant: Mapping[int, Meaning]) -> tuple[Table, bool]:
        """The table with one row a pupil and its times settled; whether results of a long form wait for an answer."""
        self.notes += settle_month_first(table)
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
            self.open |= settle_months_beside(table, self.headings, self.asking)
        return table, bool(long and long.open)

    def _leave_out_targets(self, table: Table) -> None:
        """Leave out rows that a column says are targets, as somebody says."""
        others = settle_kinds(table, self.headings, self.asking)
        if others is None:
            self._hold(table)
            table.waits = True
        name, line = table.sheet.name, table.sheet.line
        self.not_counted += [NotCounted(name, line(y), "", "", why("as_said")) for y in others or ()]

    def _ask_more(self, table: Table) -> None:
        """Columns without headings that look like pupils with results are gone on without only if somebody says so."""
        if not table.more:
            return
        name = table.sheet.name
        bare = [c.index for c in table.columns if c.meaning == NO_HEADING]
        columns = f"{letters(bare[0])} to {letters(bare[-1])}"
        place = Place(name, letters(bare[0]), table.first)
        if self.asking.ask(f"beside:{name}", "beside", [LEAVE_OUT], place, sheet=name, columns=columns) is None:
            self._hold(table)

    def _ask_year(self, table: Table) -> None:
        """Ask of which school year results are, where no year is named and the kinds of result want one."""
        if self.kinds.ask_undated and settle_undated(table, self.file, self.headings, self.asking):
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
        place = Place(sheet.name, timed[0].letters, table.first)
        subjects, about = list(self.headings.subjects), {"sheet": sheet.key, "heading": timed[0].heading}
        answer = self.asking.ask(f"subject:{sheet.key}", "subject", [*subjects, LEAVE_OUT], place, **about)
        for column in timed if answer in subjects else ():
            sure = len(column.meaning.points) == 1
            column.meaning = structs.replace(column.meaning, kind="result", name="", subject=answer, sure=sure)
        if answer is None:
            self.open |= {(s, p) for s in subjects for c in timed for p in c.meaning.points}
            self.asked.append(table)
        return answer is None

    def _names(self, table: Table) -> list[Meaning]:
        return [self.headings.title(t) for t in (*titles(table), table.sheet.name)]

    def _without_results(self, table: Table) -> Why:
        year = next((c.heading for c in table.columns if c.meaning.name == OTHER_YEAR), "")
        if year:
            return why("other_years", heading=" ".join(year.split()))
        other = next((n for n in self._names(table) if n.kind == "left out" and n.subject), None)
        time = next((c.heading for c in table.columns if c.meaning.name in {OUTSIDE, EARLIER}), "")
        if time and not other:
            return why("other_times", heading=" ".join(time.split()))
        return why("holds_something_else", because=because(other.name, other.subject)) if other else why("no_results")

    def _hidden(self, table: Table) -> Why | None:
        """Why a hidden sheet is passed over; one that would count is asked about."""
        name = table.sheet.name
        if not table.sheet.hidden:
            return None
        if not table.results:
            return why("hidden_without_results")
        place = Place(name, "A", table.top + 1)
        answer = self.asking.ask(f"sheet:{name}", "sheet_hidden", [RESULTS, LEAVE_OUT], place, sheet=name)
        if answer is None:
            self._hold(table)
            self.asked.append(table)
            return why("hidden_sheet_asked")
        return None

    def _hold(self, table: Table) -> None:
        """Note that a table's results wait for an answer."""
        points = self.headings.moments.points
        self.open |= {(c.meaning.subject, p) for c in table.results for p in c.meaning.points or points}

    def _holds_targets(self, table: Table) -> Why | None:
        """Why a sheet of targets is passed over; where its title says more than that, somebody is asked."""
        text, sure = targets_only(table, self.headings)
        if not text or not table.results:
            return None
        name = table.sheet.name
        if not sure:
            about: dict[str, Fact] = {"sheet": name, "title": text}
            place = Place(name, "A", 1)
            if self.asking.ask(f"sheet:{name}", "sheet_targets", [RESULTS, LEAVE_OUT], place, **about) is None:
                self._hold(table)
            return None
        return why("holds_targets", title=text)
