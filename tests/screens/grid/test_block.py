"""Blocks of the grid's cells, its clipboard, its sort and its filter."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from screens.frame.title_and_note import Told
from screens.grid.copied_out import MOST_COPIED
from screens.grid.filter_and_sort import Order, ordered, sort_key
from screens.grid.filter_bar import FilterBar
from screens.grid.grid import Cell, Column, Grid, Row
from screens.grid.tab_separated import MOST_PASTED, BadBlock, prose, read, written
from support.grid_app import COLUMNS, GridApp, lines, make_rows, place

FLAT = [
    Row("b", ("Birch", Cell("10.1", value="10.123"))),
    Row("e", ("Elm", Cell("–", value=""))),
    Row("a", ("Ashwell", Cell("9.5"))),
    Row("c", ("year 10", Cell("-3"))),
    Row("d", ("Year 9", Cell("12 Oct 10", value="2010-10-12"))),
]


class TellingApp(GridApp):
    """What the grid had to say, too."""

    def on_mount(self) -> None:
        self.told: list[str] = []
        super().on_mount()

    def on_told(self, message: Told) -> None:
        self.told.append(message.words)


def chosen(grid: Grid) -> tuple[list[str], list[int]]:
    rows, columns = grid.choice.cells()
    return [row.key for row in rows], columns


def looks(grid: Grid, row_key: str, column: int) -> str:
    return grid._picture().over(grid.view.index(row_key), column, grid.has_focus)


@pytest.mark.parametrize(
    "keys",
    [
        ("shift+down", "shift+down", "shift+right"),
        ("f8", "down", "down", "right"),
        ("f8", "down", "f8", "shift+down", "shift+right"),
    ],
)
async def test_a_block_is_chosen_and_let_go(keys: tuple[str, ...]) -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        await pilot.press("right", *keys)
        assert chosen(grid) == (["r0", "r1", "r2"], [1, 2])
        assert looks(grid, "r0", 1) == looks(grid, "r2", 1) == "selected"
        assert looks(grid, "r2", 2) == "unfocused"  # the cursor shows by not being reversed
        assert looks(grid, "r3", 1) == looks(grid, "r0", 0) == ""
        await pilot.press("escape")
        assert chosen(grid) == (["r2"], [2])
        assert looks(grid, "r2", 2) == "cursor"
        assert looks(grid, "r0", 1) == ""
        await pilot.press("up")
        assert chosen(grid) == (["r1"], [2])


async def test_a_plain_move_drops_the_block_and_headings_are_no_part_of_it() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        grid.move_to("r29", "agree")
        await pilot.press("shift+down")
        assert chosen(grid)[0] == ["r29", "r30"]
        await pilot.press("left")
        assert chosen(grid) == (["r30"], [0])
        await pilot.press("shift+left", "shift+home")  # nowhere to go
        assert grid.choice.block is None
        await pilot.press("ctrl+a")
        assert [len(each) for each in chosen(grid)] == [60, len(COLUMNS)]
        assert place(grid) == ("r0", "name")
        await pilot.press("shift+end")
        assert chosen(grid)[1] == [len(COLUMNS) - 1]


async def test_a_block_keeps_its_cells_when_rows_come_and_go() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        await pilot.press("down", "down", "shift+down")
        grid.set_rows([Row("new", ("New",)), *make_rows()])
        assert chosen(grid)[0] == ["r2", "r3"]
        grid.set_rows(row for row in make_rows() if row.key != "r2")
        assert chosen(grid)[0] == ["r3"]


async def test_only_what_joins_or_leaves_the_block_is_repainted() -> None:
    app = GridApp(line=False)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        await pilot.press("right", "shift+right", "shift+down", "shift+down")
        await pilot.pause()
        grid._exchange_repaint_regions()
        await app.grid.run_action("move('down', True)")
        assert sum(region.area for region in grid._exchange_repaint_regions()) < 80


async def test_the_mouse_chooses_a_block_and_a_title_sorts() -> None:
    app = TellingApp(FLAT, COLUMNS[:2])
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        at = grid.view.header
        far = grid.view.layout.spans(0)[1].x
        await pilot.mouse_down(Grid, offset=(2, at + 1))
        await pilot._post_mouse_events([events.MouseMove], Grid, offset=(far, at + 3), button=1)
        assert chosen(grid) == (["e", "a", "c"], [0, 1])
        await pilot._post_mouse_events([events.MouseUp, events.Click], Grid, offset=(far, at + 3), button=1)
        assert chosen(grid) == (["e", "a", "c"], [0, 1])  # letting go opens nothing
        assert app.sent == []
        await pilot.hover(Grid, offset=(far, at))
        assert chosen(grid) == (["e", "a", "c"], [0, 1])
        await pilot.click(Grid, offset=(2, at + 1))
        await pilot.click(Grid, offset=(far, at + 3), shift=True)
        assert chosen(grid) == (["e", "a", "c"], [0, 1])
        await pilot.click(Grid, offset=(far, at + 3))  # the cursor's cell, but a block stood
        assert app.sent == []
        assert grid.choice.block is None
        await pilot.click(Grid, offset=(2, 0))
        assert [row.key for row in grid.rows] == ["a", "b", "e", "d", "c"]
        assert lines(grid)[at - 1].startswith("School")
        assert "▲" in lines(grid)[at - 1]


async def test_copying() -> None:
    rows = [Row("x", ("one\ntwo", Cell("10.1", value="10.123"))), Row("y", ('"q"\tz', Cell("–", value="")))]
    app = TellingApp(rows, COLUMNS[:2])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "ctrl+c")
        assert app.clipboard == "10.123"
        await pilot.press("ctrl+a", "ctrl+c")
        assert app.clipboard == '"one\ntwo"\t10.123\n"""q""\tz"\t'
        assert read(app.clipboard) == [["one\ntwo", "10.123"], ['"q"\tz', ""]]
        assert app.told == ["1 cell copied", "4 cells copied"]
        assert app.is_running
        await pilot.press("ctrl+v")
        message = app.sent[-1]
        assert isinstance(message, Grid.Pasted)
        assert message.text == app.clipboard


async def test_too_much_is_not_copied() -> None:
    app = TellingApp([Row("x", ("a", Cell("long", value="x" * MOST_COPIED)))], COLUMNS[:2])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a", "ctrl+c")
        assert app.clipboard == ""
        assert "Too much to copy" in app.told[-1]
        await pilot.press("ctrl+v")
        assert "Nothing has been copied" in app.told[-1]


async def test_of_what_terminals_do_not_take_the_first_rows_are_copied_and_the_next_named() -> None:
    rows = [Row(f"r{n}", (f"School {n}", Cell("long", value="x" * (MOST_COPIED // 3)))) for n in range(4)]
    app = TellingApp(rows, COLUMNS[:2])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+a", "ctrl+c")
        assert [line.partition("\t")[0] for line in app.clipboard.split("\n")] == ["School 0", "School 1"]
        assert app.told[-1].startswith("4 of 8 cells copied, as terminals take 74 kB at once: from School 2 on")


async def test_copying_with_headings() -> None:
    rows = [
        Row("one", ("Section one",), heading=True),
        Row("x", ("Birch", "R", "1.5")),
        Row("y", ("Elm", "G", "2.5")),
    ]
    app = TellingApp(rows, COLUMNS[:3])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+k")
        whole = "Section one\nSchool\tAgreement\tColumn 0\nBirch\tR\t1.5\nElm\tG\t2.5"
        assert app.clipboard == whole
        assert app.told[-1] == "6 cells copied, with their headings"
        await pilot.press("right", "right", "shift+down", "ctrl+k")
        assert app.clipboard == "School\tColumn 0\nBirch\t1.5\nElm\t2.5"
        await pilot.press("escape", "ctrl+c")
        assert app.clipboard == "2.5"


async def test_a_row_cursor_copies_whole_rows() -> None:
    app = TellingApp(FLAT, COLUMNS[:2], cursor="row")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+down", "ctrl+c")
        assert app.clipboard == "Birch\t10.123\nElm\t"
        assert looks(app.grid, "b", 0) == "selected"
        assert looks(app.grid, "b", 1) == ""  # as with the cursor: a whole line would cost ten times the bytes


@given(st.lists(st.lists(st.text(st.sampled_from('ab"\t\n 1é日')), min_size=2, max_size=2), min_size=1))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    assert read(written(rows)) == rows


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ('"two\r\nlines"\tb\r', [["two\nlines", "b"]]),
        ('"Good", she said', [['"Good", she said']]),
        ('"Good", she said\nand', [['"Good", she said'], ["and"]]),
        ('"unclosed', [['"unclosed']]),
        ("\n\n5", [[""], [""], ["5"]]),
        ("", [[""]]),
    ],
)
def test_pasted_texts(text: str, block: list[list[str]]) -> None:
    assert (read(text) if text else [[""]]) == block


@pytest.mark.parametrize(
    ("text", "words"),
    [('"two\r\nlines"\r\n', "two\nlines"), ("one\rtwo\r", "one\ntwo"), ('"He said\nso', '"He said\nso')],
)
def test_prose_from_a_spreadsheet_loses_its_quotes(text: str, words: str) -> None:
    assert prose(text) == words


@pytest.mark.parametrize("text", ['1\t"the end is miss', "x" * (MOST_PASTED + 1)])
def test_refused_texts(text: str) -> None:
    with pytest.raises(BadBlock):
        read(text)


def test_order_of_cells() -> None:
    by_name = [row.key for row in ordered(FLAT, 0, downwards=False)]
    assert by_name == ["a", "b", "e", "d", "c"]  # Year 9 before year 10
    assert [row.key for row in ordered(FLAT, 1, downwards=False)] == ["c", "a", "b", "d", "e"]
    assert [row.key for row in ordered(FLAT, 1, downwards=True)] == ["d", "b", "a", "c", "e"]


@given(st.lists(st.text(max_size=6)))
def test_any_cells_can_be_ordered(texts: list[str]) -> None:
    assert len(sorted(map(sort_key, map(Cell, texts)))) == len(texts)


async def test_sorting_by_the_column_under_the_cursor() -> None:
    app = TellingApp(FLAT, COLUMNS[:2])
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        given_order = [row.key for row in grid.rows]
        await pilot.press("right", "f6")
        assert [row.key for row in grid.rows] == ["c", "a", "b", "d", "e"]
        assert place(grid) == ("b", "agree")
        grid.set_rows([Row("z", ("Z", "0")), *FLAT])  # what comes meanwhile finds its place
        assert [row.key for row in grid.rows][1] == "z"
        grid.set_rows(FLAT)
        await pilot.press("f6")
        assert grid.arrangement.order == Order("agree", downwards=True)
        assert "▼" in lines(grid)[grid.view.header - 1]
        await pilot.press("f6")
        assert [row.key for row in grid.rows] == given_order
        assert "▼" not in lines(grid)[grid.view.header - 1]


async def test_rows_under_headings_are_not_sorted() -> None:
    app = TellingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.grid.rows
        await pilot.press("f6")
        assert app.grid.rows == before
        assert "Rows under headings" in app.told[-1]


async def test_filtering() -> None:
    app = TellingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        await pilot.press("slash", *"OL 45")
        assert [row.key for row in grid.rows] == ["section30", "r45"]
        await pilot.press("enter")
        assert app.focused is grid
        grid.set_rows([Row("r45", ("Other",)), Row("r9", ("None",))])  # edited: it stays
        assert [row.key for row in grid.rows] == ["r45"]
        grid.set_rows(make_rows())
        await pilot.press("slash", *"zz")
        assert "Nothing fits" in "".join(lines(grid))
        await pilot.press("escape")
        assert len(grid.rows) == 62
        assert not app.query(FilterBar)
        assert app.focused is grid


async def test_esc_lets_go_of_the_block_before_the_filter() -> None:
    app = TellingApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "4", "enter", "shift+down", "escape")
        assert app.grid.choice.block is None
        assert app.grid.arrangement.filtered
        await pilot.press("escape")
        assert not app.grid.arrangement.filtered
        assert not app.query(FilterBar)


async def test_leaving_the_view_sideways_jumps_half_of_it() -> None:
    columns = [Column("name", "Name", 10), *(Column(f"c{i}", f"C{i}", 9) for i in range(20))]
    app = GridApp([Row("a", ("A",))], columns)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        seen = [grid.view.left]
        for key in ("right",) * 20 + ("left",) * 20:
            await pilot.press(key)
            if grid.view.left != seen[-1]:
                seen.append(grid.view.left)
            assert any(s.column == grid.view.column and s.whole for s in grid.view.layout.spans(grid.view.left))
        assert len(seen) < 12


@pytest.mark.parametrize(("state", "mark"), [("conflict", "!"), ("finding", "?"), ("pending", "*")])
async def test_a_state_has_a_mark_beside_its_cell(state: str, mark: str) -> None:
    columns = [Column("a", "A", 4), Column("b", "B", 72)]
    app = GridApp([Row("x", (Cell("1234", state), Cell("B" * 72, f"{state} red")))], columns)
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        assert grid.size.width == 80
        assert lines(grid)[1].startswith(f"1234{mark}BBB")
        assert f"B{mark} " in lines(grid)[1] or lines(grid)[1].endswith(f"B{mark} ")
        await pilot.pause()
        grid._exchange_repaint_regions()
        grid.set_row(Row("x", (Cell("1234"), Cell("B" * 72, f"{state} red"))))
        (region,) = grid._exchange_repaint_regions()
        assert region.width == 5
        assert lines(grid)[1].startswith("1234 BBB")


WALK = (
    "shift+down",
    "shift+right",
    "f8",
    "down",
    "right",
    "shift+up",
    "escape",
    "ctrl+a",
    "end",
    "up",
    "f6",
    "pagedown",
)


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_repainted_adds_up_to_the_whole(seed: int) -> None:
    """Blocks, sorting and states sent as parts are the very screen that Textual would draw whole."""
    pyte = pytest.importorskip("pyte")
    app = GridApp([row for row in make_rows() if not row.heading])
    pick = random.Random(seed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen, console = pyte.Screen(80, 24), app.console
        stream = pyte.Stream(screen)

        def whole() -> str:
            return app.screen._compositor.render_update(full=True).render_segments(console).replace("\n", "\r\n")

        def display(_screen: object, update: object) -> None:
            if update is not None:
                stream.feed(update.render_segments(console).replace("\n", "\r\n"))  # type: ignore[attr-defined]

        stream.feed(whole())
        app._display = display  # type: ignore[method-assign,assignment]
        for _ in range(14):
            await pilot.press(pick.choice(WALK))
            row = app.grid.rows[pick.randrange(20)]
            state = pick.choice(["", "pending", "conflict", "finding", "red"])
            app.grid.set_row(Row(row.key, (row.cell(0), Cell("R", state), *row.cells[2:])))
            await pilot.pause()
            expected = pyte.Screen(80, 24)
            pyte.Stream(expected).feed(whole())
            for y in range(24):
                assert seen(screen.buffer[y]) == seen(expected.buffer[y]), y


def seen(line) -> list[tuple[object, ...]]:
    """What can be seen of a line: the colour of a blank cannot."""
    chars = [line[x] for x in range(80)]
    return [
        (c.data, c.bg, c.reverse, c.underscore, *((c.fg, c.bold) if c.data != " " or c.reverse else ())) for c in chars
    ]
