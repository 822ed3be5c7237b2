"""Unique pupil numbers: their check letter (facts.md §5d), and the keyed hashes by which a pupil is known again."""

import re
from collections.abc import Iterable
from hashlib import blake2b
from operator import mul

from siptui.tracking.cells import letters
from siptui.tracking.layout import Table
from siptui.tracking.pupils import Pupil, Rows

CHECK = "abcdefghjklmnpqrtuvwxyz"  # facts.md §5d: without i, o and s
UPN = re.compile(rf"[{CHECK}]\d{{11}}[0-9{CHECK}]")
VALUES = {c: n for n, c in enumerate(CHECK)} | {str(n): n for n in range(10)}
WEIGHTS = range(2, 14)
LENGTH = 12  # hexadecimal digits that are kept of a hash: two of 10,000 pupils share one once in 5 million times


def check_letter(upn: str) -> str:
    """The letter that a UPN, in lower case, should begin with; a temporary one has a letter at its end."""
    return CHECK[sum(map(mul, WEIGHTS, map(VALUES.__getitem__, upn[1:]))) % len(CHECK)]


def hashed(upn: str, key: bytes) -> str:
    """A UPN as it is kept: BLAKE2b under the store's own key, of so many digits."""
    return blake2b(upn.encode(), digest_size=LENGTH // 2, key=key).hexdigest()


def hashed_pupils(tables: Iterable[tuple[Table, Rows]], key: bytes) -> dict[str, list[str]]:
    """The hashes of a file's UPNs by year group; nothing without a key."""
    found: dict[str, set[str]] = {}
    for _, rows in tables if key else ():
        for pupil in rows.pupils:
            upn = _upn(pupil)
            if UPN.fullmatch(upn) and pupil.year is not None:
                found.setdefault(str(pupil.year), set()).add(hashed(upn, key))
    return {year: sorted(found[year]) for year in sorted(found, key=int)}


def upn_notes(tables: Iterable[tuple[Table, Rows]]) -> list[str]:
    """What is said of UPNs that cannot be right: cells, never the numbers."""
    wrong: dict[str, list[str]] = {}
    for table, rows in tables:
        columns = table.of("upn")
        for pupil in rows.pupils:
            upn = _upn(pupil)
            what = "" if not upn else "are no UPN" if not UPN.fullmatch(upn) else "have a wrong check letter"
            if what == "have a wrong check letter" and check_letter(upn) == upn[0]:
                continue
            if what and columns:
                line, at = table.sheet.address(pupil.row, columns[0])
                wrong.setdefault(what, []).append(f"{table.sheet.name}!{letters(at)}{line}")
    return [
        f"UPN: {len(cells)} {what} (first in {cells[0]}); their results count all the same"
        for what, cells in wrong.items()
    ]


def _upn(pupil: Pupil) -> str:
    return pupil.key[1] if pupil.key and pupil.key[0] == "upn" else ""
