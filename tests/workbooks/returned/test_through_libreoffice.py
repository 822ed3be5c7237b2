"""A workbook through LibreOffice, as a school saves it: untouched it proposes nothing, edited exactly that."""

import shutil
import subprocess
from pathlib import Path

import pytest

from siptui.framework import load, names
from siptui.records.fields import Fields, fields_of
from siptui.records.values import Value
from siptui.workbooks.export import KINDS
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import edited, found, proposed, type_over, written

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not on this machine"),
]
HARD = "One\tline – “quoted”, e\u2011mail,  two spaces.\n\nAfter an empty line: £5 & <b>, café, _x0041_ "


def awkward(fields: Fields) -> dict[str, Value]:
    """A whole year, with figures without an end and texts that programs make something else of."""
    record = whole_year(fields)
    texts = [path for path in record if fields[path].kind == "text" and not fields[path].most]
    figures = [path for path in record if fields[path].kind == "points"]
    return record | dict.fromkeys(texts[::3], HARD.strip()) | dict.fromkeys(figures[::2], 46 / 3)


def converted(folder: Path, files: list[Path], kind: str) -> list[Path]:
    """Files as LibreOffice saves them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(PROGRAM), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True, timeout=240)
    return [folder / kind / f"{file.stem}.{kind}" for file in files]


def test_a_sample_of_each_kind_edited_and_saved_there_proposes_just_the_edits(tmp_path: Path) -> None:
    """Of each framework one kind, in one start of the program."""
    edits: dict[Path, tuple[str, Fields, dict[str, Value], dict[str, Value]]] = {}
    for name, form in zip(names(), KINDS, strict=True):
        fields = fields_of(load(name))
        record = awkward(fields)
        file = written(fields, record, form, tmp_path / f"{name}.xlsx")
        own = [p for p, place in fields.items() if place.kind in ("points", "percent") and p.startswith(form)]
        wanted: dict[str, Value] = dict.fromkeys(own[:2], 21.25)
        for path, value in wanted.items():
            edited(file, lambda book, file=file, path=path, value=value: type_over(book, file, path, value))
        edits[file] = (form, fields, record, wanted)
    for (form, fields, record, wanted), back in zip(edits.values(), converted(tmp_path, [*edits], "ods"), strict=True):
        assert (form, found(proposed(back, fields, record))) == (form, (wanted, [], []))


@pytest.mark.torture
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_untouched_they_propose_nothing_and_edited_exactly_that(tmp_path: Path, kind: str) -> None:
    made: list[tuple[str, str, Path]] = []
    for name in names():
        fields = fields_of(load(name))
        record = awkward(fields)
        for number, form in enumerate([*KINDS, "note"]):
            made.append((name, form, written(fields, record, form, tmp_path / f"{name}_{number}.xlsx")))
    for (name, form, _), back in zip(made, converted(tmp_path, [file for _, _, file in made], kind), strict=True):
        fields = fields_of(load(name))
        record = awkward(fields)
        assert (name, form, found(proposed(back, fields, record))) == (name, form, ({}, [], []))


@pytest.mark.torture
def test_what_is_edited_after_it_was_saved_there_is_proposed(tmp_path: Path) -> None:
    fields = fields_of(load("milton_keynes_2010_11"))
    record = whole_year(fields)
    path = "visits/autumn/judgements/S1.1/evaluation"
    (back,) = converted(tmp_path, [written(fields, record, "note", tmp_path / "note.xlsx")], "xlsx")
    edited(back, lambda book: type_over(book, back, path, "Seen again."))
    assert found(proposed(back, fields, record)) == ({path: "Seen again."}, [], [])
