"""Unique pupil numbers: their check letter (facts.md §5d), and the keyed hashes by which a pupil is known again."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from operator import mul
from typing import TYPE_CHECKING

from siptui.sheets.cells import Cell, letters, plain
from siptui.tracking.layout import Table

if TYPE_CHECKING:
    from siptui.tracking.pupils import Rows

CHECK = "abcdefghjklmnpqrtuvwxyz"  # facts.md §5d: without i, o and s
SHAPE = re.compile(r"[a-z][0-9]{11}[0-9a-z]")
UPN = re.compile(rf"[{CHECK}][0-9]{{11}}[0-9{CHECK}]")
VALUES = {c: n for n, c in enumerate(CHECK)} | {str(n): n for n in range(10)}
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


def check_letter(upn: str) -> str:
    """The letter that a UPN, in lower case, should begin with; a temporary one has a letter at its end."""
    parts = _weighed(upn[1:8], 2), _weighed(upn[8:10], 9), _weighed(upn[10:], 11)  # the school, the year, the pupil
    return CHECK[sum(parts) % len(CHECK)]


@lru_cache(maxsize=8192)  # the parts of many UPNs are few
def _weighed(part: str, weight: int) -> int:
    """Part of a UPN, each of its characters times its place, of which the first is `weight`."""
    return sum(map(mul, range(weight, 14), map(VALUES.__getitem__, part)))


def hashed(upn: str, keyed: blake2b) -> str:
    """A UPN as it is kept: BLAKE2b under the store's own key, of so many digits."""
    one = keyed.copy()  # quicker than a new one
    one.update(upn.encode())
    return one.hexdigest()


def read_upns(tables: "Iterable[tuple[Table, Rows]]", key: bytes) -> tuple[dict[str, list[str]], list[str]]:
    """The hashes of a file's UPNs by year group, none without a key; and what is said of UPNs that cannot be right.

    Of those cells are named, never the numbers.
    """
    keyed = blake2b(digest_size=LENGTH // 2, key=key)
    found: dict[int, set[str]] = {}
    wrong: dict[str, list[str]] = {}
    for table, rows in tables:
        columns = table.of("upn")
        for pupil in rows.pupils:
            if not pupil.key or pupil.key[0] != "upn":
                continue
            upn = pupil.key[1]
            whole = UPN.fullmatch(upn) is not None
            if whole and key and pupil.year is not None:
                found.setdefault(pupil.year, set()).add(hashed(upn, keyed))
            if columns and not (whole and upn[0] == check_letter(upn)):
                what = "have a wrong check letter" if whole else "are no UPN"
                line, at = table.sheet.address(pupil.row, columns[0])
                wrong.setdefault(what, []).append(f"{table.sheet.name}!{letters(at)}{line}")
    notes = [
        f"UPN: {len(cells)} {what} (first in {cells[0]}); their results count all the same"
        for what, cells in wrong.items()
    ]
    return {str(year): sorted(found[year]) for year in sorted(found)}, notes
