"""Which of a file's sheets hold a table of pupils with results, and what is said of the others."""

from siptui.sheets.cells import Sheet
from siptui.tracking.questions.overrides import Overrides
from siptui.tracking.tables.find_pupil_tables import Tables
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, asking, keys, sheet

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10"]
PUPILS: Rows = [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2a"]]


def found(*sheets: Sheet, **answers: str) -> tuple[list[str], list[str]]:
    """The sheets of the tables, and the questions that are open."""
    asked = asking(**answers)
    tables = Tables("school.xlsx", sheets, HEADINGS, asked, Overrides(asked, HEADINGS))
    return [table.sheet.key for table in tables.find()], keys(asked)


def test_a_sheet_a_class_and_a_sheet_of_notes() -> None:
    sheets = [sheet(HEAD, *PUPILS, name="3A"), sheet(HEAD, *PUPILS, name="3B"), sheet(["Notes"], ["x"], name="Notes")]
    assert found(*sheets) == (["3A", "3B"], [])


def test_a_register_without_results_is_passed_over() -> None:
    register = sheet(["Surname", "Forename", "Year"], ["Oak", "Wren", 3], name="Register")
    assert found(register, sheet(HEAD, *PUPILS)) == (["Class 3"], [])


def test_a_sheet_of_targets_is_passed_over_and_asked_about_where_it_is_dated_before_the_end() -> None:
    end = [*HEAD[:-1], "Reading Jul 11"]
    assert found(sheet(HEAD, *PUPILS), sheet(end, *PUPILS, name="Targets")) == (["Class 3"], [])
    assert found(sheet(HEAD, *PUPILS), sheet(HEAD, *PUPILS, name="Y3 targets 2011"))[1] == ["sheet:Y3 targets 2011"]


def test_a_hidden_sheet_with_results_is_asked_about() -> None:
    hidden = sheet(HEAD, *PUPILS, name="Old")
    hidden.hidden = True
    assert found(sheet(HEAD, *PUPILS), hidden)[1] == ["sheet:Old"]


def test_a_sheet_that_somebody_says_to_leave_out_is_left_out() -> None:
    sheets = sheet(HEAD, *PUPILS), sheet(HEAD, *PUPILS, name="Old")
    assert found(*sheets, sheet__Old="leave out") == (["Class 3"], [])


def test_a_subject_that_nothing_names_is_asked_about() -> None:
    assert found(sheet(["Surname", "Forename", "Year", "Dec 10"], *PUPILS))[1] == ["subject:Class 3"]
