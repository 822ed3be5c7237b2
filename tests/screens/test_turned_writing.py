"""Writing that would turn a line round shows as marks in a grid, and is sent from nowhere."""

from screens.grid.layout import fit
from screens.terminal.cell_diff import clusters
from support.stores.planted import OBEYED, raw_controls


def test_a_grid_shows_marks() -> None:
    assert fit("a\u202eb", 14) == "a<U+202E>b    "
    assert not raw_controls(fit(OBEYED, 80))


def test_the_terminal_is_sent_none() -> None:
    loose, cells = clusters(f"a{OBEYED}b".replace("\u2028", ""))
    assert not raw_controls(loose + "".join(cells))
    assert cells[0] == "a"
    assert cells[-1] == "b"
