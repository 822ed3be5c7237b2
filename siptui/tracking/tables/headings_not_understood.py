"""What is passed over although it holds levels: a sheet or a column whose headings are not understood.

Where other tables of the file are read, a year group's average would be that of some of its pupils; where it is the
only one, an average would be missing that the file holds. So it is asked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, Sheet, blank, cell_at, number
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.questions.overrides import MEANS, SHEET
from siptui.tracking.tables.around_header import titles
from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.tables.table import Column, Table, text_at
from siptui.tracking.vocabulary.headings import OUTSIDE, YEAR_GROUP_ONLY, Headings, Meaning, Pair, tokens
from siptui.tracking.vocabulary.levels import Levels, levels_of_all

LEAST = 2  # values that look like levels
LEAST_POINTS = 3  # bare numbers that look like points
MOST_COLUMNS = 6  # that are asked about one by one
MOST_OF_ALL = 24  # the same where nothing else of a file is read
LEAST_DOWN = 3  # levels down a grid
TITLES = 4  # rows at the top of a sheet that may say what it holds


class Unread:
    """Finds and asks about what was passed over of one file; `open` holds the results that wait for an answer."""

    def __init__(self, headings: Headings, asking: Asking) -> None:
        self.headings, self.asking = headings, asking
        self.levels = levels_of_all(headings.words.results)
        self.worths = {*self.levels.points.values()}
        self.levelled = {t for w in (*headings.words.level_words, *headings.words.points_words) for t in tokens(w)}
        self.open: set[Pair] = set()

    def ask_sheet(self, sheet: Sheet) -> None:
        """Ask about a sheet without a heading row for pupils, if it seems to hold pupils' levels."""
        if sheet.hidden or self._says_other(self._titles(sheet)):
            return
        width = max(map(len, sheet.rows), default=0)
        held = [c for c in (self._values(sheet.column(x)) for x in range(width)) if c]
        repeated = any(len({*values}) < len(values) for values in held)
        leveled = [values for values in held if any(self.levels.is_level_text(c) for c in values)]
        if (held and repeated) or len(leveled) > 1:  # a key of levels holds each once
            self._ask_whole(sheet)

    def ask_above(self, table: Table) -> None:
        """Ask about rows above a table's headings that seem to be pupils, under headings that are not understood."""
        sheet, found = table.sheet, []
        for y, row in enumerate(sheet.rows[: table.top]):
            filled = [c for c in row if not blank(c)]
            kinds = [*map(self._kind, filled)]
            if kinds[:1] == ["other"] and isinstance(filled[0], str) and not {"level", "points"}.isdisjoint(kinds):
                found.append(y)
        totals = Totals(table, self.headings.words)
        found = [y for y in found if totals.judge(sheet.rows[y]) == "no"]
        if len(found) >= LEAST:
            lines = f"{sheet.line(found[0])} to {sheet.line(found[-1])}"
            place, about = Place(sheet.name, "A", sheet.line(found[0])), {"sheet": sheet.key, "rows": lines}
            if self.asking.ask(f"above:{sheet.key}", "above", [LEAVE_OUT], place, **about) is None:
                self.open |= self._pairs(table)

    def ask_columns(self, table: Table, others: Iterable[Table]) -> None:
        """Ask about a table's columns that are not understood and may hold results which others of the file have."""
        known = {pair for other in others for pair in self._pairs(other)}
        missing = known - self._pairs(table) if table.results else {*self.headings.pairs}
        names = [table.sheet.name, *titles(table)]
        subjects = {m.subject for m in map(self.headings.title, names) if m.subject and m.kind == "result"}
        if len(subjects | {c.meaning.subject for c in table.results}) == len(subjects) == 1:
            missing = {pair for pair in missing if pair[0] in subjects}
        if table.sheet.hidden or (not table.results and (not missing or self._says_other(names))):
            return
        fitting = [(c, self._fitting(table, c, missing)) for c in self._doubtful(table)]
        asked = [(c, found) for c, fits in fitting if (found := fits or self._other_results(table, c))]
        if len(asked) > MOST_COLUMNS:
            self._ask_whole(table.sheet)
        else:
            self._ask_each(table, asked)

    def ask_rest(self, table: Table) -> None:
        """The same where no other table is read: only what plainly is a level, or has a heading of a point in time."""
        missing = {*self.headings.pairs} - self._pairs(table)
        asked = []
        for column in self._doubtful(table):
            cells = table.sheet.column(column.index)[table.first :]
            if column.meaning.points or any(map(self.levels.is_level_text, {*cells})):
                fits = self._fitting(table, column, missing) or self._other_results(table, column)
                asked += [(column, fits)] if fits else []
        if len(asked) > MOST_COLUMNS or (len(asked) > 1 and all(c.meaning.by_year for c, _ in asked)):
            self._ask_together(table, asked)
        else:
            self._ask_each(table, asked)

    def ask_all(self, table: Table) -> bool:
        """The same where no table of the file is read; whether anything is asked."""
        fits = [(c, self._fitting(table, c, {*self.headings.pairs})) for c in self._doubtful(table)]
        asked = [(c, pairs) for c, pairs in fits if pairs]
        names = [table.sheet.name, *titles(table)]
        if not asked or len(asked) > MOST_OF_ALL or self._says_other(names):
            return False
        self._ask_each(table, asked)
        return any(not self.asking.said(f"{MEANS}{table.sheet.name}!{c.letters}") for c, _ in asked)

    def _other_results(self, table: Table, column: Column) -> list[Pair]:
        """The one result that a column names, a word apart, and holds otherwise than the column that is read for it."""
        if table.sheet.part or not table.results:
            return []  # of a further table of a sheet nobody can say what a column means
        if not any(map(self.levels.is_sublevel, table.sheet.held(column.index))):
            return []
        fits = self._fitting(table, column, {*self.headings.pairs})
        if len(fits) != 1:
            return []
        rows = range(table.first, len(table.sheet.rows))
        given = [c for c in table.results if (c.meaning.subject, c.meaning.points) == (fits[0][0], fits[0][1:])]
        held = [table.sheet.text(y, column.index) for y in rows]
        return fits if all([table.sheet.text(y, c.index) for y in rows] != held for c in given) else []

    def _ask_together(self, table: Table, asked: list[tuple[Column, list[Pair]]]) -> None:
        key, first = table.sheet.key, asked[0][0]
        columns = ", ".join(c.letters for c, _ in asked)
        place = Place(table.sheet.name, first.letters, table.sheet.line(table.first - 1))
        if self.asking.ask(f"columns:{key}", "columns", [LEAVE_OUT], place, sheet=key, columns=columns) is None:
            self.open |= {pair for _, pairs in asked for pair in pairs}

    def _doubtful(self, table: Table) -> list[Column]:
        """The columns whose headings leave it open what they hold."""
        return [
            c
            for c in table.columns
            if (c.meaning.kind == "unknown" and c.meaning.name != OUTSIDE)
            or (c.meaning.name == YEAR_GROUP_ONLY and not table.results)
            or self._holds_levels_all_the_same(table, c)
        ]

    def _holds_levels_all_the_same(self, table: Table, column: Column) -> bool:
        """Whether one word leaves out a column with a subject and a time that holds plain levels.

        Where nothing else of a table is understood, the subject is enough.
        """
        meaning = column.meaning
        if meaning.kind != "left out" or meaning.name not in self.headings.words.left_out_doubted:
            return False
        if table.results and not (meaning.points or meaning.near):
            return False
        if not meaning.subject:
            return False
        x = column.index
        plain = {c for c in table.sheet.held(x) if self.levels.is_plain_level(c)}
        if not plain:
            return False
        rows = table.sheet.rows[table.first :]
        others = [row for row in rows if not blank(c := cell_at(row, x)) and c not in plain]
        levels = sum(cell_at(row, x) in plain for row in rows)
        if levels > len(others):
            return True
        totals = Totals(table, self.headings.words)
        return levels > sum(totals.judge(row) != "total" for row in others)

    def _ask_each(self, table: Table, asked: list[tuple[Column, list[Pair]]]) -> None:
        for column, pairs in asked:
            self._ask_column(table, column, pairs)

    def _ask_whole(self, sheet: Sheet) -> None:
        key = f"tables:{sheet.key}" if sheet.part else f"{SHEET}{sheet.name}"
        code = "part_unread" if sheet.part else "sheet_unread"
        place = Place.of(sheet.name, sheet.part or "A1")
        if self.asking.ask(key, code, [LEAVE_OUT], place, sheet=sheet.name, part=sheet.part) is None:
            self.open |= {*self.headings.pairs}

    def _ask_column(self, table: Table, column: Column, pairs: list[Pair]) -> None:
        sheet = table.sheet
        place = f"{sheet.name}!{column.letters}"
        told = sheet.part or column.meaning.by_year  # "Y3 Spr" is another time for each pupil, and has no one name
        every = self._fitting(table, column, {*self.headings.pairs})  # also what another column gives
        choices = [] if told else [" ".join(pair) for pair in every or pairs]
        key = f"column:{sheet.key}!{column.letters}" if sheet.part else f"{MEANS}{place}"
        code = "means" if column.heading else "means_unheaded"
        about = {"sheet": sheet.name, "column": column.letters, "heading": column.heading}
        at = Place(sheet.name, column.letters, sheet.line(table.first - 1))
        if self.asking.ask(key, code, [*choices, LEAVE_OUT], at, **about) is None:
            self.open |= {*pairs}

    def _fitting(self, table: Table, column: Column, missing: set[Pair]) -> list[Pair]:
        """Which of the missing results a column may hold; none if it holds nothing like levels or points."""
        times = self._times(column)
        fits = [pair for pair in self.headings.pairs if pair in missing]
        fits = [pair for pair in fits if not times or pair[1] in times]
        subjects = {m.subject for m in self._nearly(column.heading) if m.kind == "result"}
        fits = [pair for pair in fits if not subjects or pair[0] in subjects]
        if not fits:
            return []
        cells: Sequence[Cell] = table.sheet.column(column.index)[table.first :]
        few = 0 if table.results else 1  # where nothing is understood, fewer are telling
        dated = bool(times) or not self.levelled.isdisjoint(tokens(column.heading))
        if self.look_like_results(cells, dated, few):
            return fits
        if dated or sum(map(self.levels.is_level_text, cells)) >= LEAST - few:  # totals may outnumber a few pupils
            totals = Totals(table, self.headings.words)
            cells = [
                c for c, row in zip(cells, table.sheet.rows[table.first :], strict=True) if totals.judge(row) == "no"
            ]
        return fits if self.look_like_results(cells, dated, few) else []

    def _times(self, column: Column) -> tuple[str, ...]:
        """The points in time that a heading names, whatever else one word of it may be."""
        return column.meaning.points or column.meaning.near or self._named(column.heading)

    def _named(self, heading: str) -> tuple[str, ...]:
        return next((m.points for m in self._nearly(heading) if m.points), ())

    def _nearly(self, heading: str) -> Iterator[Meaning]:
        """What a heading says without one of its words, or without all that headings are not made of."""
        words = tokens(heading)
        rests = [" ".join((*words[:n], *words[n + 1 :])) for n in range(len(words) if len(words) < 9 else 0)]
        known = " ".join(w for w in words if w.isdigit() or (len(w) > 1 and self.headings.is_made_of(w)))
        return map(self.headings.meaning, dict.fromkeys((*rests, known)))

    def _values(self, cells: Sequence[Cell]) -> list[Cell]:
        """What a column of a sheet without headings for pupils holds, if it looks like results."""
        words = [c for c in cells if isinstance(c, str) and not blank(c) and number(c) is None][:TITLES]
        dated = any(self._named(c) for c in words)
        most = self.levels.table.highest_level
        averages = any(n is not None and n > most and not n.is_integer() for n in map(number, {*cells}))
        if averages or not self.look_like_results(cells, dated):
            return []
        return [c for c in cells if self.levels.is_level_text(c) or number(c) is not None]

    def look_like_results(self, cells: Sequence[Cell], dated: bool, few: int = 0) -> bool:
        """Whether cells are mostly levels; or numbers such as points are, under a heading of a point in time any."""
        kinds: Counter[str] = Counter()
        for cell, count in Counter(cells).items():
            if not blank(cell):
                kinds[self._kind(cell)] += count
        levels, points, numbers = (kinds[k] for k in ("level", "points", "number"))
        if levels >= LEAST - few and levels * 2 >= kinds.total():
            return True
        if numbers and not dated:
            return False
        least = (LEAST if dated else LEAST_POINTS) - few
        return points + levels + numbers >= least and (points + levels + numbers) * 2 >= kinds.total()

    def _kind(self, cell: Cell) -> str:
        value = number(cell)
        if value is None:
            return "level" if self.levels.is_level_text(cell) else "other"
        if value in self.worths and value >= self.levels.table.usual_points:
            return "points"
        return "number" if self.levels.table.least_points <= value <= self.levels.table.most_points else "other"

    def _pairs(self, table: Table) -> set[Pair]:
        points = self.headings.moments.points
        return {(c.meaning.subject, p) for c in table.results for p in c.meaning.points or points}

    def _titles(self, sheet: Sheet) -> list[str]:
        filled = [row for row in sheet.rows if any(not blank(c) for c in row)][:TITLES]
        firsts = (next(x for x, c in enumerate(row) if not blank(c)) for row in filled)
        return [sheet.name, *(text_at(row, x) for row, x in zip(filled, firsts, strict=True))]

    def _says_other(self, texts: list[str]) -> bool:
        """Whether a sheet's name or title says that it holds something else, such as targets or science."""
        if any(m.kind == "left out" and m.subject for m in map(self.headings.title, texts)):
            return True
        kinds = {*self.headings.words.sheet_left_out}
        return any(not kinds.isdisjoint(self.headings.says(t).left_out) for t in texts)


def is_grid_of_names(sheet: Sheet, levels: Levels) -> bool:
    """Whether levels stand down the first column and pupils' names in the cells beside them (the national grid)."""
    down = [held for row in sheet.rows if (held := [c for c in row if not blank(c)]) and levels.is_sublevel(held[0])]
    beside = [c for held in down for c in held[1:]]
    names = sum(isinstance(c, str) and not levels.is_level_text(c) and number(c) is None for c in beside)
    return len({held[0] for held in down}) >= LEAST_DOWN and names * 2 > len(beside)
