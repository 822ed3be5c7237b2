"""The files of a framework's own folder, as data, and the sheets that they are."""

import tomllib
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from siptui.framework.checking import FILES
from siptui.framework.data_file import FrameworkFault, content
from siptui.framework.folders import IDENTITY, Home
from siptui.framework.model import Form
from siptui.framework.reading import FORMS
from siptui.sheets.cells import Sheet

FORM = "form"
"""What the first row of a form's sheet is, below which its name is the file's."""
TITLES = {IDENTITY: "framework", "kips": "indicators"}
"""Sheets that are not called as their file is."""
README, LISTS = "read me", "lists"


class DataFile(Struct):
    """A file by its name without the ending (`scales`, `forms/alert`), what it holds, and what it is typed as."""

    stem: str
    data: dict[str, Any]

    @property
    def kind(self) -> type:
        """What the file is typed as."""
        return kind_of(self.stem)

    @property
    def digest(self) -> str:
        """Twelve signs that are others once what it holds is changed; a comment is none of that."""
        said = msgspec.json.encode(self.data, order="sorted")
        return blake2b(said, digest_size=6).hexdigest()

    @property
    def what(self) -> str:
        """What its first row is."""
        return FORM if self.stem.startswith(f"{FORMS}/") else title_of(self.stem)


def kind_of(stem: str) -> type:
    """What a file of that name holds."""
    return Form if stem.startswith(f"{FORMS}/") else FILES[stem]


def title_of(stem: str) -> str:
    """What the sheet of a file is called."""
    return TITLES.get(stem, stem.removeprefix(f"{FORMS}/"))


def stem_of(title: str) -> str:
    """The file that a sheet called so is, where its first row does not say."""
    return next((stem for stem in FILES if title_of(stem) == title), f"{FORMS}/{title}")


def stems_in(folder: Path) -> list[str]:
    """The files of a framework that a folder has, the forms last."""
    forms = sorted(f"{FORMS}/{path.stem}" for path in folder.glob(f"{FORMS}/*.toml"))
    return [stem for stem in FILES if (folder / f"{stem}.toml").exists()] + forms


def files_of(home: Home) -> list[DataFile]:
    """Every file of a framework's own folder. Raises FrameworkFault."""
    found = []
    for stem in stems_in(home.folder):
        path = home.path(stem)
        try:
            found.append(DataFile(stem, tomllib.loads(content(path, home.owners).decode())))
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as fault:
            raise FrameworkFault(f"{path}: not TOML: {fault}") from fault
    return found


def name_in(sheets: Sequence[Sheet]) -> str:
    """The framework that a workbook says it was made from; "" where it does not."""
    return next((sheet.text(0, 1) for sheet in sheets if sheet.name == README), "")


def digests_in(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The digest that each file had when a workbook was made from it, by its name; none where it does not say."""
    said = [sheet.text(row, 1).split() for sheet in sheets if sheet.name == README for row in range(1, len(sheet.rows))]
    return {words[0]: words[1] for words in said if len(words) == 2}
