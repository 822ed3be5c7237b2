"""The fields that a name or a pattern in a form means: beside another field, in its form, or anywhere in the record."""

from collections.abc import Iterator

from siptui.framework.places import ANY, Field
from siptui.records.change import Record
from siptui.records.fields import EACH, Fields, fits
from siptui.rules.needed import numbers_of
from siptui.rules.table_rows import rows_there


def matching(fields: Fields, record: Record, pattern: str, asking: Field) -> list[Field]:
    """The fields that `pattern` means to the field `asking`, in the order of the forms.

    A name means the field of that name in the same row, else in the next folder up, to the top of the form. A pattern
    with `*` for any one segment is looked for from the same folders; with a leading / from the top of the record. Of
    what there can be any number of, those are meant that the record has.
    """
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
    there = {path for path in (*record, *_of_listed_rows(fields, record)) if path not in known and fits(wanted, path)}
    return [*listed, *(field for path in sorted(there, key=_in_order) if (field := fields.find(path)))]


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
    return [(0, int(s), "") if s.isdecimal() else (1, 0, s) for s in path.split("/")]
