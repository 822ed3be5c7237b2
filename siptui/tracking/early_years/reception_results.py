"""The pupils of a file's profile sheets: who is in Reception now, their points, and what Part D makes of them."""

from msgspec import Struct

from siptui.records.problem import Place, Problem
from siptui.rules.early_years import gap, share
from siptui.sheets.cells import Cell, blank, cell_at, letters, number, plain, shown
from siptui.tracking.early_years.profile_sheets import ProfileSheet, ProfileSheets
from siptui.tracking.early_years.rows_that_count import (
    COUNT,
    of_one_time,
    one_column_each,
    year_by_heading,
    year_of_setting,
)
from siptui.tracking.proposal_types import ColumnMeaning, EyfsResult, NotCounted
from siptui.tracking.pupils.listed_twice import settle_twice
from siptui.tracking.pupils.pupil_rows import Pupil, Rows, pupil_rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.around_header import titles
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import tokens
from siptui.tracking.vocabulary.levels import BLANK, Levels, Worth
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_class, year_of_name
from siptui.tracking.words.columns import means
from siptui.tracking.words.problems import problem
from siptui.tracking.words.reasons import why

RECEPTION = 0
NO_SCALE_POINT = why("no_scale_point")
IN_RECEPTION = "in Reception"
TARGET = "target"  # a reason of headings.toml for leaving a column out; what is predicted is what Part D asks for


class Chosen(Struct):
    """A profile sheet's columns that count, by scale, and its pupils in Reception."""

    table: Table
    columns: dict[str, int]
    pupils: list[Pupil]


class Profiles:
    """What the profile sheets of a file come to. `open` says that something about them is still asked."""

    def __init__(self, file: str, sheets: ProfileSheets, levels: Levels, asking: Asking) -> None:
        self.file, self.sheets, self.levels, self.asking = file, sheets, levels, asking
        self.open = False
        self.columns: list[ColumnMeaning] = []
        self.not_counted: list[NotCounted] = []
        self.unknown: list[Problem] = []
        self.reasons: dict[str, int] = {}
        self.points: list[dict[str, int]] = []  # by scale, of each pupil who has them all
        chosen = [self._choose(found) for found in sheets.found]
        self.kept = self._without_repeats([c for c in chosen if c.columns])
        scales = [set(c.columns) for c in self.kept]
        self.scales = scales[0].intersection(*scales) if scales else set()
        for each in self.kept:
            self._count(each)

    @property
    def tables(self) -> list[tuple[Table, Rows]]:
        """The pupils counted, or left out for a scale that they lack."""
        return [(c.table, Rows(c.pupils, [])) for c in self.kept]

    def result(self) -> EyfsResult | None:
        """The percentages of Part D, and NI 92 where every scale is there; None without pupils."""
        rules = self.sheets.table
        if not self.points:
            return None
        whole = len(self.scales) == len(rules.scales)
        percentages = {
            m.field: share(self.points, [s.key for s in rules.scales if s.area in m.areas], m.each, m.total)
            for m in rules.measures
            if whole or not m.total
        }
        found = gap([sum(p.values()) for p in self.points], rules.lowest_percent) if whole else None
        columns = [
            f"{c.table.sheet.name}!{letters(x)} {' '.join(self._heading(c.table, x).split())[:80]}"
            for c in self.kept
            for scale, x in c.columns.items()
            if scale in self.scales
        ]
        return EyfsResult(len(self.points), percentages, columns, sum(self.reasons.values()), self.reasons, found)

    def _heading(self, table: Table, x: int) -> str:
        return next(c.heading for c in table.columns if c.index == x)

    # -- which columns and pupils

    def _choose(self, found: ProfileSheet) -> Chosen:
        columns = self._columns(found)
        settled = one_column_each(found, columns, self.sheets.names, self.asking)
        self.open = self.open or settled is None
        columns = settled or {}
        if columns and not self._ask_targets(found, columns):
            columns = {}
        self._say_columns(found, set(columns.values()))
        mine, left_out, rows_open = pupil_rows(found.table, self.sheets.headings, self.asking)
        self.not_counted += left_out
        self.open = self.open or rows_open
        return Chosen(found.table, columns, self._of_now(found.table, mine, columns) if columns else [])

    def _of_now(self, table: Table, pupils: list[Pupil], columns: dict[str, int]) -> list[Pupil]:
        """The rows of pupils in Reception now, of one time where the sheet has several below each other."""
        kept = of_one_time(table, pupils, self.sheets.headings, self.asking)
        self.open = self.open or kept is None
        rows = {p.row for p in kept or ()}
        self.not_counted += [
            NotCounted(table.sheet.name, p.row + 1, "", "", why("of_another_time")) for p in pupils if p.row not in rows
        ]
        return self._in_reception(table, kept, columns) if kept else []

    def _columns(self, found: ProfileSheet) -> dict[str, int]:
        """The column of each scale; where the sheet has the profile more than once, as somebody says."""
        if len(found.sets) == 1:
            return next(iter(found.sets.values()))
        name = found.table.sheet.name
        where = "; ".join(f"{said} in columns {_span(columns)}" for said, columns in found.sets.items())
        place, choices = Place(name, letters(min(found.scales)), found.table.first), [*found.sets, LEAVE_OUT]
        answer = self.asking.ask(f"profile:{name}", "profile_times", choices, place, sheet=name, times=where)
        self.open = self.open or answer is None
        return found.sets.get(answer or "", {})

    def _ask_targets(self, found: ProfileSheet, columns: dict[str, int]) -> bool:
        """Whether the profile counts: where something over it says that it holds targets, as somebody says."""
        table = found.table
        over = {*range(min(found.scales)), *range(min(columns.values()), max(columns.values()) + 1)}
        above = [cell_at(row, x) for row in table.sheet.rows[: table.top] for x in sorted(over)]
        texts = [table.sheet.name, *(c for c in above if isinstance(c, str) and not blank(c))]
        said = next((t for t in texts if TARGET in self.sheets.headings.says(t).left_out), None)
        if said is None:
            return True
        name = table.sheet.name
        key, place = f"profile:{name}:target", Place(name, "A", table.first)
        answer = self.asking.ask(key, "profile_targets", [COUNT, LEAVE_OUT], place, sheet=name, said=said)
        self.open = self.open or answer is None
        return answer == COUNT

    def _say_columns(self, found: ProfileSheet, chosen: set[int]) -> None:
        for column in found.table.columns:
            x, meaning = column.index, column.meaning
            if x in found.scales:
                code = "profile" if x in chosen else "profile_left_out"
                meant = means(code, scale=self.sheets.names[meaning.subject])
            elif meaning.kind == "result":
                continue  # said where the results are read
            else:
                meant = self.sheets.headings.means(meaning)
            notation = "points" if x in chosen else ""
            self.columns.append(ColumnMeaning(found.table.sheet.name, letters(x), column.heading, meant, notation))

    def _in_reception(self, table: Table, pupils: list[Pupil], columns: dict[str, int]) -> list[Pupil]:
        """The pupils who are in Reception now; of the others it is said that they do not count."""
        found = []
        earlier = self._earlier(table, columns, pupils)
        headed = year_by_heading(table, pupils)
        for pupil in pupils:
            cells = table.sheet.rows[pupil.row]
            here = [cell_at(cells, x) for x in table.of("year")]
            year = headed[pupil.row] if not here and pupil.row in headed else self._year(table, cells, here)
            sure = year == RECEPTION and not earlier
            if sure or (year in {RECEPTION, None} and self._ask_reception(table, earlier or bool(here))):
                found.append(Pupil(pupil.row, RECEPTION, pupil.key))
                continue
            reason = why("not_in_reception" if year or earlier else "reception_unknown")
            value = shown(here[0]) if here else ""
            self.not_counted.append(NotCounted(table.sheet.name, pupil.row + 1, "", value, reason))
        return found

    def _year(self, table: Table, cells: list[Cell], here: list[Cell]) -> int | None:
        """The year group by the year column, else the sheet's name, else the class."""
        if here:
            return year_of_cell(here[0])
        named = year_of_name(table.sheet.name)
        if named is None:
            named = year_of_setting(table.sheet.name)
        if named is not None:
            return named
        classes = [cell_at(cells, x) for x in table.of("class")]
        return next((y for c in classes for y in (year_of_class(c), year_of_setting(shown(c))) if y is not None), None)

    def _earlier(self, table: Table, columns: dict[str, int], pupils: list[Pupil]) -> bool:
        """Whether the sheet's name, a title or the headings say an earlier school year and no other."""
        headings = self.sheets.headings
        moments = headings.moments
        texts = [table.sheet.name, *titles(table), *(self._heading(table, x) for x in columns.values())]
        texts += {table.sheet.text(p.row, x) for x in table.of("time") for p in pupils}
        said = [headings.says(text).years for text in texts]
        school = {s for years in said for s in years.school}
        # "2010" alone is the summer's: the profile is that of the end of a year.
        school |= {moments.school_year_at(y, m) if m else y - 1 for years in said for y, m in years.months}
        return bool(school) and max(school) < moments.latest_school_year

    def _ask_reception(self, table: Table, doubted: bool) -> bool:
        """Whether the pupils of a sheet without year groups are in Reception: its name says so, or somebody does.

        The name alone does not where it is `doubted`: of an earlier year, or beside a year group not understood.
        """
        name = table.sheet.name
        words = " ".join(tokens(name))
        if not doubted and any(f" {' '.join(tokens(w))} " in f" {words} " for w in self.sheets.table.sheet_words):
            return True
        place, choices = Place(name, "A", table.first), [IN_RECEPTION, LEAVE_OUT]
        answer = self.asking.ask(f"reception:{name}", "reception", choices, place, sheet=name)
        self.open = self.open or answer is None
        return answer == IN_RECEPTION

    # -- the same pupils twice

    def _without_repeats(self, chosen: list[Chosen]) -> list[Chosen]:
        """Of sheets with the same pupils the one that somebody says; of a pupil who stands twice it is asked too."""
        known = [{self._known(c.table, p) for p in c.pupils} for c in chosen]
        same = [one for n, one in enumerate(chosen) if any(_alike(known[n], k) for m, k in enumerate(known) if m != n)]
        if same:
            names = [c.table.sheet.name for c in same]
            place, choices = Place(names[0], "A", same[0].table.first), [*names, LEAVE_OUT]
            answer = self.asking.ask("profile", "profile_sheets", choices, place, sheets=", ".join(names))
            self.open = self.open or answer is None
            chosen = [c for c in chosen if c not in same or c.table.sheet.name == answer]
        read = [(c.table, Rows(c.pupils, [])) for c in chosen]
        self.open = bool(settle_twice(read, self.asking)) or self.open
        for each, (_, rows) in zip(chosen, read, strict=True):
            each.pupils = rows.pupils
            self.not_counted += rows.left_out
        return chosen

    def _known(self, table: Table, pupil: Pupil) -> str:
        """What a pupil is known by on two sheets: the UPN, else the name."""
        if pupil.key:
            return " ".join(pupil.key[:2] if pupil.key[0] == "upn" else pupil.key[:1])
        cells = table.sheet.rows[pupil.row]
        places = [x for name in self.sheets.headings.words.identity for x in table.of(name)]
        return " ".join(plain(shown(cell_at(cells, x))) for x in places)

    # -- points

    def _count(self, chosen: Chosen) -> None:
        name = chosen.table.sheet.name
        for pupil in chosen.pupils:
            cells = chosen.table.sheet.rows[pupil.row]
            points: dict[str, int] = {}
            missing: list[str] = []
            for scale, x in chosen.columns.items():
                if scale not in self.scales:
                    continue
                cell = cell_at(cells, x)
                worth = self._worth(cell)
                if worth.points is not None:
                    points[scale] = int(worth.points)
                    continue
                reason = worth.why or BLANK
                missing.append(NO_SCALE_POINT.words if worth.unknown else reason.words)
                lost = reason.with_facts(profile="whole")
                self.not_counted.append(NotCounted(name, pupil.row + 1, letters(x), shown(cell), lost))
                if worth.unknown:
                    at = Place(name, letters(x), pupil.row + 1)
                    self.unknown.append(problem(self.file, "not_counted", at, because=reason.words))
            if missing:
                self.reasons[missing[0]] = self.reasons.get(missing[0], 0) + 1
            else:
                self.points.append(points)

    def _worth(self, cell: Cell) -> Worth:
        value = number(cell)
        if value is None:
            worth = self.levels.as_points(cell)
            if worth.points is None and not worth.unknown:
                return worth
        most = self.sheets.table.most_points
        if value is not None and value.is_integer() and 0 <= value <= most:
            return Worth(value)
        return Worth(None, why("not_a_scale_point", value=shown(cell).strip(), most=most), unknown=True)


def _span(columns: dict[str, int]) -> str:
    return f"{letters(min(columns.values()))} to {letters(max(columns.values()))}"


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether half of the pupils of one of two sheets, or more, stand on both."""
    both = len(one & other)
    return both > 0 and both * 2 >= min(len(one), len(other))
