"""The cells of a school's own file that are marked: which, how, in what order, and with what words."""

from siptui.records.problem import Place
from siptui.records.proposal import Question
from siptui.records.workbook_mark import Mark
from siptui.sheets.cells import Sheet
from siptui.tracking.preview.cells_to_mark import marks, wording
from siptui.tracking.proposal_types import ColumnMeaning, NotCounted, TrackingProposal
from siptui.tracking.words.columns import means
from siptui.tracking.words.problems import problem
from siptui.tracking.words.reasons import Why, why
from support.spreadsheets.rows_read import sheet

ROWS = sheet(["Surname", "Forename", "Reading Dec 10"], ["Oak", "Wren", "3x"], [None, "Teal", "2b"], name="Oaks")


def cell(row: int, column: str, reason: Why, value: str = "") -> NotCounted:
    return NotCounted("Oaks", row, column, value, reason)


def made(*sheets: Sheet, **about: object) -> list[Mark]:
    return marks(TrackingProposal(source="a.xlsx", **about), sheets or (ROWS,))  # type: ignore[arg-type]


def places(found: list[Mark]) -> dict[tuple[int, int], str]:
    return {(m.row, m.column): m.kind for m in found}


def test_a_cell_that_is_no_level_is_to_be_mended_and_its_sheet_says_how_many() -> None:
    found = made(not_counted=[cell(2, "C", why("not_a_level", value="3x"), "3x")])
    assert places(found) == {(1, 2): "mend", (0, 0): "note"}
    assert found[0].text == "This is not a level siptui knows: 3x. Please correct it or leave it blank."
    assert "1 cell is marked" in found[1].text


def test_blanks_and_codes_are_understood_and_not_marked() -> None:
    assert not made(not_counted=[cell(3, "C", why("blank")), cell(2, "C", why("disregarded", because="absent"), "A")])


def test_a_row_is_marked_in_its_first_cell_that_holds_something() -> None:
    assert places(made(not_counted=[cell(3, "", why("no_year_group"))])) == {(2, 1): "look", (0, 0): "note"}


def test_what_stands_in_a_merged_cell_is_marked_where_it_shows() -> None:
    merged = sheet(["Reading Dec 10", None], ["3x", None], name="Oaks", merges=[(1, 0, 1, 1)])
    assert (1, 0) in places(made(merged, not_counted=[cell(2, "B", why("not_a_level", value="3x"), "3x")]))


def test_of_a_cell_that_is_marked_already_the_problem_says_no_more() -> None:
    at = Place("Oaks", "C", 2)
    both = [cell(2, "C", why("not_a_level", value="3x"), "3x")]
    again = problem("a.xlsx", "not_counted", at, because="'3x' is not a level")
    assert made(not_counted=both, problems=[again]) == made(not_counted=both)
    assert places(made(problems=[again]))[1, 2] == "mend"


def test_a_question_gives_its_choices_and_a_quiet_one_nothing() -> None:
    at = Place("Oaks", "C", 1)
    asked = Question("decimals", "which are these?", ["one", "other"], "a.xlsx: Oaks!C1", "decimals", place=at)
    (mark, _) = made(questions=[asked])
    assert (mark.row, mark.column, mark.kind) == (0, 2, "look")
    assert mark.text.endswith("which are these? One of: one, other.")
    quiet = Question(wording().quiet_questions[0], "go on?", ["leave out"], "a.xlsx: Oaks!C1", "unknown", place=at)
    assert not made(questions=[quiet])


def test_a_column_is_marked_where_the_last_part_of_its_heading_stands() -> None:
    two = sheet(["Reading", None], [None, "Bus"], [None, "9"], name="Oaks")
    column = ColumnMeaning(
        "Oaks", "B", "Reading Bus", means("left_out", name="not_understood", because="not understood")
    )
    assert (1, 1) in places(made(two, columns=[column]))


def test_what_is_of_no_sheet_of_the_file_is_not_marked() -> None:
    assert not made(not_counted=[NotCounted("Other", 2, "C", "3x", why("not_a_level", value="3x"))])
    assert not made(problems=[problem("a.xlsx", "no_pupils")])


def test_what_stops_the_import_comes_first_where_not_all_can_be_marked() -> None:
    most = wording().most
    tall = sheet(*[["x", "3x"]] * (most + 2), name="Oaks")
    rows = [cell(y, "", why("no_year_group")) for y in range(2, most + 2)]
    found = made(tall, not_counted=[*rows, cell(2, "B", why("not_a_level", value="3x"), "3x")])
    assert found[0].kind == "mend" or any(m.kind == "mend" for m in found[:2])
    assert len(found) == most + 1
    assert any("1 more of the same kind" in m.text for m in found)


def test_a_long_text_is_cut() -> None:
    (mark, _) = made(not_counted=[cell(2, "C", why("not_a_level", value="x" * 500), "x" * 500)])
    assert len(mark.text) < 200
    assert "…" in mark.text
