"""Which of a table's columns give which results, and each pupil's points in them."""

from collections import Counter
from collections.abc import Sequence
from math import inf

from siptui.records.problem import Fact
from siptui.sheets.cells import Cell, letters, number, picked, plain, shown, stretch, told_apart
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.bare_numbers import are_far_apart, columns_alike, is_too_high
from siptui.tracking.results.maybe_profile_points import ScalePoints
from siptui.tracking.results.sublevel_in_next_column import PART, ask_sublevels, joined, sublevels_beside
from siptui.tracking.results.times_of_columns import TimesOfColumns
from siptui.tracking.results.unlikely_results import Numbers, fits_no_points, numbers_of
from siptui.tracking.results.which_column import Choice, Reading, Result, place_of
from siptui.tracking.results.worth_of_cells import letters_no_level_has, on_one_scale, on_other_scale, worths_of
from siptui.tracking.results.year_group_headings import years_at
from siptui.tracking.tables.around_header import says_progress
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, Pair
from siptui.tracking.vocabulary.levels import NOTHING, Levels, Worth
from siptui.tracking.vocabulary.levels_or_points import Look, Others, examples, look
from siptui.tracking.vocabulary.schema_tables import Decimals
from siptui.tracking.words.columns import Means, means

POINTS = "points"
BOTH, ALL_POINTS = "levels as levels, numbers over {most} as points", "levels as levels, all numbers as points"
_TRUE_OR_FALSE = (True, False)  # which 1 and 0 are equal to


class ResultReader:
    """Reads the result columns of one table."""

    def __init__(self, table: Table, rows: Rows, headings: Headings, levels: Levels, asking: Asking) -> None:
        self.table, self.rows, self.levels, self.asking = table, rows, levels, asking
        self.headings = headings
        self.scale_points = ScalePoints(table, rows, headings, levels, asking)
        self.progress = says_progress(table, headings)
        self.found = Reading([], set(), {})
        self.dated: list[Column] = []
        self.looks: dict[int, Look] = {}
        self._at = stretch([p.row for p in rows.pupils])
        self._years = [p.year for p in rows.pupils]
        self._held: dict[int, Sequence[Cell]] = {}
        self._different: dict[int, set[Cell]] = {}
        self._counted: dict[int, Numbers] = {}
        self.beside: dict[int, int] = {}  # the column of sublevels that belongs to a column of levels

    def look(self) -> Others:
        """Settle when each column's results were taken and what they look like; what some of them plainly hold."""
        dated = TimesOfColumns(self.table, self.headings, self.asking, self.found).settle(self._holds_levels)
        self.dated = self._with_sublevels(dated)
        self.looks = {c.index: self._look(c) for c in self.dated}
        waiting = [c for c in self.table.results if c not in dated]  # how they are written tells of the others too
        seen = self.looks | {c.index: self._look(c) for c in waiting}
        points = any(k.form == "points" or k.mixed for i, k in seen.items() if not self._column(i).meaning.notation)
        return Others(points, any(k.form == "decimals" for k in seen.values()))

    def _holds_levels(self, column: Column) -> bool:
        return any(map(self.levels.is_level_text, self._distinct(column)))

    @property
    def read_points(self) -> set[str]:
        """The points in time of the results that are read; none if headings say them by the year group now."""
        by_year = any(c.meaning.by_year for c in self.dated)
        return set() if by_year else {p for c in self.dated for p in c.meaning.points}

    def read(self, others: Others) -> Reading:
        """Every result column, with the questions it raised asked; beside plain points a bare 3 may be points too."""
        for column in self.dated:
            self._read_column(column, self.looks[column.index], others)
        Choice(self.table, self.asking, self.found).choose()
        return self.found

    def _column(self, index: int) -> Column:
        return next(c for c in self.table.columns if c.index == index)

    def _cells(self, column: Column) -> Sequence[Cell]:
        """The pupils' cells in a column, with the letters beside them where these are its sublevels."""
        x = column.index
        if x in self.beside:
            return [joined(self.table, p.row, x, self.beside[x]) for p in self.rows.pupils]
        held = self._held.get(x)
        if held is None:
            held = picked(self.table.sheet.column(x), self._at)
            if not self.table.sheet.held(x).isdisjoint(_TRUE_OR_FALSE):
                held = told_apart(held)
            self._held[x] = held
        return held

    def _distinct(self, column: Column) -> set[Cell]:
        """The different ones of these cells, found once."""
        x = column.index
        if x in self.beside:
            return set(self._cells(column))
        if x not in self._different:
            self._different[x] = set(self._cells(column))
        return self._different[x]

    def _look(self, column: Column) -> Look:
        together = self._together(column)
        cells = self._untold(column) if len(together) == 1 else [cell for c in together for cell in self._untold(c)]
        return look(cells, column.meaning.notation, self.levels)

    def _together(self, column: Column) -> list[Column]:
        """The columns that are one in the file, as those of a table in long form are: they are written in one way."""
        if column.source < 0:
            return [column]
        alike = (column.source, column.meaning.notation)
        return [c for c in self.table.results if (c.source, c.meaning.notation) == alike]

    def _untold(self, column: Column) -> Sequence[Cell]:
        """A column's cells without those that somebody said the worth of."""
        cells, told = self._cells(column), self.levels.told
        return [c for c in cells if plain(shown(c)) not in told] if told else cells

    def _with_sublevels(self, dated: list[Column]) -> list[Column]:
        """The columns to read, each with the letters beside it if they are its sublevels; asked ones left out."""
        kept, used = [], set()
        for column in dated:
            x = column.index
            beside = sublevels_beside(self.table, column, self._at)
            if x in used:
                continue
            if beside is None:
                kept.append(column)
                continue
            used.add(beside)
            answer = ask_sublevels(self.table, column, beside, self.asking)
            self.found.means[beside] = (
                means("sublevels", of=letters(x)) if answer == PART else means("sublevels_left_out")
            )
            if answer is None:
                self.found.open |= _pairs(column)
                self.found.means[x] = self.found.means[beside] = means("sublevels_asked")
                continue
            if answer == PART:
                self.beside[x] = beside
            kept.append(column)
        return kept

    def _form(self, column: Column, seen: Look, others: Others) -> tuple[str, str | None]:
        """Whether a column holds points or levels, and what was answered if that or its decimals had to be asked."""
        form: str = seen.form
        answer: str | None = ""
        doubted = seen.bare and (others.points or self.progress)
        if form == "levels" and seen.whole and others.decimals and not doubted:
            form = "decimals"
        unlikely = form == "levels" and (self._unlikely(column) or (seen.bare and self._is_own_scale(column)))
        if form == "either" or doubted or unlikely:
            answer = self._ask_form(column, seen)
            form = "decimals" if answer == "levels" and seen.whole and others.decimals else answer or form
        return form, self._ask_decimals(column, seen) if form == "decimals" else answer

    def _read_column(self, column: Column, seen: Look, others: Others) -> None:
        """Turn a column's cells into points, asking what its numbers are if they could be two things."""
        told = _told(column)
        form, answer = self._form(column, seen, others)
        if answer is None or answer == LEAVE_OUT:
            code = "notation_left_out" if answer else "notation_asked"
            self.found.means[column.index] = means(code, means=told.words)
            if answer is None:
                self.found.open |= _pairs(column)
            return
        decimals = next((d for d in self.levels.table.decimals if d.name == answer), None)
        form = "levels" if form == "decimals" else form
        if form == "points" and seen.form == "points" and not column.meaning.by_year:
            points = self._ask_marks(column, others)
            if points != POINTS:
                code = "notation_left_out" if points else "notation_asked"
                self.found.means[column.index] = means(code, means=told.words)
                self.found.open |= set() if points else _pairs(column)
                return
        self.found.means[column.index] = told
        other_scale = column.meaning.subject in others.scales
        worths = self._worths(column, form, decimals, other_scale)
        if form == "points" and not column.meaning.by_year and self.scale_points.ask(column, worths):
            self.found.open |= _pairs(column)
        notation = "points" if form == "points" else "levels"
        places = [column.index] * len(worths)
        if not column.meaning.by_year:
            (pair,) = _pairs(column)
            self.found.results.append(Result(column, pair, notation, worths, places))
        for subject, point in sorted(_pairs(column)) if column.meaning.by_year else ():
            years = years_at(column.meaning, point)
            mine = [w if p.year in years else NOTHING for w, p in zip(worths, self.rows.pupils, strict=True)]
            self.found.results.append(Result(column, (subject, point), notation, mine, [*places], years))

    def _unlikely(self, column: Column) -> bool:
        """Whether a bare number would be a level too high for its pupil's year group."""
        each, table = self._together(column), self.levels.table
        return any(is_too_high(self._years, self._cells(c), self._distinct(c), table) for c in each)

    def _is_own_scale(self, column: Column) -> bool:
        """Whether bare numbers may be on a scale of the school's own."""
        about = (self._years, self._cells(column), self._distinct(column))
        return are_far_apart(*about, self.levels.table) or bool(self._as_others(column))

    def _as_others(self, column: Column) -> list[str]:
        return columns_alike(self.table, self._distinct(column), self._at, self.levels.table)

    def _worths(self, column: Column, form: str, decimals: Decimals | None, other_scale: bool) -> list[Worth]:
        cells, levels = self._cells(column), self._levels_of(column)
        if form == "points":
            known = {c: levels.as_points(c) for c in self._distinct(column)}
            unknown = any(w.unknown for w in known.values())
            return on_one_scale(list(map(known.__getitem__, cells)), unknown)
        above = {"levels": inf, ALL_POINTS: -inf}.get(form, levels.table.highest_level)
        worths = {
            c: levels.as_points(c) if (n := number(c)) is not None and n > above else levels.level(c, decimals)
            for c in self._distinct(column)
        }
        found = worths_of(self.table, column, cells, worths, self.asking, other_scale)
        self.found.open |= _pairs(column) if found.open else set()
        return found.worths

    def _levels_of(self, column: Column) -> Levels:
        """The levels by which a column is read: a key stage's results, taken for results as somebody said, have own."""
        name = self.headings.meaning(column.heading).name
        stage = next((k for k, stage in self.levels.table.key_stages.items() if stage.column == name), "")
        levels = Levels(self.levels.table, stage) if stage else self.levels
        levels.told = self.levels.told
        return levels

    def _ask_decimals(self, column: Column, seen: Look) -> str | None:
        some = seen.examples or examples([n for c in self._cells(column) if (n := number(c)) is not None])
        held = {n for c in self._distinct(column) if (n := number(c)) is not None}
        ways = sorted(self.levels.table.decimals, key=lambda d: -sum(self._fits(n, d) for n in held))
        choices = [way.name for way in ways]
        about = {"heading": column.heading, "examples": ", ".join(some)}
        return self.asking.ask("decimals", "decimals", [*choices, LEAVE_OUT], place_of(self.table, column), **about)

    def _fits(self, value: float, decimals: Decimals) -> bool:
        return self.levels.by_decimals(value, decimals) is not None

    def points_by_subject(self) -> dict[str, Numbers]:
        """The numbers of the columns that hold points, by subject: a few pupils' tell little, a file's tell more."""
        found: dict[str, Numbers] = {}
        for column in self.dated:
            if self.looks[column.index].form == "points" and not column.meaning.by_year and not self.rows.year_open:
                found.setdefault(column.meaning.subject, Counter()).update(self._numbers(column))
        return found

    def cells_by_subject(self) -> dict[str, set[Cell]]:
        """The different cells of the columns that seem to hold levels, or nothing, by subject."""
        found: dict[str, set[Cell]] = {}
        for column in self.dated:
            if self.looks[column.index].form in {"levels", "empty"}:
                found.setdefault(column.meaning.subject, set()).update(self._distinct(column))
        return found

    def _numbers(self, column: Column) -> Numbers:
        """A column's numbers by year group, counted once."""
        known = self._counted.get(column.index)
        if known is None:
            known = self._counted[column.index] = numbers_of(self._cells(column), self._years)
        return known

    def _ask_marks(self, column: Column, others: Others) -> str | None:
        """Whether numbers that fit no points of levels are points all the same; one question for a sheet."""
        if self.rows.year_open:
            return POINTS  # another answer comes first
        numbers = self._numbers(column)
        found = fits_no_points(numbers, self.levels)
        if not found and column.meaning.subject in others.marks:
            found = examples([value for value, _ in numbers])
        if not found:
            return POINTS
        sheet, heading = self.table.sheet, " ".join(column.heading.split())
        lists = {"headings": [repr(heading)], "examples": list(found)}
        return self.asking.ask(
            f"marks:{sheet.key}", "marks", [POINTS, LEAVE_OUT], place_of(self.table, column), sheet=sheet.key, **lists
        )

    def _ask_form(self, column: Column, seen: Look) -> str | None:
        code = "notation_mixed" if seen.mixed else "notation" if seen.examples else "notation_plain"
        about: dict[str, Fact] = {"heading": column.heading, "examples": ", ".join(seen.examples)}
        if seen.bare and (others := self._as_others(column)):
            code = "notation_as_others"
            about = {"heading": column.heading, "count": len(others), "other": others[0]}
        key = f"notation:{self.table.sheet.key}!{column.letters}"
        choices = ["levels", "points", LEAVE_OUT]
        if seen.mixed:
            most = self.levels.table.highest_level
            choices = [BOTH.format(most=most), *([ALL_POINTS] if seen.whole else []), *choices]
            cells = [cell for each in self._together(column) for cell in self._untold(each)]
            level = next(c for c in cells if self.levels.is_level_text(c) and self.levels.as_points(c).unknown)
            about["level"] = shown(level).strip()
        return self.asking.ask(key, code, choices, place_of(self.table, column), **about)


def told_together(readers: list[ResultReader], looked: list[Others], levels: Levels) -> Others:
    """What all tables of a file tell of its columns; a few pupils' results tell little."""
    numbers: dict[str, Numbers] = {}
    cells: dict[str, set[Cell]] = {}
    for reader in readers:
        for subject, some in reader.points_by_subject().items():
            numbers.setdefault(subject, Counter()).update(some)
        for subject, held in reader.cells_by_subject().items():
            cells.setdefault(subject, set()).update(held)
    marks = frozenset(subject for subject, some in numbers.items() if fits_no_points(some, levels))
    scales = frozenset(
        subject
        for subject, held in cells.items()
        if (others := letters_no_level_has(held, levels)) and on_other_scale(held, others, levels)
    )
    return Others(any(o.points for o in looked), any(o.decimals for o in looked), marks, scales)


def _pairs(column: Column) -> set[Pair]:
    return {(column.meaning.subject, point) for point in column.meaning.points}


def _told(column: Column) -> Means:
    """What a column of results means."""
    meaning = column.meaning
    if not meaning.by_year:
        return means("result", subject=meaning.subject, point=meaning.points[0])
    times = ", ".join(f"{point} (Year {year})" for year, point in meaning.by_year)
    return means("results_by_year", subject=meaning.subject, times=times)
