"""The answers in the sheets of a workbook of ours, found by their marks wherever rows and columns have gone.

A row is known by its mark and by what it is called, a column by its mark and its heading. Where the two do not agree it
is what it is called, if one alone of the sheet is called so, and else nothing is taken from it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from siptui.records.controls_made_visible import quoted
from siptui.records.problem import Place
from siptui.sheets.cells import Cell, Sheet, blank, letters, shown
from siptui.sheets.own_marks import CORNER, corner_of
from siptui.workbooks.ours.answer_marks import COLUMN_MARK, PRINTED_MARK, RowMark, digest_of, is_printed, row_mark
from siptui.workbooks.ours.identity import SHEET, sheets_with_answers

MOST_STRANGE = 20


class MarkedAnswer(Struct, frozen=True):
    """What a cell holds, of which path, and where it stands."""

    path: str
    cell: Cell
    place: Place


class MarkedSheets(Struct):
    """The answers of a workbook's sheets; the paths whose row or column is not what it was; words that are no answer.

    Of `lost` and `twice` nothing was taken. `strange` are cells with words where siptui wrote none.
    """

    answers: list[MarkedAnswer] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)
    """By path, why."""
    twice: dict[str, tuple[MarkedAnswer, MarkedAnswer]] = field(default_factory=dict)
    """Where a row was copied, and its copy says something else."""
    strange: list[tuple[Place, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """What was taken out, in words."""


def marked_answers(sheets: Sequence[Sheet]) -> MarkedSheets:
    """Every answer of the sheets of a workbook."""
    found = MarkedSheets()
    rows: dict[str, set[str]] = {}
    for sheet in sheets:
        corner = corner_of(sheet) if sheet.name != SHEET else None
        if corner:
            number = sheet.text(*corner).removeprefix(CORNER).strip()
            rows.setdefault(number, set()).update(_Marked(sheet, *corner).read(found))
    for answer in found.answers:
        found.lost.pop(answer.path, None)
    for number, there, title in sheets_with_answers(sheets):
        left = len(rows.get(number, ()))
        if not left:
            found.gone.append(f"the sheet {quoted(title)} is gone, or its hidden row and column are")
        elif left < there:
            out = "1 row of answers is" if there - left == 1 else f"{there - left} rows of answers are"
            found.gone.append(f"{out} gone from the sheet {quoted(title)}")
    return found


class _Marked:
    """A sheet with the marks on it."""

    def __init__(self, sheet: Sheet, bottom: int, beside: int) -> None:
        self.sheet, self.bottom, self.beside = sheet, bottom, beside
        self.marks = {y: mark for y in range(bottom) if (mark := row_mark(sheet.text(y, beside)))}
        self.first = min(self.marks, default=bottom)
        self.marked = {
            x: said for x in range(len(sheet.rows[bottom])) if (said := COLUMN_MARK.fullmatch(sheet.text(bottom, x)))
        }
        self.columns = self._columns()

    def _columns(self) -> dict[str, list[int]]:
        """Where the columns are that the marks of rows name: more than one place if a column was copied."""
        names = {said[2]: said[1] for said in self.marked.values() if said[2]}
        alone = {said[2] for said in self.marked.values() if [s[2] for s in self.marked.values()].count(said[2]) == 1}
        found: dict[str, list[int]] = {}
        for x, said in self.marked.items():
            heading = self._heading(x)
            digest = digest_of([heading])
            if said[2] and not heading:
                continue  # what stood here was cut out
            moved = said[2] and digest != said[2] and digest in alone
            found.setdefault(names[digest] if moved else said[1], []).append(x)
        return found

    def _heading(self, x: int) -> str:
        return next(filter(None, (self._words(y, x) for y in range(self.first - 1, -1, -1))), "")

    def _words(self, y: int, x: int) -> str:
        cell = self.sheet.cell(y, x)
        return cell.strip() if isinstance(cell, str) else ""

    def read(self, found: MarkedSheets) -> set[str]:
        """Put what the sheet holds into `found`. Gives the digests and paths of the rows that are there."""
        meant = {y: self._meant(y, mark, found) for y, mark in self.marks.items()}
        said: dict[str, MarkedAnswer] = {}
        by_row: dict[tuple[str, str], MarkedAnswer] = {}
        for y, mark in meant.items():
            for column, path in mark.paths.items() if mark else ():
                for x in self.columns.get(column, ()):
                    answer = MarkedAnswer(path, self.sheet.cell(y, x), self._place(y, x))
                    one = by_row.setdefault((mark.text() if mark else "", path), answer)
                    if not _alike(one.cell, answer.cell):
                        found.twice.setdefault(path, (one, answer))
                    said[path] = answer
                    found.answers.append(answer)
                if column not in self.columns:
                    found.lost[path] = f"the column of {self.sheet.name} that it stood in is gone"
        for mark in self.marks.values():
            for path in mark.paths.values():
                if path not in said:
                    found.lost.setdefault(path, f"no row of {self.sheet.name} is called what it was")
        room = max(0, MOST_STRANGE - len(found.strange))
        found.strange += [each for each, _ in zip(self._strange(), range(room), strict=False)]
        return {mark.text() for mark in self.marks.values()}

    def _meant(self, y: int, mark: RowMark, found: MarkedSheets) -> RowMark | None:
        """The row that one is, by what it is called now; None for one that cannot be told."""
        called = self._called(y, mark)
        same = self._by_name.get((digest_of(called), *mark.named_by), [])
        if digest_of(called) == mark.digest and (len(same) == 1 or not self._moved):
            return mark
        if len(same) == 1:
            return same[0]
        now = f"row {self.sheet.line(y)} of {self.sheet.name} is now called {quoted(' '.join(called).strip())}"
        found.lost.update(dict.fromkeys(mark.paths.values(), f"{now}, as others are" if same else now))
        return None

    def _called(self, y: int, mark: RowMark) -> list[str]:
        return [self.sheet.text(y, self.columns[each][0]) for each in mark.named_by if each in self.columns]

    @property
    def _by_name(self) -> dict[tuple[str, ...], list[RowMark]]:
        if self._names is None:
            self._names = {}
            for mark in {mark.text(): mark for mark in self.marks.values()}.values():
                self._names.setdefault((mark.digest, *mark.named_by), []).append(mark)
        return self._names

    _names: dict[tuple[str, ...], list[RowMark]] | None = None

    @property
    def _moved(self) -> bool:
        """Whether rows of the sheet stand where others stood: then those that are called the same cannot be told."""
        if self._some_moved is None:
            called = ((digest_of(self._called(y, mark)), mark) for y, mark in self.marks.items())
            self._some_moved = any(d != mark.digest and (d, *mark.named_by) in self._by_name for d, mark in called)
        return self._some_moved

    _some_moved: bool | None = None

    def _place(self, y: int, x: int) -> Place:
        line, column = self.sheet.address(y, x)
        return Place(self.sheet.name, letters(column), line)

    def _strange(self) -> Iterator[tuple[Place, str]]:
        """Words where none of ours stand: in rows that were put in, in columns that were, and among what is printed."""
        for y, row in enumerate(self.sheet.rows):
            if y == self.bottom:
                continue
            mark = self.sheet.text(y, self.beside)
            printed = PRINTED_MARK.fullmatch(mark) if y < self.bottom else None
            own = y in self.marks or bool(printed)
            if not own and mark:
                yield self._place(y, self.beside), mark
            beside = [x for x, cell in enumerate(row) if x != self.beside and x not in self.marked and not blank(cell)]
            for x in beside:
                yield self._place(y, x), shown(row[x])
            if y in self.marks:
                continue
            for x in self.marked:
                words = self._words(y, x) if printed else self.sheet.text(y, x)
                if words and not is_printed(mark, words):
                    yield self._place(y, x), words


def _alike(one: Cell, other: Cell) -> bool:
    return one == other or (blank(one) and blank(other))
