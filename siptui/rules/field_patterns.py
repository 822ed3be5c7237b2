"""The fields that a name or a pattern in a form means: beside another field, in its form, or anywhere in the record."""

from collections.abc import Iterator

from siptui.framework.places import ANY, EACH, Field
from siptui.records.change import Record
from siptui.records.fields import Fields, fits
from siptui.rules.needed import numbers_of
from siptui.rules.table_rows import in_order, rows_there

ROW = "{row}"
"""In a pattern, the row or slot that the field which asks is in."""


def row_segment(field: Field) -> str:
    """The segment of a field's path that names its row, or its slot."""
    segments = field.path.split("/")
    own = field.asked is not None and segments[-1] == field.asked.key
    return segments[-2] if own and len(segments) > 1 else segments[-1]


def matching(fields: Fields, record: Record, pattern: str, asking: Field) -> list[Field]:
    """The fields that `pattern` means to the field `asking`, in the order of the forms.

    A name means the field of that name in the same row, else in the next folder up, to the top of the form. A pattern
    with `*` for any one segment is looked for from the same folders; with a leading / from the top of the record;
    `{row}` is the row that `asking` is in. Of what there can be any number of, those are meant that the record has.
    """
    pattern = pattern.replace(ROW, row_segment(asking))
    if pattern.startswith("/"):
        return everywhere(fields, record, pattern[1:])
    folder = asking.path.rpartition("/")[0]
    while True:
        if found := everywhere(fields, record, f"{folder}/{pattern}" if folder else pattern):
            return found
        if not folder:
            return []
        folder = folder.rpartition("/")[0]


def everywhere(fields: Fields, record: Record, pattern: str) -> list[Field]:
    """The fields whose paths fit a pattern from the top of the record."""
    if EACH not in pattern:
        found = fields.find(pattern)
        return [found] if found else []
    listed, numbered = fields.fitting(pattern)
    if not numbered:
        return listed
    wanted = pattern.split("/")
    known = {field.path for field in listed}
    there = [path for path in _of_listed_rows(fields, record) if path not in known and fits(wanted, path)]
    there += _of_numbers(numbered, wanted, record)
    return [*listed, *(field for path in dict.fromkeys(there) if (field := fields.find(path)))]


def _of_numbers(numbered: list[list[str]], wanted: list[str], record: Record) -> list[str]:
    """The places, filled or not, of every number that the pattern names or, where it has `*`, the record holds.

    By number, and of one number in the order of the form.
    """
    found: list[tuple[list[tuple[int, int, str]], int, str]] = []
    stems: dict[str, set[str]] = {}
    for order, segments in enumerate(numbered):
        last = len(segments) - segments[::-1].index(ANY)
        head = [w if s == ANY else s for s, w in zip(segments, wanted, strict=True)][:last]
        stem = "/".join(head)
        if stem not in stems:
            stems[stem] = {stem} if EACH not in head else set(_stems_there(head, record))
        numbers = [i for i, segment in enumerate(segments) if segment == ANY]
        for each in stems[stem]:
            parts = each.split("/")
            key = _in_order("/".join(parts[i] for i in numbers))
            found.append((key, order, "/".join([*parts, *segments[last:]])))
    return [path for _, _, path in sorted(found)]


def _stems_there(head: list[str], record: Record) -> Iterator[str]:
    """The beginnings of a record's paths that fit the first segments of a pattern."""
    for path in record:
        segments = path.split("/")
        if len(segments) > len(head) and all(w in (EACH, s) for w, s in zip(head, segments, strict=False)):
            yield "/".join(segments[: len(head)])


def _of_listed_rows(fields: Fields, record: Record) -> Iterator[str]:
    """The places of tables that have their rows from another list, filled or not."""
    for form in fields.framework.forms:
        for block in form.tables:
            if block.rows_of:
                for number in numbers_of(form, record):
                    at = f"{form.where(block).replace(ANY, number)}/{block.key}"
                    for row in rows_there(block, at, record):
                        yield from (f"{at}/{row}/{column.key}" for column in block.columns)


def bound(wanted: list[str], path: str) -> list[str]:
    """What each `*` of a pattern stands for in a path that fits it."""
    return [s for w, s in zip(wanted, path.split("/"), strict=True) if w == EACH]


def _in_order(path: str) -> list[tuple[int, int, str]]:
    """Numbered rows by their number."""
    return [in_order(segment) for segment in path.split("/")]
