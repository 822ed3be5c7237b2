"""A slip in a framework's workbook is said by sheet and cell, and nothing is changed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from siptui.framework.folders import FOLDER
from support import split_processes
from support.milton_keynes import FRAMEWORK
from support.shell import Shell

NORFOLK = "norfolk_2010_11"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store `s` that has a framework of its own, of a few files, and its workbook `a.xlsx`."""
    made = tmp_path_factory.mktemp("exported")
    shell = Shell(made / "s")
    shell("init")
    ours, theirs = made / "s" / "frameworks" / "ours", FOLDER / FRAMEWORK
    (ours / "forms").mkdir(parents=True)
    for name in ("calendar", "kips", "scales", "steps", "forms/autumn", "forms/spring"):
        shutil.copy(theirs / f"{name}.toml", ours / f"{name}.toml")
    (ours / "framework.toml").write_text(
        f'title = "Ours"\nauthority = "Anyshire"\nyear = "2010-11"\nextends = "{FRAMEWORK}"\n', "utf-8"
    )
    shell("framework", "export", "ours", "--out", str(made / "a.xlsx"))
    return made


@pytest.fixture
def siptui(exported: Path, tmp_path: Path) -> Shell:
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    return Shell(tmp_path / "s")


def cell_of(book: Workbook, title: str, heading: str, name: str) -> Any:
    """The cell under a heading in the row of that name."""
    sheet = book[title]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("name")].value == name)
    return row[heads.index(heading)]


def changed(path: Path, *edits: tuple[str, str, str, object]) -> list[str]:
    """Edit cells of a workbook; gives where they are."""
    book = load_workbook(path)
    where = []
    for title, heading, name, value in edits:
        cell = cell_of(book, title, heading, name)
        cell.value = value
        where.append(f"{path.name}: {title}!{cell.coordinate}: ")
    book.save(path)
    return where


def test_an_untouched_workbook_changes_nothing(siptui: Shell, tmp_path: Path) -> None:
    assert siptui("framework", "import", str(tmp_path / "a.xlsx")).startswith("nothing to change in ")


def test_what_changes_is_said_and_done_on_yes(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    changed(file, ("autumn", "label", "time_in_school", "Hours in school"))
    own = tmp_path / "s" / "frameworks" / "ours" / "forms" / "autumn.toml"
    before = own.read_text()
    said = siptui("framework", "import", str(file), "--dry-run")
    assert said.endswith("time_in_school: label 'Time in school' is now 'Hours in school'\n")
    assert own.read_text() == before
    siptui("framework", "import", str(file), "--yes")
    assert own.read_text() == before.replace("Time in school", "Hours in school", 1)


def test_a_file_changed_since_the_workbook_was_made_is_named(siptui: Shell, tmp_path: Path) -> None:
    own = tmp_path / "s" / "frameworks" / "ours" / "forms" / "autumn.toml"
    own.write_text("# looked at again\n" + own.read_text())
    ours = ["--store", str(siptui.folder), "--as", "tester", "framework", "import", str(tmp_path / "a.xlsx")]
    assert "since this workbook" not in split_processes.run(ours).err  # a comment is no change
    own.write_text(own.read_text().replace("Time in school", "Hours in school", 1))
    said = split_processes.run([*ours, "--dry-run"])
    assert "forms/autumn.toml: has been changed since this workbook was made" in said.err
    assert "label 'Hours in school' is now 'Time in school'" in said.out


def test_every_slip_is_said_by_sheet_and_cell(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    where = changed(
        file,
        ("autumn", "kind", "time_in_school", "lime"),
        ("autumn", "required", "focus", "perhaps"),
        ("spring", "slots", "actions", "eight"),
        ("calendar", "first", "autumn", "soon"),
        ("indicators", "what", "S2", "kip"),
    )
    says = ["'lime' is none of", "neither yes nor no", "is no number", "is no date", "there are: "]
    lines = siptui("framework", "import", str(file), "--yes", status=1).splitlines()
    for place, reason in zip(where, says, strict=True):
        assert any(line.startswith(place) and reason in line for line in lines), (place, lines)
    assert len(lines) == len(where)


def test_a_misspelt_heading_is_one_line_at_its_cell(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = load_workbook(file)
    said = []
    for title, right, wrong in (
        ("autumn", "label", "lable"),
        ("spring", "block", "blok"),
        ("scales", "name", "Nmae"),
        ("steps", "to", "twoo"),
    ):
        heading = next(cell for cell in book[title][1] if cell.value == right)
        heading.value = wrong
        do = f"did you mean {right}?" if wrong != "twoo" else ""
        said.append(f"a.xlsx: {title}!{heading.coordinate}: there is no column {wrong!r}; {do}")
    book.save(file)
    lines = siptui("framework", "import", str(file), "--yes", status=1).splitlines()
    assert len(lines) == len(said), lines
    for start in said:
        assert any(line.startswith(start) for line in lines), (start, lines)


def test_a_column_that_is_gone_and_is_needed_is_one_line(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = load_workbook(file)
    gone = (("autumn", "label"), ("spring", "block"), ("scales", "name"))
    for title, right in gone:
        cell = next(cell for cell in book[title][1] if cell.value == right)
        book[title].delete_cols(cell.column)
    book.save(file)
    lines = siptui("framework", "import", str(file), "--yes", status=1).splitlines()
    assert sorted(lines) == sorted(
        f"a.xlsx: {title}!A1: there is no column `{right}`, which its rows need" for title, right in gone
    )


def test_an_empty_cell_that_may_not_be_is_said_at_that_cell_by_its_heading(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = load_workbook(file)
    places = []
    for title, heading, name in (
        ("autumn", "label", "focus"),
        ("autumn", "name", "time_in_school"),
        ("scales", "name", "kip_category"),
    ):
        cell = cell_of(book, title, heading, name)
        cell.value = None
        places.append(f"a.xlsx: {title}!{cell.coordinate}: `{heading}` is missing")
    title_row = next(row for row in book["framework"].iter_rows() if row[0].value == "authority")
    title_row[1].value = None
    places.append(f"a.xlsx: framework!{title_row[1].coordinate}: `authority` is missing")
    book.save(file)
    lines = siptui("framework", "import", str(file), "--yes", status=1).splitlines()
    assert sorted(lines) == sorted(places)


def test_a_sheet_that_is_gone_leaves_its_file_and_that_is_said(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = load_workbook(file)
    del book["calendar"]
    book.save(file)
    own = tmp_path / "s" / "frameworks" / "ours"
    before = (own / "calendar.toml").read_text()
    done = split_processes.run(
        ["--store", str(siptui.folder), "--as", "tester", "framework", "import", str(file), "--yes"]
    )
    assert done.err == "calendar.toml: no sheet is of it, and it stays as it is\n"
    assert done.out.startswith("nothing to change in ")
    assert (own / "calendar.toml").read_text() == before


def test_a_name_that_leads_nowhere_is_said_at_its_cell(siptui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    (place,) = changed(file, ("autumn", "scale", "category_current", "stars"))
    line = siptui("framework", "import", str(file), "--yes", status=1).splitlines()[0]
    assert line.startswith(place), line
    assert "there is no scale 'stars'" in line


@pytest.mark.parametrize(
    "make", [lambda path: path.write_bytes(b"PK\x03\x04nonsense"), lambda path: path.write_text("a,b\n1,2\n")]
)
def test_what_is_no_such_workbook_is_refused(siptui: Shell, tmp_path: Path, make: Callable[[Path], object]) -> None:
    file = tmp_path / "b.xlsx"
    make(file)
    said = siptui("framework", "import", str(file), "--yes", status=1)
    assert said.startswith("b.xlsx: ")


def test_the_packages_own_is_written_elsewhere_or_not_at_all(siptui: Shell, tmp_path: Path) -> None:
    file, out = tmp_path / "n.xlsx", tmp_path / "new"
    siptui("framework", "export", NORFOLK, "--out", str(file))
    assert "none of your own" in siptui("framework", "import", str(file), "--yes", status=1)
    siptui("framework", "import", str(file), "--yes", "--out", str(out))
    for path in (FOLDER / NORFOLK).glob("**/*.toml"):
        assert (out / path.relative_to(FOLDER / NORFOLK)).read_bytes() == path.read_bytes(), "its comments too"
    assert split_processes.run(["framework", "check", str(out)]).status == 0
