"""Percentages that a school or trust has reckoned itself: a row a year group and school, a column a group and measure.

They are taken as they stand, for the one school that somebody names. Whether a row is written as 0.5, as 50 or as "50%"
is settled by the row, or by the school's other rows, and never by a cell. What cannot be is shown and asked, never
mended.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from siptui.records.problem import Fact, Place
from siptui.sheets.cells import Cell, Sheet, blank, letters, number, plain, shown
from siptui.tracking.proposal_types import Measurement, NotCounted
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import text_at
from siptui.tracking.vocabulary.headings import Headings, tokens
from siptui.tracking.vocabulary.kind_table import KindTable
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_name
from siptui.tracking.words.reasons import why

AS_IT_STANDS = "as they stand"
FRACTIONS, WHOLE = "all pupils", "one per cent"
HEADER_WITHIN = 12
LEAST = 3  # columns of percentages that make such a sheet
EPSILON = 1e-9


class Head(Struct, frozen=True):
    """What a column of percentages is of."""

    group: str
    subject: str
    measure: str


class Row(Struct):
    """A row: its line in the file, year group and school, how many pupils there are of each group, and the cells."""

    y: int
    year: int
    school: str
    counts: dict[str, float]
    cells: dict[int, float]


class GivenSheet(Struct):
    """A sheet of percentages."""

    sheet: Sheet
    heads: dict[int, Head]
    counted: dict[int, str]
    rows: list[Row]


class GivenPercentages:
    """The percentages of a file's sheets; `waiting` says whether something about them is asked."""

    def __init__(
        self, sheets: Iterable[Sheet], headings: Headings, table: KindTable, asking: Asking, fewest: int
    ) -> None:
        self.headings, self.rules, self.asking, self.fewest = headings, table.percentages, asking, fewest
        self.waiting = False
        self.notes: list[str] = []
        self.not_counted: list[NotCounted] = []
        self.found = [given for sheet in sheets if not sheet.hidden and (given := self._find(sheet))]

    def figures(self, own: str) -> list[Measurement]:
        """Every percentage of the school that somebody names, or of the only one there is."""
        return [figure for given in self.found for figure in self._of_sheet(given, own)]

    def _find(self, sheet: Sheet) -> GivenSheet | None:
        for y, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            texts = {x: text_at(row, x) for x in range(len(row)) if text_at(row, x)}
            heads = {x: head for x, text in texts.items() if (head := self._head(text))}
            years = [x for x, text in texts.items() if self._is(text, "year")]
            if len(heads) < LEAST or len({h.measure for h in heads.values()}) < 2 or not years:
                continue
            schools = [x for x, text in texts.items() if self._is(text, "school")]
            counts = {
                x: group for x, text in texts.items() if x not in heads and (group := self._count(text)) is not None
            }
            given = GivenSheet(sheet, heads, counts, [])
            given.rows = list(self._rows(sheet, y + 1, years[0], schools[:1], given))
            return given if given.rows else None
        return None

    def _is(self, text: str, name: str) -> bool:
        meaning = self.headings.meaning(text)
        return meaning.kind == "column" and meaning.name == name

    def _head(self, text: str) -> Head | None:
        """What a heading says: a group, a subject and a measure, and nothing else."""
        rules, words = self.rules, list(tokens(text))
        group, words = _taken(words, rules.groups)
        measure, words = _taken(words, rules.measures)
        subject, words = _taken(words, self.headings.words.subjects)
        words = [w for w in words if w not in {plain(p) for p in rules.percent_words}]
        if not subject and len(words) == 1:
            subject = next((s for letter, s in rules.letters.items() if plain(letter) == words[0]), "")
            words = [] if subject else words
        measure = measure or rules.alone.get(subject or "", "")
        if words or not subject or not measure:
            return None
        return Head(group or "", subject, measure)

    def _count(self, text: str) -> str | None:
        """The group whose pupils a column counts; "" for all of the year group."""
        if plain(text) in {plain(word) for word in self.rules.count_words}:
            return ""
        group, rest = _taken(list(tokens(text)), self.rules.groups)
        return group if group is not None and not rest else None

    def _rows(self, sheet: Sheet, first: int, at: int, schools: list[int], given: GivenSheet) -> Iterator[Row]:
        for y in range(first, len(sheet.rows)):
            year = self._year(sheet.cell(y, at))
            if year is None:
                continue
            cells = {x: value for x in given.heads if (value := _percent(sheet.cell(y, x))) is not None}
            counts = {g: n for x, g in given.counted.items() if (n := number(sheet.cell(y, x))) is not None}
            school = sheet.text(y, schools[0]) if schools else ""
            yield Row(y, year, school, counts, cells)

    def _year(self, cell: Cell) -> int | None:
        if blank(cell):
            return None
        year = self.rules.years.get(plain(shown(cell)))
        year = year_of_cell(cell) if year is None else year
        return year_of_name(shown(cell)) if year is None else year

    def _of_sheet(self, given: GivenSheet, own: str) -> Iterator[Measurement]:
        sheet = given.sheet
        names = list(dict.fromkeys(row.school for row in given.rows if row.school))
        point = self._point(sheet)
        school: str | None = names[0] if len(names) == 1 else ""
        if len(names) > 1:
            mine = next((name for name in names if plain(name) == plain(own)), "")
            place = Place(sheet.name, "A", given.rows[0].y + 1)
            choices = [*names, LEAVE_OUT]
            school = mine or self.asking.ask(f"given:{sheet.key}", "given_school", choices, place, sheet=sheet.name)
        if school is None or point is None:
            self.waiting = True
            return
        rows = [row for row in given.rows if row.school == school]
        scale = self._scale(given, rows)
        for row in rows if scale is not None and point != LEAVE_OUT else ():
            yield from self._of_row(given, row, point, scale or {})

    def _point(self, sheet: Sheet) -> str | None:
        """When the percentages are of: as the sheet's name or a title says, or as somebody does."""
        texts = [sheet.name, *(text_at(row, 0) for row in sheet.rows[:HEADER_WITHIN] if row)]
        told = {p for text in texts if len(p := self.headings.title(text).points) == 1}
        points = [*self.headings.moments.points]
        if len(told) == 1:
            return told.pop()[0]
        return self.asking.ask(
            f"given:{sheet.key}:when", "given_point", [*points, LEAVE_OUT], Place(sheet.name, "A", 1), sheet=sheet.name
        )

    def _scale(self, given: GivenSheet, rows: list[Row]) -> dict[int, float] | None:
        """By row, what its numbers are multiplied with to be per cents; None while it is asked."""
        by_row = {row.y: _of_numbers(row.cells.values()) for row in rows}
        told = {scale for scale in by_row.values() if scale}
        unsure = [y for y, scale in by_row.items() if not scale]
        if unsure and len(told) != 1:
            lines = ", ".join(str(y + 1) for y in unsure)
            place = Place(given.sheet.name, "A", unsure[0] + 1)
            about = {"sheet": given.sheet.name, "rows": lines}
            key = f"given:{given.sheet.key}:scale"
            answer = self.asking.ask(key, "given_scale", [FRACTIONS, WHOLE, LEAVE_OUT], place, **about)
            if answer is None:
                self.waiting = True
                return None
            told = {100.0 if answer == FRACTIONS else 1.0 if answer == WHOLE else 0.0}
        return {y: scale or next(iter(told), 100.0) for y, scale in by_row.items()}

    def _of_row(self, given: GivenSheet, row: Row, point: str, scales: dict[int, float]) -> Iterator[Measurement]:
        scale = scales[row.y]
        values = {head: row.cells[x] * scale for x, head in given.heads.items() if x in row.cells} if scale else {}
        for group in dict.fromkeys(head.group for head in given.heads.values()):
            mine = {head: value for head, value in values.items() if head.group == group}
            counted = [x for x, g in given.counted.items() if g == group]
            if mine and self._counts(given, row, group, mine, counted):
                pupils = row.counts.get(group, 0.0)
                for head, value in mine.items():
                    yield Measurement(
                        head.subject, row.year, point, head.measure, value, int(pupils), group, given=True
                    )

    def _counts(self, given: GivenSheet, row: Row, group: str, mine: dict[Head, float], counted: list[int]) -> bool:
        """Whether a block of one group's percentages counts: as it is, or as somebody says where it cannot be."""
        sheet, pupils = given.sheet, row.counts.get(group)
        if group and pupils is not None and float(pupils).is_integer() and pupils < self.fewest:
            self.not_counted.append(
                NotCounted(sheet.name, row.y + 1, "", "", why("too_few", group=group, count=int(pupils)))
            )
            return False
        if not group and pupils is not None and pupils < self.fewest:
            self.notes.append(f"Sheet {sheet.name}, row {row.y + 1}: {pupils:g} pupils in the year group")
        cells, because = self._wrong(given, row, group, mine, counted)
        if not because:
            return True
        line = row.y + 1
        about: dict[str, Fact] = {
            "sheet": sheet.name,
            "row": line,
            "year": f"Year {row.year}",
            "cells": cells,
            "because": because,
        }
        place = Place(sheet.name, cells[0].rstrip("0123456789"), line)
        key = f"given:{sheet.key}:{line}" + (f":{group}" if group else "")
        answer = self.asking.ask(key, "given_block", [AS_IT_STANDS, LEAVE_OUT], place, **about)
        self.waiting = self.waiting or answer is None
        return answer == AS_IT_STANDS

    def _wrong(
        self, given: GivenSheet, row: Row, group: str, mine: dict[Head, float], counted: list[int]
    ) -> tuple[list[str], str]:
        """Which cells of a block cannot be as they are, with those beside them, and why; nothing where all may be."""
        at = {head: f"{letters(x)}{row.y + 1}" for x, head in given.heads.items()}
        order = list(self.rules.measures)
        for head, value in mine.items():
            if not 0 <= value <= 100 + EPSILON:
                return [at[head]], "a percentage lies between 0 and 100"
            higher = order[order.index(head.measure) + 1 :] if head.measure in order else []
            for other in [Head(group, head.subject, m) for m in higher]:
                if other in mine and mine[other] > value + EPSILON:
                    return [at[head], at[other]], "more pupils at the higher standard than at the lower"
        for measure in order:
            alone = [h for h in given.heads.values() if h == Head(group, h.subject, measure) and h in mine]
            whole = Head(group, self.rules.whole, measure)
            part = next(
                (h for h in alone if h.subject in self.rules.parts and mine.get(whole, 0) > mine[h] + EPSILON), None
            )
            if part:
                return [at[whole], at[part]], "more pupils in all subjects together than in one of them"
        for x in counted:
            pupils = number(given.sheet.cell(row.y, x))
            if pupils is not None and not pupils.is_integer():
                return [f"{letters(x)}{row.y + 1}"], "a number of pupils is a whole number"
        return [], ""


def _taken(words: list[str], lists: dict[str, list[str]]) -> tuple[str | None, list[str]]:
    """What the longest phrase among some words says, and the words without it."""
    phrases = sorted(
        ((tokens(p), key) for key, listed in lists.items() for p in listed), key=lambda pair: -len(pair[0])
    )
    for phrase, key in phrases:
        for at in range(len(words) - len(phrase) + 1):
            if phrase and tuple(words[at : at + len(phrase)]) == phrase:
                return key, [*words[:at], *words[at + len(phrase) :]]
    return None, words


def _percent(cell: Cell) -> float | None:
    """A percentage as it is written; "62%" is 62."""
    value = number(cell)
    if value is None and isinstance(cell, str) and cell.strip().endswith("%"):
        value = number(cell.strip().removesuffix("%").strip())
    return value


def _of_numbers(values: Iterable[float]) -> float:
    """What a row's numbers are multiplied with: 100 for fractions, 1 for per cents, 0 where they may be either."""
    held = [v for v in values if v not in {0.0, 1.0}]
    if not held:
        return 0.0
    return 1.0 if max(held) > 1 else 100.0
