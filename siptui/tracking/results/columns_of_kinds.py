"""Which of a table's columns give which results, where results are of several kinds, and what each pupil's are worth.

Of which kind a column is, its heading, its subject and its cells say together. A column most of whose cells are of no
kind is asked about and never counted in part.
"""

from collections import Counter
from collections.abc import Sequence

from siptui.records.problem import Fact
from siptui.sheets.cells import Cell, blank, number, picked, shown, stretch, told_apart
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.beside_results import complete
from siptui.tracking.results.cells_of_kinds import Kinds
from siptui.tracking.results.times_of_columns import TimesOfColumns
from siptui.tracking.results.which_column import Choice, Reading, Result, place_of
from siptui.tracking.results.year_group_headings import years_at
from siptui.tracking.tables.around_header import titles
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, Pair, tokens
from siptui.tracking.vocabulary.kind_table import Kind, OwnScale
from siptui.tracking.vocabulary.levels import NOTHING, Worth
from siptui.tracking.vocabulary.levels_or_points import Others
from siptui.tracking.words.columns import Means, means

MARKS = "marks"
MOST_EXAMPLES = 4


class KindReader:
    """Reads the result columns of one table."""

    def __init__(self, table: Table, rows: Rows, headings: Headings, kinds: Kinds, asking: Asking) -> None:
        self.table, self.rows, self.headings, self.kinds, self.asking = table, rows, headings, kinds, asking
        self.found = Reading([], set(), {})
        self.dated: list[Column] = []
        self._at = stretch([p.row for p in rows.pupils])
        said = [headings.spelled_out(tokens(column.heading)) for column in table.results]
        words = [*tokens(" ".join((table.sheet.name, *titles(table)))), *(word for some in said for word in some)]
        self._around = " ".join(words)

    def look(self) -> Others:
        """Settle when each column's results were taken."""
        self.dated = TimesOfColumns(self.table, self.headings, self.asking, self.found).settle(self._holds_results)
        return Others()

    @property
    def read_points(self) -> set[str]:
        """The points in time of the results that are read; none if headings say them by the year group now."""
        by_year = any(c.meaning.by_year for c in self.dated)
        return set() if by_year else {p for c in self.dated for p in c.meaning.points}

    def read(self, others: Others) -> Reading:
        """Every result column, with the questions it raised asked."""
        del others
        for column in self.dated:
            self._read_column(column)
        complete(self.found, self.table, self.rows, self.kinds, self.asking)
        Choice(self.table, self.asking, self.found).choose()
        return self.found

    def _cells(self, column: Column) -> Sequence[Cell]:
        return told_apart(picked(self.table.sheet.column(column.index), self._at))

    def _holds_results(self, column: Column) -> bool:
        held = {c for c in self._cells(column) if not blank(c)}
        return any(self._counts(kind, held) for kind in self._candidates(column))

    def _counts(self, kind: Kind, held: set[Cell]) -> bool:
        cells = self.kinds.ready[kind.key]
        return any(cells.worth(c).points is not None for c in held)

    def _candidates(self, column: Column) -> list[Kind]:
        """The kinds that a column may be of by its subject, the words of its heading and what stands around it."""
        meaning = column.meaning
        mine = [k for k in self.kinds.table.of_subject(meaning.subject) if self._fits_around(k)]
        said = [k for k in mine if meaning.notation in k.words]
        return said or [k for k in mine if not k.hinted]

    def _fits_around(self, kind: Kind) -> bool:
        if kind.asked:
            return False
        said = [" ".join(tokens(phrase)) for phrase in kind.said_around]
        return not said or any(f" {phrase} " in f" {self._around} " for phrase in said)

    def _read_column(self, column: Column) -> None:
        """Turn a column's cells into what they are worth."""
        cells = self._cells(column)
        counts = Counter(cells)
        for empty in [c for c in counts if blank(c)]:
            del counts[empty]
        kind = self._kind(column, counts)
        if kind is None:
            return
        read = self.kinds.ready[kind.key]
        worths = list(map({c: read.worth(c) for c in set(cells)}.__getitem__, cells))
        self._add(column, kind, worths)

    def _add(self, column: Column, kind: Kind, worths: list[Worth]) -> None:
        meaning, places = column.meaning, [column.index] * len(worths)
        self.found.means[column.index] = _told(column)
        if not meaning.by_year:
            pair = (meaning.subject, meaning.points[0])
            self.found.results.append(Result(column, pair, kind.key, worths, places, kind=kind.key))
        for point in dict.fromkeys(point for _, point in meaning.by_year):
            years = years_at(meaning, point)
            mine = [w if p.year in years else NOTHING for w, p in zip(worths, self.rows.pupils, strict=True)]
            result = Result(column, (meaning.subject, point), kind.key, mine, [*places], years, kind=kind.key)
            self.found.results.append(result)

    def _kind(self, column: Column, counts: Counter[Cell]) -> Kind | None:
        """The kind of a column; None where it is asked, or left out."""
        candidates = self._candidates(column)
        best = max(candidates, key=lambda k: self._known(k, counts), default=None)
        if not counts:
            return best
        if best and self._known(best, counts) > counts.total() * (1 - self.kinds.table.most_strange):
            return best
        answer, kind = self._ask(column, counts, best)
        if answer is None:
            self.found.open |= _pairs(column)
        if kind is None:
            code = "notation_left_out" if answer else "notation_asked"
            self.found.means[column.index] = means(code, means=_told(column).words)
        return kind

    def _known(self, kind: Kind, counts: Counter[Cell]) -> int:
        """How many of a column's cells are results or codes of a kind; none where none is a result, if any is told."""
        cells = self.kinds.ready[kind.key]
        return sum(times for c, times in counts.items() if not cells.worth(c).unknown)

    def _ask(self, column: Column, counts: Counter[Cell], best: Kind | None) -> tuple[str | None, Kind | None]:
        """What somebody says of a column whose cells are of no kind: a school's own scale, marks, or to leave it."""
        table, meaning = self.kinds.table, column.meaning
        numbers = {c: n for c in counts if (n := number(c)) is not None}
        key, place = self.table.sheet.key, place_of(self.table, column)
        heading = " ".join(column.heading.split())
        about: dict[str, Fact] = {"sheet": key, "headings": [repr(heading)], "examples": _examples(counts)}
        if sum(counts[c] for c in numbers) * 2 <= counts.total():
            about |= {"heading": heading, "column": column.letters}
            return self.asking.ask(f"kind:{key}!{column.letters}", "kind", [LEAVE_OUT], place, **about), None
        mine = [k for k in table.of_subject(meaning.subject) if not (k.said_around or k.beside)]
        ordered = next((k for k in mine if k.form == "ordered"), None)
        small = ordered and all(n.is_integer() and 0 <= n <= table.own_scale_most for n in numbers.values())
        if ordered and small:
            ways = [way for way in table.scales if _fits(way, numbers)]
            told = self.asking.ask(f"scale:{key}", "scale", [*(w.name for w in ways), LEAVE_OUT], place, **about)
            way = next((w for w in ways if w.name == told), None)
            for raw, said in way.values.items() if way else ():
                self.kinds.ready[ordered.key].told_here(raw, said)
            return told, ordered if way else None
        hinted = [k for k in table.of_subject(meaning.subject) if k.hinted and k.form == "number"]
        fitting = [k for k in hinted if self._known(k, counts) == counts.total()]
        marks = next((k for k in table.kinds if k.asked), None)
        names = {k.name: k for k in (*fitting, *([marks] if marks else []))}
        answer = self.asking.ask(f"marks:{key}", "marks_or_scores", [*names, LEAVE_OUT], place, **about)
        return answer, names.get(answer or "")


def _fits(way: OwnScale, numbers: dict[Cell, float]) -> bool:
    return all(f"{value:g}" in way.values for value in numbers.values())


def _examples(counts: Counter[Cell]) -> list[str]:
    return [shown(c).strip()[:30] for c in sorted(counts, key=lambda c: (number(c) or 0, shown(c)))][:MOST_EXAMPLES]


def _pairs(column: Column) -> set[Pair]:
    return {(column.meaning.subject, point) for point in column.meaning.points}


def _told(column: Column) -> Means:
    """What a column of results means."""
    meaning = column.meaning
    if not meaning.by_year:
        return means("result", subject=meaning.subject, point=meaning.points[0])
    times = ", ".join(f"{point} (Year {year})" for year, point in meaning.by_year)
    return means("results_by_year", subject=meaning.subject, times=times)
