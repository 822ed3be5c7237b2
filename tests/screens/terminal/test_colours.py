"""Several filters in one."""

from itertools import product

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._ansi_theme import MONOKAI
from textual.color import Color
from textual.filter import ANSIToTruecolor, DimFilter, LineFilter

from screens.terminal.colours import InOne, Restyle, in_16, in_256, without_colours

STYLES = [
    None,
    Style(),
    Style(bold=True),
    Style(color="red", bgcolor="#102030"),
    Style(color="#ffffff", bgcolor="#202020", dim=True),
    Style(color="#ff0000", bgcolor="#101010", reverse=True, meta={"@click": "go"}),
    Style(bgcolor="#204060", underline=True, italic=True),
]
FILTERS: list[list[LineFilter]] = [
    [],
    [ANSIToTruecolor(MONOKAI)],
    [ANSIToTruecolor(MONOKAI), Restyle(in_256)],
    [ANSIToTruecolor(MONOKAI), Restyle(in_16)],
    [ANSIToTruecolor(MONOKAI), Restyle(without_colours)],
    [DimFilter(), Restyle(in_256)],
]


@pytest.mark.parametrize("filters", FILTERS)
def test_several_filters_in_one_do_what_they_do_one_after_the_other(filters: list[LineFilter]) -> None:
    together = InOne(filters)
    for background, _ in product([Color(0, 0, 0), Color(10, 200, 30)], range(2)):
        segments = [Segment(f"text {number}", style) for number, style in enumerate(STYLES)]
        expected = segments
        for each in filters:
            expected = each.apply(expected, background)
        found = together.apply(segments, background)
        assert found == expected
        assert [s.style and s.style.meta for s in found] == [s.style and s.style.meta for s in expected]
