"""Unique pupil numbers: their check letter (facts.md §5d), and the keyed hashes by which a pupil is known again."""

import re
from collections.abc import Iterable
from operator import mul
from typing import TYPE_CHECKING

from siptui.sheets.cells import Cell, letters, plain

if TYPE_CHECKING:
    from hashlib import blake2b

    from siptui.tracking.layout import Table
    from siptui.tracking.pupils import Rows

CHECK = "abcdefghjklmnpqrtuvwxyz"  # facts.md §5d: without i, o and s
SHAPE = re.compile(r"[a-z][0-9]{11}[0-9a-z]")
UPN = re.compile(rf"[{CHECK}][0-9]{{11}}[0-9{CHECK}]")
VALUES = bytes.maketrans((CHECK + "0123456789").encode(), bytes([*range(len(CHECK)), *range(10)]))
WEIGHTS = (-1, *range(2, 14))  # so that a right check letter brings all to nothing
LENGTH = 12  # hexadecimal digits that are kept of a hash: two of 10,000 pupils share one once in 5 million times


def upn_in(cell: Cell) -> str:
    """What a cell holds in the shape of a UPN, in lower case and without spaces; "" if it holds none."""
    if not isinstance(cell, str):
        return ""
    text = cell.lower()
    if SHAPE.fullmatch(text):
        return text
    text = plain(cell).replace(" ", "")
    return text if SHAPE.fullmatch(text) else ""


def is_right(upn: str) -> bool:
    """Whether a UPN, in lower case, begins with its check letter; a temporary one has a letter at its end too."""
    total: int = sum(map(mul, WEIGHTS, upn.encode().translate(VALUES)))
    return total % len(CHECK) == 0


def hashed(upn: str, keyed: "blake2b") -> str:
    """A UPN as it is kept: BLAKE2b under the store's own key, of so many digits."""
    one = keyed.copy()  # quicker than a new one
    one.update(upn.encode())
    return one.hexdigest()


def _keyed(key: bytes) -> "blake2b":
    from hashlib import blake2b  # long in loading

    return blake2b(digest_size=LENGTH // 2, key=key)


def read_upns(tables: "Iterable[tuple[Table, Rows]]", key: bytes) -> tuple[dict[str, list[str]], list[str]]:
    """The hashes of a file's UPNs by year group, none without a key; and what is said of UPNs that cannot be right.

    Of those cells are named, never the numbers.
    """
    keyed = _keyed(key) if key else None
    found: dict[int, set[str]] = {}
    wrong: dict[str, list[str]] = {}
    for table, rows in tables:
        columns = table.of("upn")
        for pupil in rows.pupils:
            if not pupil.key or pupil.key[0] != "upn":
                continue
            upn = pupil.key[1]
            whole = UPN.fullmatch(upn) is not None
            if whole and keyed and pupil.year is not None:
                found.setdefault(pupil.year, set()).add(hashed(upn, keyed))
            if columns and not (whole and is_right(upn)):
                what = "have a wrong check letter" if whole else "are no UPN"
                line, at = table.sheet.address(pupil.row, columns[0])
                wrong.setdefault(what, []).append(f"{table.sheet.name}!{letters(at)}{line}")
    notes = [
        f"UPN: {len(cells)} {what} (first in {cells[0]}); their results count all the same"
        for what, cells in wrong.items()
    ]
    return {str(year): sorted(found[year]) for year in sorted(found)}, notes
