"""What somebody says of a file without being asked; the answers are worked out by hand."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from siptui.records.problem import Refused
from siptui.sheets.cells import Sheet
from siptui.tracking.questions.asking import Asking
from siptui.tracking.questions.overrides import Overrides, check_values, values_told
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table, wordings
from support.spreadsheets.small_tables import ANSWER, FRAMEWORK, PLAIN, grid, people, read, xlsx

DECEMBER, MARCH = "2010-12", "2011-03"


def hide(path: Path, name: str) -> Path:
    book = load_workbook(path)
    book[name].sheet_state = "hidden"
    book.save(path)
    return path


def test_a_sheet_is_left_out_or_read_as_said(tmp_path: Path) -> None:
    """15 and 17 on two sheets; alone 15."""
    path = xlsx(tmp_path / "a.xlsx", {"Oak": people([15]), "Elm": [*people([0])[:1], ["Ash", "Teal", 3, 17]]})
    assert grid(read(path)) == {("reading", 3, DECEMBER): (16.0, 2)}
    found = read(path, {"sheet:Elm": "leave out"})
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1)}
    assert [(n.sheet, n.reason) for n in found.not_counted] == [("Elm", "left out, as you said")]
    targets = xlsx(tmp_path / "b.xlsx", {"Targets": people([15])})
    assert grid(read(targets, {"sheet:targets": "Results"})) == {("reading", 3, DECEMBER): (15.0, 1)}


def test_a_hidden_table_is_asked_about(tmp_path: Path) -> None:
    path = hide(xlsx(tmp_path / "a.xlsx", {"T": PLAIN, "Last year": [PLAIN[0], *people()], "Old": PLAIN}), "Old")
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices, q.where) for q in found.questions] == [
        ("sheet:Old", ["results", "leave out"], "a.xlsx: Old!A1")
    ]
    assert grid(read(path, {"sheet:Old": "leave out"})) == ANSWER
    assert [q.code for q in read(path, {"sheet:Old": "results"}).questions] == ["same_on_sheets"]
    path = hide(xlsx(tmp_path / "b.xlsx", {"Notes": [["Read me"]], "T": PLAIN}), "T")
    assert [q.key for q in read(path).questions] == ["sheet:T"]
    assert grid(read(path, {"sheet:T": "results"})) == ANSWER


def test_a_column_means_what_is_said(tmp_path: Path) -> None:
    rows = people(["2b", "2a", 3], head=("Reading Dec 10", "Spring thing", "Lot"))
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert grid(read(path, {"means:T!E": "reading 2011-03"})) == {
        ("reading", 3, DECEMBER): (15.0, 1),
        ("reading", 3, MARCH): (17.0, 1),
    }
    found = read(path, {"means:T!D": "leave out", "means:T!E": "mathematics 2010-12"})
    assert grid(found) == {("mathematics", 3, DECEMBER): (17.0, 1)}
    assert [c.means for c in found.columns if c.column == "D"] == ["as you said (left out)"]
    found = read(path, {"means:T!C": "leave out", "means:T!F": "year"})
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1)}


def test_a_column_of_names_that_no_wording_knows(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": [["Kiddie", "Reading Dec 10"], ["Wren Oak", "2b"]]})
    with pytest.raises(Refused, match="no heading row"):
        read(path)
    assert grid(read(path, {"means:Year 3!A": "name"})) == {("reading", 3, DECEMBER): (15.0, 1)}


def test_a_value_is_worth_what_is_said(tmp_path: Path) -> None:
    """2b, and Z9 as 2a, and 2.3 as 3c: 15, 17 and 19."""
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["2b"], ["Z9"], [2.3])})
    found = read(path, {"value:Z9": "2a", "value:2.3": "3c"})
    assert grid(found) == {("reading", 3, DECEMBER): (17.0, 3)}
    assert not found.questions
    found = read(path, {"value:z9": "leave out", "value:2.3": "W"})
    assert grid(found) == {("reading", 3, DECEMBER): (9.0, 2)}
    assert [(n.row, n.value) for n in found.not_counted] == [(3, "Z9")]
    assert not found.problems


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("sheet:U", "results", "the file has no sheet 'U'; its sheets: T"),
        ("sheet:T", "perhaps", "answer one of: results, leave out"),
        ("means:U!D", "leave out", "its sheets: T"),
        ("means:T!Z", "leave out", "nothing in column 'Z'; name one of columns A to D"),
        ("means:T!4", "leave out", "nothing in column '4'"),
        ("means:T", "leave out", "the file has no sheet ''"),
        ("means:T!D", "science 2010-12", "answer one of: reading 2010-07"),
        ("means:T!D", "reading 2009-12", "answer one of: reading 2010-07"),
        ("value:Z8", "2b", "no cell of results holds 'Z8'"),
        ("value:Z9", "17", "answer a level, such as 2b or W, or leave out"),
        ("colour:T", "red", "is no question of this file"),
    ],
)
def test_what_cannot_be_said_is_refused_with_what_can(tmp_path: Path, key: str, value: str, says: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["2b"], ["Z9"])})
    with pytest.raises(Refused) as caught:
        read(path, {key: value})
    assert says in str(caught.value)


def test_a_key_stage_s_results_said_to_count_follow_its_rules(tmp_path: Path) -> None:
    """4 is 27, N is 15, M is a nought that counts, A is not counted: 42 / 3."""
    rows = people([4], ["N"], ["M"], ["A"], head=("KS2 Reading",))
    path = xlsx(tmp_path / "a.xlsx", {"T": rows, "U": [*people(["3b"], head=("Writing Dec 10",))]})
    found = read(path, {"means:T!D": "reading 2011-07"})
    assert grid(found)[("reading", 3, "2011-07")] == (14.0, 3)


def test_what_was_said_of_an_earlier_file_is_used_where_it_fits_and_never_refused() -> None:
    asking = Asking("a.xlsx", {"value:Z8": "2c"})
    asking.remembered = {"value:Z8": "2b", "value:Z9": "2a", "sheet:U": "leave out", "means:T!Z": "leave out"}
    headings, levels = Headings(wordings(), FRAMEWORK), Levels(level_table())
    said = Overrides(asking, headings)
    said.check([Sheet(name="T", rows=[["a"]])])
    values_told(asking, levels)
    check_values(asking, ["Z8", "2b"])
    assert [levels.level(c).points for c in ("Z8", "Z9", "2b")] == [13, 17, 15]
    assert said.columns("T") == {}
    assert asking.open() == []
    assert asking.used == {}
    asking.remembered = {"sheet:T": "leave out", "value:Z9": "2a"}
    said.check([Sheet(name="T", rows=[["a"]])])
    check_values(asking, ["Z8", "Z9"])
    assert said.sheet("t") == "leave out"
    assert asking.used == {"sheet:T": "leave out", "value:Z9": "2a"}


@pytest.mark.parametrize("first", [["Oak", "Ann", "Y3", "2b"], ["Oak", "Ann", "Y3", "W"], ["Oak", "Ann", "?", 15]])
def test_a_first_pupil_under_no_headings_is_no_header(tmp_path: Path, first: list[object]) -> None:
    """Else the average would be of all pupils but the first, and nothing would say so."""
    rows = [first, *([name, "Ann", "Y3", "2a"] for name in ("Ash", "Elm", "Fir"))]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    said = {"means:T!A": "surname", "means:T!C": "year", "means:T!D": f"reading {DECEMBER}"}
    with pytest.raises(Refused, match="no heading row for pupils"):
        read(path, said)
    headed = xlsx(tmp_path / "b.xlsx", {"T": [["Bairn", "", "Klasse", "Lot"], ["Oak", "Ann", "Y3", "2b"], *rows[1:]]})
    assert grid(read(headed, said)) == {("reading", 3, DECEMBER): (16.5, 4)}


def test_a_letter_may_head_its_subject(tmp_path: Path) -> None:
    """ "W" is a result below the levels, and the heading of writing."""
    rows = [["Bairn", "Klasse", "W"], ["Oak", 3, "2b"], ["Ash", 3, "W"]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    said = {"means:T!A": "surname", "means:T!B": "year", "means:T!C": f"writing {DECEMBER}"}
    assert grid(read(path, said)) == {("writing", 3, DECEMBER): (9.0, 2)}
