"""The years of a store that are over: each a store of the same layout in its folder `past/`, which is never written."""

import re
from pathlib import Path

from siptui.records.problem import Problem, Refused
from siptui.store.files import whole_files

FOLDER = "past"
NAME = re.compile(r"[0-9]{4}[A-Za-z0-9_.-]{0,20}")
"""What a year can be called, as `2010-11`: it names a folder."""


def names(store: Path) -> list[str]:
    """The years that are over in the store at a folder, the latest first. Raises StoreFault."""
    found = [each for each in whole_files.all_names(store / FOLDER) if NAME.fullmatch(each)]
    return sorted((each for each in found if whole_files.look(store / FOLDER / each / "office.json")), reverse=True)


def place(store: Path, year: str) -> Path:
    """Where the store of a year lies. Raises Refused where there is none."""
    known = names(store)
    if year not in known:
        do = f"there are: {', '.join(known)}" if known else "there are none yet; `siptui new-year` begins the next"
        what = f"no year {year[:30]!r} of this store is over"
        raise Refused(Problem("--year", what, do, facts={"year": year[:30], "known": known}, code="no_such_year"))
    return store / FOLDER / year
