"""The same results on two sheets are asked about; typed cell by cell."""

import pytest

from siptui.tracking.pupils.pupil_rows import Rows, read_rows
from siptui.tracking.results.result_columns import ResultReader
from siptui.tracking.results.same_results_on_two_sheets import OTHERS, SAME, find_again
from siptui.tracking.results.which_column import Reading
from siptui.tracking.tables.around_header import settle
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.levels import levels_of_all
from support.spreadsheets.tables_found import HEADINGS, asking, keys, table


def a_class(name: str, *pupils: tuple[str, str, object]) -> tuple[tuple[Table, Rows], Reading]:
    found, asked = table(["Surname", "Forename", "Reading Dec 10"], *map(list, pupils), name=name), asking()
    settle(found, HEADINGS)
    rows = read_rows(found, HEADINGS, list(range(1, 7)), asked)
    reader = ResultReader(found, rows, HEADINGS, levels_of_all(), asked)
    return (found, rows), reader.read(reader.look())


ONE = a_class("Year 4", ("Oak", "Wren", "2b"), ("Ash", "Teal", ""))
TWO = a_class("Year 4 sets", ("Oak", "Wren", "2b"), ("Ash", "Teal", "2a"))


def test_names_that_stand_on_two_sheets_are_asked_about() -> None:
    asked = asking()
    again = find_again([ONE[0], TWO[0]], [ONE[1], TWO[1]], asked)
    assert (keys(asked), again.open) == (["sheets:Year 4+Year 4 sets"], {("reading", "2010-12")})


@pytest.mark.parametrize(
    ("answer", "rows"),
    [(SAME, {("Year 4 sets", 1): {("reading", "2010-12")}, ("Year 4 sets", 2): set()}), (OTHERS, {})],
)
def test_the_same_pupils_count_once_and_what_one_sheet_leaves_blank_on_the_other(answer: str, rows: object) -> None:
    again = find_again([ONE[0], TWO[0]], [ONE[1], TWO[1]], asking(**{"sheets__Year 4+Year 4 sets": answer}))
    assert again.rows == rows
    assert again.open == set()


def test_other_names_need_no_answer() -> None:
    asked, other = asking(), a_class("Year 4 B", ("Elm", "Coot", "2b"), ("Yew", "Kite", "2a"))
    assert find_again([ONE[0], other[0]], [ONE[1], other[1]], asked).rows == {}
    assert keys(asked) == []
