"""A school's tracking spreadsheet in, a TrackingProposal out; nothing is changed by reading.

What is understood is counted, what is not is listed cell by cell, and what could mean two things is asked.
"""

from collections.abc import Collection, Mapping
from functools import cache
from operator import attrgetter
from pathlib import Path

from msgspec import structs

from siptui.framework import Framework
from siptui.records.change import Change, Record
from siptui.records.fields import Fields
from siptui.records.problem import Place, Problem, Refused
from siptui.records.values import parse
from siptui.sheets.cells import Sheet, cell_at, letters, shown
from siptui.sheets.own_marks import without_own_marks
from siptui.tracking.early_years.profile_sheets import ProfileSheets
from siptui.tracking.early_years.reception_results import Profiles
from siptui.tracking.figures.children_gone import Missing
from siptui.tracking.figures.counting import LeftOut, TableCount, Tally
from siptui.tracking.figures.earlier_attainment import EarlierAttainment
from siptui.tracking.figures.measured import Measures
from siptui.tracking.figures.same_pupils_progress import suggestions
from siptui.tracking.figures.totals_that_differ import totals_that_differ
from siptui.tracking.preview.file_names_as_kept import NamesAsKept
from siptui.tracking.preview.first_rows import see
from siptui.tracking.preview.provenance import proposed, provenance
from siptui.tracking.proposal_types import ANSWERS, ColumnMeaning, GridCell, Measurement, NotCounted, TrackingProposal
from siptui.tracking.pupils.another_schools_file import OURS, ask_whose_file, settle_whose_file
from siptui.tracking.pupils.hashed_upns import read_upns
from siptui.tracking.pupils.listed_twice import settle_twice
from siptui.tracking.pupils.moved_up import settle_moved_up, settle_stages_of_last_year
from siptui.tracking.pupils.note_hidden_rows import hidden
from siptui.tracking.pupils.on_two_sheets import Known, align_years
from siptui.tracking.pupils.pupil_rows import MOST_LINES, Rows, read_rows
from siptui.tracking.pupils.why_no_year import without_year
from siptui.tracking.pupils.years_outside_phase import settle_phase
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.questions.overrides import Overrides, check_values, values_told
from siptui.tracking.questions.remembered_answers import applying, fit_to_keep, to_remember
from siptui.tracking.results.cells_of_kinds import Kinds
from siptui.tracking.results.columns_of_kinds import KindReader
from siptui.tracking.results.key_stage_as_point_in_time import settle_key_stages
from siptui.tracking.results.result_columns import ResultReader, told_together
from siptui.tracking.results.results_in_merged_cells import settle_merged
from siptui.tracking.results.same_results_on_two_sheets import Again, find_again
from siptui.tracking.results.unlikely_results import settle_slips
from siptui.tracking.results.which_column import Reading
from siptui.tracking.results.year_group_headings import ask_terms, settle_stages
from siptui.tracking.tables.find_pupil_tables import Tables
from siptui.tracking.tables.fingerprint import layout_print
from siptui.tracking.tables.given_percentages import GivenPercentages
from siptui.tracking.tables.left_unsaid.half_terms import settle_half_terms
from siptui.tracking.tables.other_files import other_file
from siptui.tracking.tables.schools_own_averages import GivenAverage, find_given
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings, Pair
from siptui.tracking.vocabulary.kind_table import detected, kind_table, wordings_of
from siptui.tracking.vocabulary.levels import BLANK, Levels
from siptui.tracking.vocabulary.national_figures import national_figures
from siptui.tracking.words.problems import problem

EARLY_YEARS = ("early years", 0, "")  # stands among the averages for the percentages of the early years


def propose(
    path: Path,
    sheets: list[Sheet],
    framework: Framework,
    fields: Fields,
    record: Record,
    answers: Mapping[str, str],
    pupil_key: bytes = b"",
    sha256: str = "",
    others: Collection[str] = (),
) -> TrackingProposal:
    """What the sheets of `path` would put into Part D of `record`. Raises Refused where they cannot be used at all.

    With questions open, what depends on them is missing from the grid, and nothing should be applied. A file of a
    school's is read by `process.read_tracking`, which does this in a process of its own. Under the store's `pupil_key`
    hashes of UPNs are kept, by which pupils are known again. `sha256` is that of the file's content.
    `others` are the names of the caseload's other schools: a file that names one is asked about.
    """
    if not framework.progress.points and not framework.progress.results:
        raise Refused(problem(path.name, "no_averages_wanted"))
    without_own_marks(sheets)
    reader = _Reader(path, framework, answers, pupil_key, others)
    reader.out.sha256 = sha256
    return reader.read(sheets, fields, record)


class _Reader:
    def __init__(
        self, path: Path, framework: Framework, answers: Mapping[str, str], pupil_key: bytes, others: Collection[str]
    ) -> None:
        self.path, self.pupil_key, self.others = path, pupil_key, others
        self.progress = framework.progress
        results = framework.progress.results
        self.kinds = Kinds(kind_table(results))
        self.headings = Headings(wordings_of(results), framework)
        self.levels = Levels(detected(results))
        self.asking = Asking(path.name, answers)
        self.out = TrackingProposal(source=path.name)
        self.open: set[Pair] = set()
        self.tally = Tally([])
        self.earlier = EarlierAttainment(self.headings, self.levels)
        self.unknown: list[Problem] = []
        self.given: list[GivenAverage] = []
        self.again = Again({}, set())
        self.own = ""
        self.missing = Missing()
        self.measures = Measures(self.tally, self.kinds.table, self._waits, self.missing)
        self.withheld: set[tuple[str, int, str]] = set()  # averages that wait for the answer about unknown cells

    def read(self, sheets: list[Sheet], fields: Fields, record: Record) -> TrackingProposal:
        """The Proposal."""
        self.own = str(record.get("school/name") or "")
        layout = cache(lambda: layout_print(sheets, self.headings))
        self.asking.remembered = applying(record, layout)
        said = Overrides(self.asking, self.headings)
        said.check(sheets)
        told = [s.name for s in sheets if said.sheet(s.name) or not self.by_levels]
        with_profiles = ProfileSheets(sheets, self.headings, told, said.columns)
        profiles = Profiles(self.path.name, with_profiles, self.levels, self.asking)
        values_told(self.asking, self.levels if self.by_levels else self.kinds)
        self.kinds.leave_out_told()
        if self.kinds.table.ask_half_terms:
            notes, asked = settle_half_terms(sheets, self.headings, self.asking)
            self.out.notes += notes
            self.open |= {*self.headings.pairs} if asked else set()
        tables = self._tables(Tables(self.path.name, with_profiles.others, self.headings, self.asking, said), profiles)
        known = self._pupils(tables, bool(with_profiles.found))
        self._ask_whose(sheets, known, record)
        readings = self._results(known)
        for each, reading in zip(known, readings, strict=True):
            self._count(each.table, each.rows, reading)
            self._say_columns(each.table, reading)
            self.out.notes += [*hidden(each.table, each.rows), *each.rows.notes]
        self._say_profiles(profiles)
        self._ask_unknown()
        if not self.by_levels:
            self.measures = Measures(self.tally, self.kinds.table, self._waits, self.missing)
            self.measures.settle(self.asking)
        self.out.questions = self.asking.open()
        self.out.remembered_used = self.asking.used
        self._fill_grid(profiles)
        self._propose(fields, record)
        read = [*(k.read for k in known), *profiles.tables]
        kept = NamesAsKept(self.path.name, sheets, read, self.headings, record)
        points = self.headings.moments.points
        self._remember(fields, record, to_remember(record, self.asking.answers, points, layout, kept.without))
        pupils, notes = read_upns(read, self.pupil_key)
        self.out.notes += [*notes, *kept.notes]
        answers = fit_to_keep({**self.asking.used, **self.asking.answers})
        found = provenance(self.out, self.tally, answers, pupils, fields, self.given)
        self.out.provenance = kept.in_source(found)
        self.out.seen = see(sheets, [*tables, *(f.table for f in with_profiles.found)], self.out)
        return self.out

    @property
    def by_levels(self) -> bool:
        """Whether results are levels and points, and figures averages of these."""
        return self.kinds.table.by_levels

    def _pupils(self, tables: list[Table], profiles: bool) -> list[Known]:
        """The pupils of each table and their year groups now; a file of early years profiles needs none."""
        read = [(t, read_rows(t, self.headings, self.progress.years, self.asking)) for t in tables]
        if tables and not any(rows.pupils or rows.rows_open for _, rows in read):
            raise Refused(problem(self.path.name, "no_pupils"))
        known = [Known(each) for each in read]
        align_years([k for k in known if k.table.results], self.asking)
        settle_stages_of_last_year(known, self.headings, self.asking)
        for table, rows in read:
            self.open |= ask_terms(table, rows, self.headings, self.asking)
            settle_stages(table, rows)
            self.open |= settle_key_stages(table, rows, self.headings, self.levels, self.asking)
        if tables and not profiles:
            still_open = self.asking.waits or any(r.year_open or r.rows_open for _, r in read)
            self._refuse_without_years([p.year for _, rows in read for p in rows.pupils], still_open)
        return known

    def _ask_whose(self, sheets: list[Sheet], known: list[Known], record: Record) -> None:
        """A file that names another school, or has year groups that a school of this phase has not, may not be ours."""
        answer = ask_whose_file(sheets, self.path.name, record, self.others, self.headings, self.asking)
        settle_whose_file([k.read for k in known], answer)
        if answer != OURS:
            self.given = []
            self.withheld.add(EARLY_YEARS)
        phase = str(record.get("school/phase") or "")
        mine = self.progress.years_by_phase.get(phase, self.progress.years)
        if settle_phase([k.read for k in known], self.progress.years, mine, phase, self.asking):
            for each in known:
                each.rows.rows_open = True

    def _results(self, known: list[Known]) -> list[Reading]:
        """The results of each table, once it is settled whose rows they are."""
        for each in known:
            if settle_merged(each.table, each.rows, self.asking):
                each.rows.rows_open = True
        for at in settle_twice([k.read for k in known], self.asking, not self.by_levels):
            known[at].rows.rows_open = True
        readers = list(map(self._result_reader, known))
        looked = [reader.look() for reader in readers]
        settle_moved_up([(k, r.read_points) for k, r in zip(known, readers, strict=True)], self.headings, self.asking)
        of_levels = [reader for reader in readers if isinstance(reader, ResultReader)]
        others = told_together(of_levels, looked, self.levels)
        readings = [reader.read(others) for reader in readers]
        read = [k.read for k in known]
        told = [(*k.read, found) for k, found in zip(known, readings, strict=True) if not k.rows.year_open]
        if self.by_levels:
            self.open |= settle_slips(told, self.open, self.levels.table, self.asking)
        self.again = find_again(read, readings, self.asking)
        self.open |= self.again.open
        self.tally = Tally([k.table for k in known], self.headings.words.results)
        return readings

    def _result_reader(self, known: Known) -> ResultReader | KindReader:
        """What reads a table's results: levels and points, or results of other kinds."""
        if self.by_levels:
            return ResultReader(known.table, known.rows, self.headings, self.levels, self.asking)
        return KindReader(known.table, known.rows, self.headings, self.kinds, self.asking)

    def _tables(self, found: Tables, profiles: Profiles) -> list[Table]:
        """The tables of results; a file of early years profiles needs none."""
        try:
            tables = found.find()
        except Refused as fault:
            self.given = find_given(found.sheets, self.headings, self.progress.years) if self.by_levels else []
            if self.given or self._find_percentages(found.sheets):
                return []
            if not profiles.sheets.found or fault.problems[0].code not in {"no_table", "no_heading_row"}:
                other = other_file(found.sheets)
                if other:
                    raise Refused(problem(self.path.name, "other_file", what=other.what, do=other.do)) from fault
                raise
            tables = []
        check_values(self.asking, found.result_cells(tables))
        self.open |= found.open
        self.out.not_counted += found.not_counted
        self.out.notes += found.notes
        return tables

    def _find_percentages(self, sheets: list[Sheet]) -> bool:
        """Whether the file holds no pupils but percentages, which are then taken as they stand."""
        rules = self.kinds.table
        if not rules.percentages.measures:
            return False
        fewest = self.tally.group_table.fewest
        self.percentages = GivenPercentages(sheets, self.headings, rules, self.asking, fewest)
        self.out.measured = self.percentages.figures(self.own)
        self.out.notes += self.percentages.notes
        self.out.not_counted += self.percentages.not_counted
        return bool(self.percentages.found)

    def _say_profiles(self, profiles: Profiles) -> None:
        self.out.columns += profiles.columns
        self.out.not_counted += profiles.not_counted
        self.unknown += profiles.unknown
        if profiles.unknown:
            self.withheld.add(EARLY_YEARS)

    def _refuse_without_years(self, found: list[int | None], still_open: bool) -> None:
        if still_open or any(year in self.progress.years for year in found):
            return
        code = "no_year_group" if all(year is None for year in found) else "no_year_of_part_d"
        raise Refused(problem(self.path.name, code))

    def _first(self, problems: list[Problem]) -> list[Problem]:
        """The problems, or the first of them and how many more there are."""
        more = len(problems) - MOST_LINES
        if more <= 0:
            return problems
        return [*problems[:MOST_LINES], problem(self.path.name, "more", count=more, do=problems[0].do)]

    def _count(self, table: Table, rows: Rows, reading: Reading) -> None:
        """Add a table's results to the averages, and list what does not count."""
        self.open |= reading.open
        if rows.year_open or rows.rows_open:
            self.open |= {r.pair for r in reading.results}
        self.out.not_counted += rows.left_out
        chosen = [r for r in reading.results if r.chosen]
        before = {place: len(counted.points) for place, counted in self.tally.places.items()}
        for pupil in rows.pupils:
            if pupil.year not in self.progress.years:
                self.out.not_counted.append(without_year(table, rows, pupil, self.progress.years))
        count = TableCount(self.tally, table, rows, self.progress.years, self.again.rows)
        left_out = [each for result in chosen for each in count.column(result)]
        self._not_counted(table, sorted(left_out, key=attrgetter("row")))
        count.nowhere(chosen, rows)
        if not self.by_levels:
            self.missing.note(count, chosen, self.kinds.table)
        self.out.notes += totals_that_differ(table, rows, chosen, self.kinds.table)
        self.tally.say_columns(table, chosen, before)
        self.earlier.read(table, rows, count.children)

    def _not_counted(self, table: Table, left_out: list[LeftOut]) -> None:
        """List cells; those that hold no level are problems, and the averages that they would be in wait."""
        sheet, name, listed = table.sheet, table.sheet.name, self.out.not_counted
        for each in left_out:
            row, x, worth = each.row, each.column, each.worth
            if worth.unknown:
                self.withheld.add(each.place)
            if sheet.origins and (row, x) not in sheet.origins:
                continue  # the file has no such cell
            value, reason = shown(cell_at(sheet.rows[row], x)), worth.why or BLANK
            line, x = sheet.address(row, x)
            listed.append(NotCounted(name, line, letters(x), value, reason))
            if worth.unknown:
                place = Place(name, letters(x), line)
                self.unknown.append(problem(self.path.name, "not_counted", place, because=reason.words))

    def _say_columns(self, table: Table, reading: Reading) -> None:
        notations = {r.column.index: r.notation for r in reading.results}
        for column in table.columns:
            meaning = column.meaning
            meant = reading.means.get(column.index) or self.headings.means(meaning)
            where = (table.sheet.name, column.letters)
            said = self.headings.role(meaning), meaning.subject, ",".join(meaning.points)
            self.out.columns.append(
                ColumnMeaning(*where, column.heading, meant, notations.get(column.index, ""), *said)
            )

    def _ask_unknown(self) -> None:
        """Cells that hold no level stop the import until somebody says to go on without them."""
        self.out.problems += self._first(self.unknown)
        if self.unknown:
            place = self.unknown[0].place or Place("", "A", 1)
            code = "unknown" if self.by_levels else "unknown_results"
            if self.asking.ask("unknown", code, [LEAVE_OUT], place, count=len(self.unknown)):
                self.withheld.clear()

    def _waits(self, subject: str, year: int, point: str) -> bool:
        """Whether results of a subject at a time wait for an answer."""
        held = any(place[0].partition(":")[0] == subject and place[1:] == (year, point) for place in self.withheld)
        return held or (subject, point) in self.open

    def _measure(self) -> None:
        """Every figure of results of other kinds than levels, and what stands beside it."""
        self.out.measured += self.measures.figures()
        order = {subject: n for n, subject in enumerate(self.headings.subjects)}
        self.out.measured.sort(key=lambda each: order.get(each.subject, len(order)))
        self.out.measured = list(map(self._with_year_then, self.out.measured))
        self.out.gaps = self.measures.gaps(self.out.measured)
        self.out.notes += [*dict.fromkeys(self.measures.notes), *self.tally.membership.notes(self.headings.words.names)]

    def _with_year_then(self, figure: Measurement) -> Measurement:
        """A figure with the year group that it was of at the time, and England's beside it."""
        if not isinstance(figure.year, int):
            return figure
        moments, national = self.headings.moments, national_figures(self.headings.words.results)
        then = figure.year - (moments.latest_school_year - moments.school_year(figure.point))
        if then != figure.year:
            figure = structs.replace(figure, then=then)
        known = national.latest(figure.subject, then, figure.point, figure.measure) if not figure.group else None
        if known is None or moments.points.get(figure.point, (0, 0))[1] != moments.points.get(known[1], (0, 7))[1]:
            return figure
        return structs.replace(figure, national=known[0], national_of=known[1], source=national.source)

    def _fill_grid(self, profiles: Profiles) -> None:
        """Every average that waits for no answer, and what follows from these."""
        if not self.by_levels:
            self._measure()
            return
        for subject in self.progress.subjects:
            for year in self.progress.years:
                for point in self.progress.points:
                    place = (subject.key, year, point.key)
                    counted = self.tally.places.get(place)
                    if not counted or not counted.points or place in self.withheld:
                        continue
                    if (subject.key, point.key) not in self.open:
                        cell = GridCell(*place, counted.mean, len(counted.points), counted.results_left_out)
                        self.out.grid.append(cell)
        self.out.fewest = self.tally.group_table.fewest
        self.out.groups = self.tally.groups([(c.subject, c.year, c.point) for c in self.out.grid])
        earlier = self.earlier.key_stage_1.values()
        self.out.entry = self.earlier.entry
        self.out.suggestions = suggestions(self.tally, self.out.grid, self.progress, earlier)
        self.out.notes += self.tally.membership.notes(self.headings.words.names)
        for each in self.given:
            self.out.grid.append(GridCell(each.subject, each.year, each.point, each.aps, 0))
        if self.given:
            cells = ", ".join(each.cell for each in self.given[:4]) + (" …" if len(self.given) > 4 else "")
            self.out.notes.append(f"{len(self.given)} averages are as given by the school, not reckoned here ({cells})")
        if not profiles.open and EARLY_YEARS not in self.withheld:
            self.out.eyfs = profiles.result()

    def _propose(self, fields: Fields, record: Record) -> None:
        """Changes for the figures that differ from what is kept; an empty one overwrites nothing."""
        for path, value in proposed(self.out).items():
            if path in fields:
                new = parse(fields[path], value)
                if new != record.get(path):
                    self.out.changes.append(Change(path, new, record.get(path)))

    def _remember(self, fields: Fields, record: Record, text: str) -> None:
        """A Change for the answers that are remembered, beside the figures that they led to."""
        if ANSWERS in fields and text and text != record.get(ANSWERS):
            self.out.changes.append(Change(ANSWERS, text, record.get(ANSWERS)))
