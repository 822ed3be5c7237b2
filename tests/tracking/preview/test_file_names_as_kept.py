"""A file or a sheet that is named after a pupil: nothing that is kept of the import says whose."""

from pathlib import Path

import msgspec
import pytest

from siptui.intake.read_in_child import read_tracking
from siptui.tracking.proposal_types import ANSWERS, TrackingProposal
from support.shell import Shell
from support.spreadsheets.small_tables import FIELDS, FRAMEWORK, Rows, people, xlsx

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10"]
TWO: Rows = [HEAD, ["Ashgrove", "Tansy", 3, "2b"], ["O’Fenn", "Zoë May", 3, "2a"]]
SCHOOL = {"school/name": "Ashgrove Hill Primary"}


def read(
    path: Path,
    sheets: dict[str, Rows],
    record: dict[str, str] | None = None,
    answers: dict[str, str] | None = None,
) -> TrackingProposal:
    return read_tracking(xlsx(path, sheets), FRAMEWORK, FIELDS, record or {}, answers)


def kept(found: TrackingProposal) -> str:
    """Everything of an import that stays, as text."""
    return msgspec.json.encode([found.provenance, found.changes]).decode()


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Tansy Ashgrove",
            "Ashgrove, Tansy",
            "tansy_ashgrove_y3",
            "Report for TANSY",
            "Year 3 Tansy",
            "TansyAshgrove",
        ),
        *("Zoe", "zoë o'fenn", "May O'Fenn", "Fenn"),
    ],
)
def test_a_sheet_named_after_a_pupil_is_kept_by_its_number(tmp_path: Path, name: str) -> None:
    found = read(tmp_path / "a.xlsx", {"Notes": [["none"]], name: TWO})
    assert found.provenance
    columns = found.provenance.figures["progress/reading/3/2010-12"].columns
    assert columns == ["sheet 2 (named after a pupil)!D Reading Dec 10"]
    assert name not in kept(found)
    assert [n for n in found.notes if "Sheet 2 is named after a pupil" in n]


@pytest.mark.parametrize(
    "name", ["Year 3", "Reading", "May", "Spring 2", "Wrens", "Ashgrove Hill", "Sheet1", "Autumn May"]
)
def test_other_names_are_kept_as_they_are(tmp_path: Path, name: str) -> None:
    found = read(tmp_path / f"{name}.xlsx", {name: TWO}, {**SCHOOL})
    assert found.provenance
    assert found.provenance.figures["progress/reading/3/2010-12"].columns == [f"{name}!D Reading Dec 10"]
    assert found.provenance.file == f"{name}.xlsx"
    assert not [n for n in found.notes if "named after" in n]


def test_a_class_may_be_called_as_a_pupil_is(tmp_path: Path) -> None:
    rows = [[*HEAD, "Class"], ["Elm", "Tansy", 3, "2b", "Tansy class"], ["Oak", "Wren", 3, "2a", "Tansy class"]]
    found = read(tmp_path / "Tansy.xlsx", {"Tansy": rows})
    assert found.provenance
    assert found.provenance.file == "Tansy.xlsx"
    assert "Tansy!D" in kept(found)
    assert "Tansy Elm" not in kept(read(tmp_path / "a.xlsx", {"Tansy Elm": rows}))


def test_the_file_too_and_its_ending_stays(tmp_path: Path) -> None:
    found = read(tmp_path / "Ashgrove Tansy Y3.xlsx", {"T": TWO})
    assert found.provenance
    assert found.provenance.file == "a file named after a pupil.xlsx"
    assert [n for n in found.notes if "The file is named after a pupil" in n]


def test_someone_who_has_left_is_a_pupil_and_a_total_is_not(tmp_path: Path) -> None:
    rows = [
        [*HEAD, "Status"],
        ["Elm", "Teal", 3, "2b", ""],
        ["Oak", "Wren", 3, "2a", "Left"],
        ["National average", "", "", "16", ""],
    ]
    found = read(tmp_path / "national.xlsx", {"Wren Oak": rows})
    assert "Wren" not in kept(found)
    assert "national.xlsx" in kept(found)


def test_answers_about_such_a_sheet_are_kept_without_its_name_and_not_remembered(tmp_path: Path) -> None:
    rows = [[HEAD[0], HEAD[1], HEAD[3]], ["Ashgrove", "Tansy", "2b"], ["Elm", "Teal", "2a"]]
    answers = {"year:Tansy": "3", "year:Wrens": "4"}
    before = {ANSWERS: "layout=0000\nyear:Tansy Ashgrove=3"}
    found = read(tmp_path / "a.xlsx", {"Tansy": rows, "Wrens": [rows[0], ["Oak", "Wren", "3b"]]}, before, answers)
    assert found.provenance
    assert found.provenance.answers == {"year:sheet 1 (named after a pupil)": "3", "year:Wrens": "4"}
    lines = {c.path: c.new for c in found.changes}[ANSWERS]
    assert isinstance(lines, str)
    assert "year:Wrens=4" in lines
    assert "year:Tansy=" not in lines


def test_many_are_said_in_one_line(tmp_path: Path) -> None:
    sheets = {f"Oak{'abcdefghij'[n]}": [HEAD, [f"Oak{'abcdefghij'[n]}", "Teal", 3, "2b"]] for n in range(10)}
    found = read(tmp_path / "a.xlsx", sheets)
    said = [note for note in found.notes if "named after" in note]
    assert len(said) == 1
    assert said[0].startswith("Sheets 1, 2, 3, 4, 5, 6 and 4 more are named after pupils")


def test_nothing_in_the_store_names_the_pupil(tmp_path: Path) -> None:
    """Not in the record, the history, why it was made, or what `history` prints."""
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary")
    file = xlsx(tmp_path / "Oak0 Wren0.xlsx", {"Oak0, Wren0": people(["2b"], ["2a"])})
    said = shell("import", str(file), "--school", "ashwell", "--yes")
    assert "The file is named after a pupil" in said
    assert "a file named after a pupil.xlsx" in shell("history", "ashwell")
    for path in shell.folder.rglob("*.json*"):
        assert b"Wren0" not in path.read_bytes(), path
