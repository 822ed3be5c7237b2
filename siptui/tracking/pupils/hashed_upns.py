"""The keyed hashes of UPNs by which a pupil is known again next term."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.tables.table import Table

if TYPE_CHECKING:
    from hashlib import blake2b


from siptui.sheets.cells import letters
from siptui.tracking.vocabulary.upns import UPN, is_right

LENGTH = 12  # hexadecimal digits that are kept of a hash: two of 10,000 pupils share one once in 5 million times


def hashed(upn: str, keyed: "blake2b") -> str:
    """A UPN as it is kept: BLAKE2b under the store's own key, of so many digits."""
    one = keyed.copy()  # quicker than a new one
    one.update(upn.encode())
    return one.hexdigest()


def _keyed(key: bytes) -> "blake2b":
    from hashlib import blake2b  # long in loading

    return blake2b(digest_size=LENGTH // 2, key=key)


def read_upns(tables: Iterable[tuple[Table, Rows]], key: bytes) -> tuple[dict[str, list[str]], list[str]]:
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
