"""Which rows a table of a form has in a record."""

from siptui.framework.model import TableBlock
from siptui.framework.places import ANY, row_names
from siptui.records.change import Record
from siptui.records.fields import NUMBER


def rows_there(block: TableBlock, at: str, record: Record) -> list[str]:
    """The rows of a table that lies at `at` (its key the last of it), in order.

    Those known beforehand; else those that are filled in, and with `rows_of` every one of the other list: what is
    unanswered there is missing.
    """
    known = row_names(block)
    if known != [ANY]:
        return known
    found = _segments(f"{at}/", record)
    if block.rows_of:
        found |= _segments(f"{block.rows_of}/", record)
    return sorted(found, key=in_order)


def in_order(segment: str) -> tuple[int, int, str]:
    """What numbers, and then words, are sorted by; what is too long for a number that siptui gives is a word."""
    return (0, int(segment), "") if NUMBER.fullmatch(segment) else (1, 0, segment)


def _segments(start: str, record: Record) -> set[str]:
    return {path[len(start) :].split("/")[0] for path in record if path.startswith(start)}
