"""Whether a column's numbers are levels or points: by hand, from the table of points (1c is 7, 2b 15, 6c 37)."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.vocabulary.headings import Notation
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.levels_or_points import look
from siptui.tracking.vocabulary.schema_tables import level_table


@pytest.mark.parametrize(
    ("cells", "hint", "form"),
    [
        (["2b", "2a", "W"], "", "levels"),
        ([15.0, 17.0, 13.0], "", "points"),
        ([2.0, 3.0, 2.0], "", "levels"),
        ([2.0, 3.0, 2.0], "points", "points"),
        ([2.3, 2.7, 3.0], "", "decimals"),
        ([7.0, 5.0, 6.0], "", "either"),
        (["W", 15.0, 17.0], "", "points"),
        (["A", "", "absent"], "", "empty"),
    ],
)
def test_the_form_of_a_column(cells: list[Cell], hint: Notation, form: str) -> None:
    assert look(cells, hint, Levels(level_table())).form == form
