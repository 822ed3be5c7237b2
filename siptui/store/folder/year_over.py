"""Why a store takes nothing more: it is a year that is over, or one that is about to be."""

from pathlib import Path

from siptui.store.faults import UNCHANGED, StoreFault
from siptui.store.office_settings import Office


def frozen(folder: Path, office: Office) -> StoreFault | None:
    """What is said of a year that is over, and of a store between two years; None of any other."""
    if office.closed:
        what = f"the year {folder.name} is over, and stays as it was"
        return StoreFault(folder, what, f"{UNCHANGED}; go back to this year", code="year_over")
    return turned(folder, office) if office.turning else None


def turned(folder: Path, office: Office) -> StoreFault:
    """What is said where the store has gone on, or is about to, since it was opened."""
    if office.turning:
        what = "a new year is being begun, and nobody writes meanwhile"
        do = f"{UNCHANGED}; try again soon, or have its owner finish: siptui new-year --framework {office.turning}"
        return StoreFault(folder, what, do, code="year_turning")
    what, do = "has begun another year since you opened it", f"{UNCHANGED}; leave siptui, and open it again"
    return StoreFault(folder, what, do, code="year_turned")
