"""Where in a template each answer goes, found by the words that name its row and by its column's heading.

A row is known by its code, or by all that names it: in the row itself, over its column ("Reading" over four points in
time), on the line above its table, or by the sheet's name. Where two cells could be meant, none is.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from siptui.sheets.cells import Sheet
from siptui.workbooks.template.answers import Answer, AskedSheet
from siptui.workbooks.template.wordings import Compared, Words, wordings
from siptui.workbooks.template.words_on_sheet import Cell, SheetWords

HEADING_LINES = 3  # over a heading, in which a table says what its columns are of

Spot = tuple[int, int, int]
"""A sheet, from 0, and a cell's row and column on it, from 0."""


class Found(Struct):
    """Of each answer of each sheet that was asked, its cells: none where it was not found, or `twice` in one sheet."""

    spots: list[list[list[Spot]]]
    twice: list[list[bool]]


def find(sheets: Sequence[Sheet], asked: Sequence[AskedSheet]) -> Found:
    """Where the answers go in these sheets. Raises FrameworkFault where the data of wordings cannot be read."""
    compared = Compared(wordings())
    known = [SheetWords(sheet, compared) for sheet in sheets]
    labels = {compared.words(label) for each in asked for answer in each.answers for label in answer.labels if label}
    found = Found([], [])
    taken: set[Spot] = set()
    for each in asked:
        by_sheet = [_of_sheet(words, each, labels) for words in known]
        spots: list[list[Spot]] = []
        twice = []
        for number in range(len(each.answers)):
            some = [n for n, cells in enumerate(by_sheet) if cells.get(number)]
            if not each.scattered:  # of several sheets the one that has most of them is meant
                some = sorted(some, key=lambda n: (-len(by_sheet[n]), n))[:1]
            its = [(n, *cell) for n in some for cell in by_sheet[n][number]]
            double = not each.scattered and len(its) > 1
            twice.append(double)
            spots.append([] if double else [spot for spot in its if spot not in taken])
            taken.update(spots[-1])
        found.spots.append(spots)
        found.twice.append(twice)
    return found


def _of_sheet(words: SheetWords, asked: AskedSheet, labels: set[Words]) -> dict[int, list[Cell]]:
    """The cells of the answers, by their number, on one sheet."""
    headed = any(answer.heading for answer in asked.answers)
    return _Table(words, asked).cells() if headed else _pairs(words, asked, labels)


# -- answers beside their labels


def _pairs(words: SheetWords, asked: AskedSheet, labels: set[Words]) -> dict[int, list[Cell]]:
    by_label: dict[tuple[Words, ...], list[int]] = {}
    found: dict[int, list[Cell]] = {}
    for number, answer in enumerate(asked.answers):
        said = tuple(words.compared.words(label) for label in answer.labels if label)
        by_label.setdefault(said, []).append(number)
    for named, numbers in by_label.items():
        places = [_answer_of(words, cell, labels) for cell in _named(words, named)]
        cells = [cell for cell in places if cell is not None]
        label = named[-1] if named else ()
        if len(numbers) == 1 and cells:
            found[numbers[0]] = [*dict.fromkeys(cells)]
        elif len(numbers) == len(cells):  # as often as the form asks it, in its order
            found.update({number: [cell] for number, cell in zip(numbers, cells, strict=True)})
        elif len(label) > 1 and label[-1].isdecimal() and len(numbers) == 1:
            found.update(_of_a_list(words, label, numbers[0]))
    return found


def _named(words: SheetWords, named: tuple[Words, ...]) -> list[Cell]:
    """The cells of the last of some labels that have the others in their row."""
    if not named:
        return []
    return [
        (y, x)
        for y, x in words.where.get(named[-1], [])
        if all(any(words.at[y, each] == other for each in words.columns[y] if each < x) for other in named[:-1])
    ]


def _answer_of(words: SheetWords, label: Cell, labels: set[Words]) -> Cell | None:
    """The cell to fill in beside a label; below it where beside it is another's label."""
    for cell in (words.beside(label), words.below(label)):
        said = words.at.get(cell)
        if said is None or (said not in labels and not words.sheet.text(*cell).endswith(":")):
            return cell
    return None


def _of_a_list(words: SheetWords, label: Words, number: int) -> dict[int, list[Cell]]:
    """Of an answer that is one of a list, and has no label of its own, its cell below the list's."""
    heads = words.where.get(label[:-1], [])
    return {number: [words.below(heads[0], int(label[-1]))]} if len(heads) == 1 and len(label[-1]) < 3 else {}


# -- answers in tables


class _Table:
    """The answers of a form's table, on one sheet."""

    def __init__(self, words: SheetWords, asked: AskedSheet) -> None:
        self.words, self.asked = words, asked
        compared = words.compared
        self.numbers: dict[tuple[Words, ...], dict[Words, int]] = {}
        """The answers by what names their row, and their column's heading."""
        for number, answer in enumerate(asked.answers):
            row = tuple(compared.words(label) for label in answer.labels)
            self.numbers.setdefault(row, {}).setdefault(compared.words(answer.heading), number)
        self.rows = [*self.numbers]
        self.heads = [compared.words(heading) for heading in asked.headings]
        self.meant: list[dict[Words, Words]] = [self._labels(n) for n in range(len(self.heads))]
        self.columns = self._headings()

    def _labels(self, number: int) -> dict[Words, Words]:
        """What may stand for each label of a column."""
        return {row[number]: row[number] for row in self.rows if number < len(row) and row[number]}

    def _headings(self) -> dict[int, list[tuple[int, Words, dict[int, Words]]]]:
        """Of each column the rows in which it has a heading, which it is, and what labels stand in it too."""
        compared = self.words.compared
        headings = {heading for row in self.numbers.values() for heading in row if heading}
        ways: dict[Words, tuple[Words, dict[int, Words]]] = {}
        for heading in headings:
            for said in {heading, compared.without_spare(heading)}:
                for number, labels in enumerate(self.meant):
                    for label in labels:
                        ways.setdefault(label + said, (heading, {number: label}))
                        ways.setdefault(said + label, (heading, {number: label}))
        for heading in headings:
            ways[compared.without_spare(heading)] = ways[heading] = heading, {}
        found: dict[int, list[tuple[int, Words, dict[int, Words]]]] = {}
        for said, (heading, also) in ways.items():
            for y, x in self.words.where.get(said, []):
                found.setdefault(x, []).append((y, heading, also))
        return {x: sorted(some, key=lambda each: each[0]) for x, some in found.items()}

    def cells(self) -> dict[int, list[Cell]]:
        """The cells of the answers, by their number: of several, those whose rows are named the most fully."""
        found: dict[int, dict[Cell, int]] = {}
        for y in self.words.columns:
            beside = [*self._named_in(y)]
            for x in self.columns if beside else ():
                number = self._number(y, x, beside)
                if number is not None:
                    full = len({each for at, each, _ in beside if at < x})
                    found.setdefault(number, {})[self.words.anchor(y, x)] = full
        if not found:
            return self._unnamed()
        return {n: [c for c, full in cells.items() if full == max(cells.values())] for n, cells in found.items()}

    def _named_in(self, y: int) -> Iterator[tuple[int, int, Words]]:
        """The labels in a row: where, of which column of labels, and which."""
        for x in self.words.columns[y]:
            said = self.words.at[y, x]
            for number, labels in enumerate(self.meant):
                if said in labels:
                    yield x, number, labels[said]
                elif (whole := self.heads[number] + said) in labels and self._is_headed(y, x, self.heads[number]):
                    yield x, number, labels[whole]
                elif number == 0 and len(self.heads) > 1 and (code := self._begins_with(said)):
                    yield x, number, code

    def _is_headed(self, y: int, x: int, heading: Words) -> bool:
        return any(self.words.at.get((above, x)) == heading for above in range(y))

    def _begins_with(self, said: Words) -> Words:
        """The code that a cell begins with, before what the code is of; () if none."""
        for long in range(min(5, len(said) - 1), 0, -1):
            if said[:long] in self.meant[0] and said[long:] in self.meant[1]:
                return said[:long]
        return ()

    def _number(self, y: int, x: int, beside: list[tuple[int, int, Words]]) -> int | None:
        """The answer that goes into a cell; None where that is none, or cannot be told."""
        above = [each for each in self.columns[x] if each[0] < y]
        named = {number: label for at, number, label in beside if at < x}  # of several, the nearest
        if not above or not named:
            return None
        line, heading, also = above[-1]
        left = [row for row in self.rows if heading in self.numbers[row] and _fits(row, named)]
        for evidence in self._evidence(line, y, x, also):
            if len(left) < 2:
                break
            known = {number: label for number, label in evidence.items() if number not in named}
            left = [row for row in left if _fits(row, known)]
        return self.numbers[left[0]][heading] if len(left) == 1 else None

    def _evidence(self, line: int, y: int, x: int, also: dict[int, Words]) -> Iterator[dict[int, Words]]:
        """What else says which row a cell is of: over its column, on a line above, the sheet's name."""
        yield also
        for above in range(line - 1, max(-1, line - 1 - HEADING_LINES), -1):
            yield self._says(self.words.over(above, x))
        yield self._before(y)
        yield self._says(self.words.name)

    def _says(self, said: Words) -> dict[int, Words]:
        """The labels that some words are, or hold beside what their column is called."""
        found = {}
        for number, labels in enumerate(self.meant):
            rest = tuple(word for word in said if word not in self.heads[number])
            some = [label for label in labels if label in (said, rest) or _within(label, said)]
            if len(some) == 1:
                found[number] = some[0]
        return found

    def _before(self, y: int) -> dict[int, Words]:
        """What the nearest line above says that says anything of the rows below it."""
        found: dict[int, Words] = {}
        for above in self.words.rows_above(y):
            cells = [self.words.at[above, x] for x in self.words.columns[above]]
            if len(cells) == 1:
                found = {**self._says(cells[0]), **found}
            if len(found) == len(self.meant):
                break
        return found

    def _unnamed(self) -> dict[int, list[Cell]]:
        """The cells of a table whose rows are numbered in the form, and have no names in the template."""
        if any(len(row) != 1 or not (row[0] and all(word.isdecimal() for word in row[0])) for row in self.rows):
            return {}
        lines = {some[0][0] for some in self.columns.values()}
        if len(lines) != 1:
            return {}
        line, found = lines.pop(), dict[int, list[Cell]]()
        for row, numbers in self.numbers.items():
            for x, some in self.columns.items():
                cell = self.words.anchor(line + int(row[0][0]), x)
                if some[0][1] in numbers and cell not in self.words.at:
                    found[numbers[some[0][1]]] = [cell]
        return found


def _fits(row: tuple[Words, ...], known: dict[int, Words]) -> bool:
    return all(number < len(row) and row[number] == label for number, label in known.items())


def _within(label: Words, said: Words) -> bool:
    """Whether a label stands among some words, in one piece."""
    return any(said[at : at + len(label)] == label for at in range(len(said) - len(label) + 1))


def missing(asked: Sequence[AskedSheet], found: Found) -> list[tuple[AskedSheet, Answer, bool]]:
    """The answers that are needed and have no cell, each with whether two cells could be meant."""
    return [
        (each, answer, twice)
        for each, spots, doubles in zip(asked, found.spots, found.twice, strict=True)
        for answer, its, twice in zip(each.answers, spots, doubles, strict=True)
        if answer.needed and answer.value is not None and not its
    ]
