"""What a framework's workbook would make of a folder: which files would change, how, and what is wrong with that."""

import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from siptui.framework.checking import FileFault, checked
from siptui.framework.data_faults import in_words
from siptui.framework.folders import IDENTITY, Home, Places
from siptui.framework.reading import FORMS
from siptui.records.problem import Place, Problem
from siptui.workbooks.frameworks.files import DataFile, stems_in
from siptui.workbooks.frameworks.from_sheets import SheetRead
from siptui.workbooks.frameworks.toml_in_place import changes, text_with


class ProposedFile(Struct, frozen=True):
    """A file by its name without the ending, its new text (None: it goes), and what changes, a line each."""

    stem: str
    text: str | None
    changes: list[str]


def proposed(found: Sequence[SheetRead], folder: Path, base: Home | None) -> list[ProposedFile]:
    """What would be written in a folder, which need not be there; comments it lacks come from `base`.

    A file that no sheet is of stays, but for a form that the framework no longer names.
    """
    result = []
    for read in found:
        path = folder / f"{read.file.stem}.toml"
        before = _text(path)
        model = before or (_text(base.path(read.file.stem)) if base else "")
        text = text_with(model, read.file.data)
        what = changes(_data(before), read.file.data) if before else [f"is new: {len(text.splitlines())} lines"]
        if what:
            result.append(ProposedFile(read.file.stem, text, what))
    said = {read.file.stem: read.file.data for read in found}
    listed = said.get(IDENTITY, {}).get("forms")
    for stem in stems_in(folder):
        gone = stem not in said and stem.startswith(f"{FORMS}/") and listed and Path(stem).name not in listed
        if gone:
            result.append(ProposedFile(stem, None, ["is taken away: no sheet is of it"]))
    return result


def newer(files: Sequence[ProposedFile], folder: Path, digests: Mapping[str, str]) -> list[str]:
    """Those of the proposed files that have been changed in the folder since a workbook was made from them."""
    stand = [DataFile(each.stem, _data(_text(folder / f"{each.stem}.toml"))) for each in files]
    return [each.stem for each in stand if each.data and digests.get(each.stem, each.digest) != each.digest]


def left(found: Sequence[SheetRead], files: Sequence[ProposedFile], folder: Path) -> list[str]:
    """The files of a folder that stay because no sheet is of them."""
    said = {read.file.stem for read in found} | {each.stem for each in files}
    return [stem for stem in stems_in(folder) if stem not in said]


def wrong_with(
    files: Sequence[ProposedFile], found: Sequence[SheetRead], folder: Path, places: Places, workbook: str
) -> list[Problem]:
    """What would be wrong with the framework in the folder, by sheet and cell wherever that can be told."""
    with tempfile.TemporaryDirectory() as place:
        tried = Path(place) / folder.name
        put(tried, {stem: _text(folder / f"{stem}.toml") for stem in stems_in(folder)}, files)
        return [_problem(fault, tried, folder, found, workbook) for fault in checked(tried, places).faults]


def put(folder: Path, standing: dict[str, str], files: Sequence[ProposedFile]) -> None:
    """Write files into a folder: those that stand, then those proposed. Raises OSError."""
    for each in [*(ProposedFile(stem, text, []) for stem, text in standing.items()), *files]:
        path = folder / f"{each.stem}.toml"
        if each.text is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".tmp")
        beside.write_text(each.text, "utf-8")
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)


def _problem(fault: FileFault, tried: Path, folder: Path, found: Sequence[SheetRead], workbook: str) -> Problem:
    stem = str(fault.path.relative_to(tried).with_suffix("")) if fault.path.is_relative_to(tried) else ""
    for read in found:
        if read.file.stem == stem:
            place = _cell(read, fault.key)
            return Problem(f"{workbook}: {place}", f"{fault.key}: {fault.reason}", code="framework_fault", place=place)
    where = str(folder / fault.path.relative_to(tried)) if stem else str(fault.path)
    return Problem(where, f"{fault.key}: {fault.reason}", code="framework_fault")


def _cell(read: SheetRead, key: str) -> Place:
    """The cell of a key as faults tell it, which leave out what the lists are called."""
    wanted = key.split(": ")
    while wanted:
        fits = []
        for where, place in read.cells.items():
            words = iter(in_words(read.file.data, where).split(": "))
            if all(word in words for word in wanted):
                fits.append((len(where), place))
        if fits:
            return min(fits, key=lambda each: each[0])[1]
        wanted = wanted[:-1]
    return read.cell(())


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _data(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
