"""Why a file is refused: where, what is wrong and what to do."""

from siptui.records.problem import Place
from siptui.tracking.words.problems import PROBLEMS, problem


def test_a_problem_of_a_file_says_what_to_do() -> None:
    said = problem("a.xlsx", "no_pupils")
    assert (said.where, said.code, said.place) == ("a.xlsx", "no_pupils", None)
    assert said.line() == "a.xlsx: holds no pupils; check that it is the school's filled-in tracking workbook"


def test_a_problem_of_a_cell_names_it_for_people_and_for_programs() -> None:
    at = Place("Year 3", "D", 7)
    said = problem("a.xlsx", "not_counted", at, because="'3x' is not a level")
    assert said.where == "a.xlsx: Year 3!D7"
    assert said.place == at
    assert said.facts == {"because": "'3x' is not a level"}
    assert said.what == "'3x' is not a level"


def test_a_problem_of_a_sheet_has_no_cell() -> None:
    said = problem("a.xlsx", "no_heading_row", "Key", sheet="Key")
    assert (said.where, said.place) == ("a.xlsx: Key", None)


def test_what_to_do_may_have_facts_too() -> None:
    said = problem("a.xlsx", "no_such_answer", given="9", key="year:T", choices="1, 2")
    assert said.line() == "a.xlsx: '9' is no answer to year:T; answer one of: 1, 2"


def test_every_problem_says_what_to_do() -> None:
    assert [code for code, (what, do) in PROBLEMS.items() if not what.strip() or not do.strip()] == []
