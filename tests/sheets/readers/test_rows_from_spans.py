"""Cells with spans, laid out: a value in its first place, the others free for nobody."""

import pytest

from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.rows_from_spans import Laying


def test_a_cell_that_reaches_down_takes_its_place_in_the_rows_below() -> None:
    laying = Laying()
    laying.put(0, 0, "Year 3", down=2)
    laying.put(0, laying.free(0, 1), "2b")
    laying.put(1, laying.free(1, 0), "2a")
    assert laying.rows == [["Year 3", "2b"], ["", "2a"]]
    assert laying.merges == [(0, 0, 1, 0)]


@pytest.mark.parametrize(("y", "x"), [(MOST_ROWS, 0), (0, MOST_COLUMNS)])
def test_what_stands_too_far_off_is_refused(y: int, x: int) -> None:
    with pytest.raises(Unreadable):
        Laying().put(y, x, "2b")
