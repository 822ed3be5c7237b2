"""What a file is that holds no pupils with results: a list of staff, of schools, of governors, national statistics.

The headings by which each is told, and what is said of it, are data (`schemas/tracking/other_files.toml`).
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from msgspec import field

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.sheets.cells import Sheet, blank, plain, shown
from siptui.tracking.vocabulary.schema_tables import FOLDER


class OtherFile(Data, frozen=True):
    """A kind of file: the headings that it has, and what is said of it."""

    what: str
    do: str
    some: list[str]
    least: int
    all: list[list[str]] = field(default_factory=list)


class OtherFiles(Data, frozen=True):
    """other_files.toml."""

    within: int
    files: list[OtherFile]


@lru_cache(maxsize=2)
def other_files(folder: Path = FOLDER) -> OtherFiles:
    """The kinds of file. Raises FrameworkFault."""
    path = folder / "other_files.toml"
    return kept_for_next_start.ready(
        "other_files", folder, OtherFiles, lambda: (data_file.read(path, OtherFiles), [folder])
    )


def other_file(sheets: Iterable[Sheet]) -> OtherFile | None:
    """The kind of file that some sheets are; None where they are of none that is known."""
    table = other_files()
    for sheet in sheets:
        for row in sheet.rows[: table.within]:
            said = {plain(shown(cell)) for cell in row if not blank(cell)}
            found = next((each for each in table.files if _is(each, said)), None) if len(said) > 1 else None
            if found:
                return found
    return None


def _is(each: OtherFile, said: set[str]) -> bool:
    return all(not said.isdisjoint(ways) for ways in each.all) and len(said.intersection(each.some)) >= each.least
