"""What stands under a table's headings: columns that share one, words below it, columns without any."""

from siptui.sheets.cells import Cell
from siptui.tracking.tables.merged_and_missing_headings import NO_HEADING, add_unheaded, doubt, find_subjects, spread
from support.spreadsheets.tables_found import HEADINGS, meanings, table

WHO: list[Cell] = ["Oak", "Wren", 3]


def test_a_merged_heading_is_that_of_each_column_that_holds_something() -> None:
    found = table(
        ["Surname", "Forename", "Year", "Reading Dec 10", "", ""], [*WHO, "2", "b", ""], merges=((0, 3, 0, 5),)
    )
    spread(found, [])
    assert meanings(found)[3:] == ["reading 2010-12", "reading 2010-12"]


def test_without_merges_it_reaches_over_blanks_with_words_below_them() -> None:
    found = table(["Surname", "Forename", "Year", "Reading Dec 10", "", ""], [*WHO, "2", "b", "x"])
    spread(found, [{4: "sublevel"}])
    assert meanings(found)[3:] == ["reading 2010-12", "reading 2010-12"]


def test_a_word_below_that_is_not_understood_is_a_doubt() -> None:
    found = table(["Surname", "Forename", "Year", "Reading Dec 10", "Writing Dec 10"], [*WHO, "2b", "2c"])
    doubt(found, [{3: "moderated", 4: "2b"}], HEADINGS)
    assert [c.doubt for c in found.results] == ["moderated", ""]


def test_columns_without_a_heading_are_listed_and_may_be_further_pupils() -> None:
    head: list[Cell] = ["Surname", "Forename", "Year", "Reading Dec 10"]
    pupils = table(head, [*WHO, "2b", "", "Ash", "3c"], [*WHO, "2b", "", "Elm", "3b"])
    assert add_unheaded(pupils)
    assert [c.index for c in pupils.columns if c.meaning == NO_HEADING] == [5, 6]
    assert not add_unheaded(table(head, [*WHO, "2b", "", "a note"], [*WHO, "2b"]))


def test_a_column_of_subjects_is_found_without_its_heading() -> None:
    head: list[Cell] = ["Surname", "Forename", "Year", "", "Dec 10"]
    found = table(head, [*WHO, "Reading", "2b"], [*WHO, "Writing", "2c"])
    add_unheaded(found)
    find_subjects(found, HEADINGS)
    assert [c.heading for c in found.columns if c.index == 3] == ["Subject"]
