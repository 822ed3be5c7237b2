"""The comments in a document that came back, as rows of the table that the form keeps them in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from siptui.documents.layout.note import Document
from siptui.documents.returned.document_read import Comment
from siptui.documents.text_without_controls import plain
from siptui.framework.model import Form, TableBlock
from siptui.records.change import Change, Edit, Record
from siptui.records.controls_made_visible import cleaned
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem
from siptui.records.values import BadValue, parse
from siptui.rules.numbered_rows import Row, highest
from siptui.rules.steps import why_locked

LONGEST_NAME = 160  # characters of what an answer is called
LONGEST_ABOUT = 80  # characters of the words that a comment is on


class CommentRead(Struct, frozen=True):
    """A comment, the path of the answer that it is on ("" for none), and the changes that keep it.

    There are none where it is kept already, or cannot be kept; `kept` tells the one from the other.
    """

    path: str
    comment: Comment
    changes: list[Change] = []
    kept: bool = False


def comments_to_keep(
    file: str,
    comments: Iterable[tuple[str, Comment]],
    fields: Fields,
    printed: Document,
    ours: Record,
    changes: Sequence[Change],
    backwards: Callable[[], Iterable[Edit]],
    problems: list[Problem],
) -> list[CommentRead]:
    """Each comment with the row that keeps it; what is in the way of keeping one is said.

    `changes` are those that the document proposes besides; `backwards` gives the history told from its end, for a row
    keeps its number for good. A comment is known again by whose it is, when it was made, and its words.
    """
    known, tables = _known(fields, ours), _tables(fields, printed)
    rows = _Rows(ours, changes, backwards)
    found: list[CommentRead] = []
    lost: Counter[str] = Counter()
    for path, comment in comments:
        place, table = _table_of(fields, path, tables)
        if _as_known(comment) in known:
            found.append(CommentRead(path, comment, kept=True))
        elif not table:
            lost[""] += 1
            found.append(CommentRead(path, comment))
        elif why_locked(fields, ours, f"{table}/1/comment"):
            lost[place] += 1
            found.append(CommentRead(path, comment))
        else:
            row = rows.next(table)
            made = _changes(file, fields, row.place, place, path, comment, problems)
            found.append(CommentRead(path, comment, made))
    problems += [_not_kept(file, fields, place, count) for place, count in lost.items()]
    return found


class _Rows:
    """The next free row of each table."""

    def __init__(self, ours: Record, changes: Sequence[Change], backwards: Callable[[], Iterable[Edit]]) -> None:
        self._ours, self._changes, self._backwards = ours, changes, backwards
        self._last: dict[str, int] = {}

    def next(self, table: str) -> Row:
        if table not in self._last:
            paths = [*self._ours, *(change.path for change in self._changes)]
            self._last[table] = highest(Row(table, 1, 0), paths, self._backwards())
        self._last[table] += 1
        return Row(table, self._last[table], 0)


def _tables(fields: Fields, printed: Document) -> dict[str, str]:
    """Where the forms of a document keep comments, by the place of each form."""
    found = {}
    for sheet in printed.sheets:
        form = fields.form_at(sheet.place) if sheet.place else None
        if form and form.comments:
            found[sheet.place] = _at(form, sheet.place, form.comments)
    return found


def _at(form: Form, place: str, table: TableBlock) -> str:
    return form.numbered(place, f"{form.where(table)}/{table.key}")


def _table_of(fields: Fields, path: str, tables: Mapping[str, str]) -> tuple[str, str]:
    """The form that keeps a comment on an answer, and its table: its own, or else the latest form of the document."""
    form = fields.form_of(path) if path else None
    place = form.place_of(path) if form else ""
    if place in tables:
        return place, tables[place]
    return list(tables.items())[-1] if tables else ("", "")


def _known(fields: Fields, record: Record) -> set[tuple[str, str, str]]:
    """The comments that a record keeps."""
    found = set()
    for path, value in record.items():
        row, _, column = path.rpartition("/")
        if column != "comment" or not (form := fields.form_of(path)) or not form.comments:
            continue
        if row.rpartition("/")[0] == _at(form, form.place_of(path), form.comments):
            who, when = (str(record.get(f"{row}/{each}", "")) for each in ("who", "when"))
            found.add((who, when, _plainly(str(value))))
    return found


def _as_known(comment: Comment) -> tuple[str, str, str]:
    return cleaned(comment.author), _when(comment), _plainly(comment.text)


def _plainly(text: str) -> str:
    return " ".join(plain(text).replace("\u2011", "-").replace("\u00ad", "").split())


def _when(comment: Comment) -> str:
    return cleaned(comment.when).replace("T", " ")


def _changes(
    file: str, fields: Fields, row: str, place: str, path: str, comment: Comment, problems: list[Problem]
) -> list[Change]:
    """The row of a comment; none where something in it does not fit, which is said."""
    said = {
        "who": cleaned(comment.author),
        "when": _when(comment),
        "about": _about(fields, place, path, comment),
        "comment": plain(comment.text).strip(),
    }
    try:
        values = {key: parse(fields[f"{row}/{key}"], text) for key, text in said.items()}
    except BadValue as fault:
        what = f"a comment of {said['who'][:80] or 'somebody'} {fault}"
        problems.append(Problem(file, what, "type it here by hand", facts={"path": path}, code="bad_comment"))
        return []
    return [Change(f"{row}/{key}", value, None) for key, value in values.items() if value is not None]


def _about(fields: Fields, place: str, path: str, comment: Comment) -> str:
    """What a comment is on: the answer's name, and the words."""
    name = ""
    if path:
        field, form = fields[path], fields.form_of(path)
        own = form is not None and form.place_of(path) == place
        name = f"{field.kip} {field.label}".strip() if own else full_name(fields.framework, fields, path)
    words = " ".join(plain(comment.on).split())
    words = words if len(words) <= LONGEST_ABOUT else words[: LONGEST_ABOUT - 1] + "…"
    return ": ".join(filter(None, [name[:LONGEST_NAME], f"“{words}”" if words else ""]))


def _not_kept(file: str, fields: Fields, place: str, count: int) -> Problem:
    some = "1 comment is not kept" if count == 1 else f"{count} comments are not kept"
    if not place:
        what, do = f"{some}: its forms have no place for comments", "type in by hand what is to stay"
        return Problem(file, what, do, facts={"comments": count}, code="no_place_for_comments")
    form = fields.form_at(place)
    named = (form.called or form.title) if form else place
    what, do = f"{some}: {named} is locked", "open it again to keep them, or answer them elsewhere"
    return Problem(file, what, do, facts={"comments": count, "place": place}, code="comments_locked")
