"""The keyed hashes of UPNs by which a pupil is known again next term."""

from collections.abc import Iterable

from siptui.sheets.cells import letters
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.upns import UPN, wrong_ones

LENGTH = 12  # hexadecimal digits that are kept of a hash: two of 10,000 pupils share one once in 5 million times


def hashes(upns: Iterable[str], key: bytes) -> list[str]:
    """UPNs as they are kept: BLAKE2b under the store's own key, of so many digits."""
    from hashlib import blake2b  # long in loading

    keyed, found = blake2b(digest_size=LENGTH // 2, key=key), []
    for upn in upns:
        one = keyed.copy()  # quicker than a new one
        one.update(upn.encode())
        found.append(one.hexdigest())
    return found


def read_upns(tables: Iterable[tuple[Table, Rows]], key: bytes) -> tuple[dict[str, list[str]], list[str]]:
    """The hashes of a file's UPNs by year group, none without a key; and what is said of UPNs that cannot be right.

    Of those cells are named, never the numbers.
    """
    found: dict[int, set[str]] = {}
    wrong: dict[str, list[str]] = {}
    for table, rows in tables:
        numbered = [(p.key[1], p) for p in rows.pupils if p.key and p.key[0] == "upn"]
        whole = [(upn, p) for upn, p in numbered if UPN.fullmatch(upn)]
        for upn, pupil in whole if key else ():
            if pupil.year is not None:
                found.setdefault(pupil.year, set()).add(upn)
        columns = table.of("upn")
        if columns:
            odd = [(whole[n][1].row, "have a wrong check letter") for n in wrong_ones([upn for upn, _ in whole])]
            if len(whole) < len(numbered):
                odd += [(p.row, "are no UPN") for upn, p in numbered if not UPN.fullmatch(upn)]
            for row, what in sorted(odd):
                line, at = table.sheet.address(row, columns[0])
                wrong.setdefault(what, []).append(f"{table.sheet.name}!{letters(at)}{line}")
    notes = [
        f"UPN: {len(cells)} {what} (first in {cells[0]}); their results count all the same"
        for what, cells in wrong.items()
    ]
    return {str(year): sorted(hashes(found[year], key)) for year in sorted(found)}, notes
