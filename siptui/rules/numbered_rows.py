"""Rows of tables that have numbers: which row a path is in, and where a row goes that two people begin at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from siptui.framework.places import ANY
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import NUMBER, Fields
from siptui.records.problem import Problem, Refused


class Row(Struct, frozen=True):
    """A numbered row: where its table is, its number, and how many rows the table has (0: any number)."""

    table: str
    number: int
    slots: int

    @property
    def place(self) -> str:
        """Where its columns lie."""
        return f"{self.table}/{self.number}"

    def other(self, number: int) -> "Row":
        """The row of another number."""
        return Row(self.table, number, self.slots)

    def going(self, gone: Mapping[str, str]) -> "Row":
        """Where it goes, if it is one of those that go elsewhere."""
        return self.other(int(gone[self.place].rpartition("/")[2])) if self.place in gone else self


def row_of(fields: Fields, path: str) -> Row | None:
    """The numbered row that a path is in; None where it is in none."""
    form = fields.form_of(path)
    for block in form.tables if form else ():
        if form is None or block.rows or block.rows_of:
            continue
        table = form.numbered(form.place_of(path), f"{form.where(block)}/{block.key}")
        number = path.removeprefix(table + "/").split("/")[0] if path.startswith(table + "/") else ""
        if NUMBER.fullmatch(number) and ANY not in table:
            return Row(table, int(number), block.slots)
    return None


def begun(fields: Fields, record: Record, changes: Iterable[Change]) -> list[Row]:
    """The rows that hold nothing in a record, and that changes put something in."""
    rows = {row.place: row for c in changes if c.new is not None and (row := row_of(fields, c.path))}
    return [row for row in rows.values() if not holds_something(record, row)]


def where_they_go(
    rows: Iterable[Row], record: Record, changes: Sequence[Change], backwards: Callable[[], Iterable[Edit]], who: str
) -> dict[str, str]:
    """Where rows go that were begun as empty ones: each place, and the place where it goes instead.

    A row that somebody else has filled meanwhile is theirs, and in a table of any number of rows one that they ever
    wrote in, for a row keeps its number for good. `backwards` gives the history told from its end. Raises Refused where
    the table is full.
    """
    gone: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        to = row
        if not _begins(row, changes):
            pass
        elif row.slots:
            to = _free_slot(row, record, taken)
        elif holds_something(record, row) or row.place in taken or _is_anothers(row, backwards(), who):
            to = row.other(1 + max(highest(row, record, backwards()), *(_in_table(row, each) for each in taken), 0))
        taken.add(to.place)
        if to != row:
            gone[row.place] = to.place
    return gone


def without_made(rows: Iterable[Row], record: Record, changes: Sequence[Change]) -> list[Change]:
    """Changes without those to rows that hold all of them already: what is tried once more may have been made."""
    left = list(changes)
    for row in rows:
        inside = [change for change in left if change.path.startswith(row.place + "/")]
        if all(record.get(change.path) == change.new for change in inside):
            left = [change for change in left if change not in inside]
    return left


def moved(changes: Iterable[Change], gone: dict[str, str]) -> list[Change]:
    """Changes, those to rows that go elsewhere with the path that they have there."""
    return [_moved(change, gone) for change in changes] if gone else list(changes)


def _moved(change: Change, gone: dict[str, str]) -> Change:
    for row, to in gone.items():
        if change.path.startswith(row + "/"):
            return Change(to + change.path.removeprefix(row), change.new, change.old)
    return change


def holds_something(record: Record, row: Row) -> bool:
    """Whether anything is filled in in a row."""
    return any(path.startswith(row.place + "/") for path in record)


def _begins(row: Row, changes: Iterable[Change]) -> bool:
    return any(change.path.startswith(row.place + "/") for change in changes)


def _free_slot(row: Row, record: Record, taken: Collection[str]) -> Row:
    for number in [*range(row.number, row.slots + 1), *range(1, row.number)]:
        other = row.other(number)
        if other.place not in taken and not holds_something(record, other):
            return other
    what = f"has no row left of its {row.slots}: somebody else has filled the last one"
    raise Refused(Problem(row.table, what, "put it in another row", facts={"rows": row.slots}, code="table_full"))


def _is_anothers(row: Row, backwards: Iterable[Edit], who: str) -> bool:
    return any(c.path.startswith(row.place + "/") for edit in backwards if edit.who != who for c in edit.changes)


def highest(row: Row, paths: Iterable[str], backwards: Iterable[Edit]) -> int:
    """The highest number that a row of its table has, or ever had: in some paths, or in the history."""
    ever = (change.path for edit in backwards for change in edit.changes)
    return max((_in_table(row, path) for some in (paths, ever) for path in some), default=0)


def _in_table(row: Row, path: str) -> int:
    number = path.removeprefix(row.table + "/").split("/")[0] if path.startswith(row.table + "/") else ""
    return int(number) if NUMBER.fullmatch(number) else 0
