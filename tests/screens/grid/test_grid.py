"""The grid: cursor, frozen parts, editing, odd texts and odd sizes."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.grid.grid import Cell, Column, Grid, Row
from screens.grid.layout import GUTTER, UNICODE_MARKS, Layout, fit, fit_widths, header_line, thumb_lines
from support.examples import examples
from support.grid_app import COLUMNS, GridApp, lines, make_rows, place


async def test_cursor_moves_and_skips_headings() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        assert place(grid) == ("r0", "name")
        await pilot.press("up")
        assert place(grid) == ("r0", "name")
        await pilot.press(*["down"] * 30, "right")
        assert place(grid) == ("r30", "agree")
        await pilot.press("up")
        assert place(grid) == ("r29", "agree")
        await pilot.press("ctrl+end", "end")
        assert place(grid) == ("r59", "c7")
        await pilot.press("ctrl+home", "home")
        assert place(grid) == ("r0", "name")
        assert grid.view.top == 0
        await pilot.press("pagedown", "pagedown", "pageup")
        assert grid.cursor_row_key == f"r{grid.view.page - 1}"


async def test_tab_goes_from_field_to_field() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid, places = app.grid, []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab", "shift+tab"):
            await pilot.press(key)
            places.append(place(grid))
        forward = [("r0", "agree"), ("r0", "c1"), ("r1", "agree")]
        assert places == [*forward, ("r0", "c1"), ("r0", "agree"), ("r0", "agree")]
        await pilot.press("ctrl+end", "end", "tab")
        assert place(grid) == ("r59", "c7")
        await pilot.press("shift+tab", "shift+tab", "shift+tab")
        assert place(grid) == ("r58", "c1")


async def test_leaving_the_view_jumps_half_a_page() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        page = app.grid.view.page
        await pilot.press(*["down"] * (page - 2))
        assert app.grid.view.top == 0
        await pilot.press("down")
        assert app.grid.view.top == page - page // 2
        await pilot.press("ctrl+end", "ctrl+home")
        assert app.grid.view.top == 0
        assert lines(app.grid)[2].startswith("Section 0")


async def test_header_and_first_column_stay() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        before = lines(app.grid)
        assert before[0][21:27] == "Agree-"
        assert before[1][:6] == "School"
        assert before[1].rstrip().endswith("›")
        await pilot.press("ctrl+end", "end")
        after = lines(app.grid)
        assert after[1].startswith("School ")
        assert "‹" in after[1]
        assert "Column 7" in after[1]
        assert "Column 0" not in after[1]
        assert after[-1].startswith("School 59")
        assert "59.7" in after[-1]


async def test_other_rows_keep_the_cursor() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        grid = app.grid
        grid.move_to("r40", "c2")
        await pilot.pause()
        assert place(grid) == ("r40", "c2")
        grid.set_rows([row for row in make_rows() if row.key in {"r3", "r40", "r41"}])
        assert place(grid) == ("r40", "c2")
        await pilot.pause()
        assert lines(grid)[3].startswith("School 40")
        grid.set_rows([Row("new", ("New",))])
        assert place(grid) == ("new", "c2")
        grid.set_rows([])
        assert grid.cursor_row_key == ""
        grid.set_rows(make_rows())
        assert place(grid) == ("r0", "c2")
        grid.set_columns(COLUMNS[:2], make_rows(3))
        assert place(grid) == ("r0", "name")
        grid.move_to("nobody", "nothing")
        assert place(grid) == ("r0", "name")


async def test_only_what_changed_is_repainted() -> None:
    app = GridApp()
    async with app.run_test(size=(120, 24)) as pilot:
        grid = app.grid
        await pilot.pause()
        grid._exchange_repaint_regions()
        row = grid.row("r2")
        assert row is not None
        grid.set_row(Row("r2", (row.cells[0], Cell("G", "green"), *row.cells[2:])))
        (region,) = grid._exchange_repaint_regions()
        assert region.height == 1
        assert region.width == 6
        rows = list(grid.rows)
        rows[1] = Row(rows[1].key, ("Other", *rows[1].cells[1:]))
        grid.set_rows(rows)
        assert sum(region.area for region in grid._exchange_repaint_regions()) < 40
        grid.set_rows(rows)
        assert not grid._exchange_repaint_regions()


async def test_editing_in_the_bar() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "enter")
        assert app.bar.editing
        assert app.focused is app.bar.input
        assert app.bar.input.value == "R"
        await pilot.press("backspace", "G", "enter")
        assert not app.bar.editing
        assert app.focused is app.grid
        assert place(app.grid) == ("r1", "agree")
        assert app.taken == [("r0", "agree", "G")]
        await pilot.press("f2", "x", "escape")
        assert place(app.grid) == ("r1", "agree")
        await pilot.press("f2", "enter")  # unchanged: no edit
        assert place(app.grid) == ("r2", "agree")
        await pilot.press("f2", "y", "tab")
        assert place(app.grid) == ("r2", "c1")
        await pilot.press("f2", "z", "shift+tab", "f2", "q", "up")
        assert place(app.grid) == ("r1", "agree")
        assert app.taken[1:] == [("r2", "agree", "Ry"), ("r2", "c1", "2.1z"), ("r2", "agree", "Rq")]


async def test_enter_after_tabs_begins_the_next_row() -> None:
    app = GridApp(types=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "1", "tab", "2", "enter", "3", "tab", "4", "enter")
        assert [(row, column, text) for row, column, text in app.taken] == [
            *(("r0", "agree", "1"), ("r0", "c1", "2"), ("r1", "agree", "3"), ("r1", "c1", "4"))
        ]
        assert place(app.grid) == ("r2", "agree")
        await pilot.press("5", "tab", "left", "right", "6", "enter")  # moved between: no run of Tabs any more
        assert place(app.grid) == ("r3", "c1")


async def test_a_refused_text_stays_in_the_bar() -> None:
    app = GridApp(check=lambda text: None if text in "RAG" else "not one of R A G")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "f2", "x", "enter")
        assert app.bar.editing
        assert app.bar.input.value == "Rx"
        assert app.taken == []
        await pilot.press("backspace", "backspace", "A", "enter")
        assert not app.bar.editing
        assert len(app.taken) == 1


async def test_what_is_left_is_taken() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "f2", "x")
        await pilot.click(Grid, offset=(3, 8))
        await pilot.pause()
        assert not app.bar.editing
        assert app.taken == [("r0", "agree", "Rx")]


async def test_open_clear_press_and_paste() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "delete", "backspace", "3", "r")
        kinds = [type(message) for message in app.sent]
        assert kinds == [Grid.Opened, Grid.Cleared, Grid.Cleared]
        assert app.pressed == ["3", "r"]
        assert not app.bar.editing


async def test_typing_edits_where_wanted() -> None:
    app = GridApp(types=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "right", "A", "enter")
        assert app.pressed == ["a", "A"]
        assert [text for _, _, text in app.taken] == ["A"]
        await pilot.press("slash")
        assert not app.bar.editing


async def test_a_text_of_lines_is_cut_with_a_mark() -> None:
    app = GridApp([Row("a", ("A", Cell("one\ntwo")))])
    async with app.run_test(size=(80, 24)):
        assert "one…" in lines(app.grid)[2]


async def test_mouse() -> None:
    app = GridApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Grid, offset=(2, 5))
        assert place(app.grid) == ("r2", "name")
        await pilot.click(Grid, offset=(2, 2))  # the heading
        await pilot.click(Grid, offset=(2, 0))  # the header
        assert place(app.grid) == ("r2", "name")
        assert app.sent == []
        await pilot.click(Grid, offset=(2, 5))
        assert [type(message) for message in app.sent] == [Grid.Opened]


async def test_row_cursor() -> None:
    app = GridApp(cursor="row")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "right")
        assert place(app.grid) == ("r1", "name")
        assert app.grid.view.left == 3
        await pilot.press("enter", "f2")
        assert [type(message) for message in app.sent] == [Grid.Opened]


async def test_texts_are_shown_as_they_are() -> None:
    names = ["[bold]St. [/] Mary[/bold]", "日本語学校の名前はとても長い", "Café 🎒 é", "a\tb\x1b[31mc", ""]
    app = GridApp([Row(str(i), (name, "|")) for i, name in enumerate(names)])
    async with app.run_test(size=(80, 24)):
        shown = lines(app.grid)[2:]
        assert shown[0].startswith("[bold]St. [/] Mary[…")
        assert shown[3].startswith("a b␛[31mc")
        for line in shown[: len(names)]:
            assert cell_len(line[: line.index("|")]) == 23


@pytest.mark.parametrize("rows", [[], make_rows(1), make_rows()])
async def test_any_size(rows: list[Row]) -> None:
    app = GridApp(rows)
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((1, 1), (3, 2), (10, 4), (22, 3), (300, 80), (2, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "end", "pagedown", "up", "home", "f2", "escape", "enter", "escape")
            width = app.grid.size.width
            assert all(cell_len(line) == width - GUTTER for line in lines(app.grid))


async def test_no_columns() -> None:
    app = GridApp([Row("a", ("x",))], ())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "f2", "enter", "delete", "x", "end", "ctrl+end")


TEXT = st.text(st.sampled_from("ab [/]…日🎒é\u0301\u200d\ufe0f👩\n\t\x1b\x00"), max_size=12)
BLOCK = ("shift+down", "shift+right", "f8", "ctrl+a", "f6", "escape", "ctrl+c", "shift+end")
KEYS = (
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "ctrl+home",
    "ctrl+end",
    "pageup",
    "pagedown",
    "delete",
    "1",
    *BLOCK,
)


@given(text=TEXT, width=st.integers(-1, 12), align=st.sampled_from(["left", "right", "center"]))
def test_fit_is_exact(text: str, width: int, align: str) -> None:
    assert cell_len(fit(text, width, align)) == max(0, width)  # type: ignore[arg-type]


@given(
    widths=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), max_size=8),
    frozen=st.integers(0, 9),
    width=st.integers(1, 120),
)
def test_every_column_can_be_reached(widths: list[tuple[int, int]], frozen: int, width: int) -> None:
    columns = [Column(str(i), f"T{i}\nx", w, g) for i, (w, g) in enumerate(widths)]
    layout = Layout(columns, frozen, width)
    left = 0
    for column in (*range(len(columns)), *reversed(range(len(columns)))):
        left = layout.reveal(left, column)
        if layout.available > layout.frozen_width:
            assert any(span.column == column for span in layout.spans(left))
        for line in range(2):
            assert cell_len(header_line(layout, left, line, 2, UNICODE_MARKS)) == width
    assert sum(fit_widths(columns, 200)) >= sum(max(1, w) for w, _ in widths)


@given(st.integers(0, 60), st.integers(0, 500), st.data())
def test_the_scroll_mark_is_in_the_view(height: int, total: int, data: st.DataObject) -> None:
    top = data.draw(st.integers(0, max(0, total - height)))
    thumb = thumb_lines(height, total, top)
    assert all(0 <= line < height for line in thumb)


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sheets=st.lists(
        st.lists(st.tuples(st.booleans(), st.lists(TEXT, max_size=4)), max_size=30), min_size=1, max_size=3
    ),
    keys=st.lists(st.sampled_from(KEYS), max_size=15),
    size=st.tuples(st.integers(1, 60), st.integers(1, 20)),
)
def test_any_rows_and_keys(sheets: list[list[tuple[bool, list[str]]]], keys: list[str], size: tuple[int, int]) -> None:
    async def walk() -> None:
        app = GridApp([], COLUMNS[:5])
        async with app.run_test(size=size) as pilot:
            for sheet in sheets:
                app.grid.set_rows(Row(str(i), tuple(cells), heading) for i, (heading, cells) in enumerate(sheet))
                await pilot.press(*keys)
                width = app.grid.size.width
                assert all(cell_len(line) == width - GUTTER for line in lines(app.grid))

    asyncio.run(walk())


@pytest.mark.parametrize("line", [True, False])
async def test_the_cursors_row_is_marked_and_where_it_is_a_line_lit_whole(line: bool) -> None:
    app = GridApp(line=line)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        grid = app.grid
        at = grid.view.header + grid.view.row
        strips = [grid.render_line(y) for y in range(grid.size.height)]
        assert [strip.text[0] for strip in strips].index("▌") == at
        assert "".join(strip.text[0] for strip in strips).count("▌") == 1
        lit = [segment for segment in strips[at] if segment.style and segment.style.bold and not segment.style.reverse]
        plain = sum(len(segment.text) for segment in lit)
        assert (plain > 50) is line
        assert any(segment.style and segment.style.reverse for segment in strips[at])  # the cell in it
        await pilot.pause()
        grid._exchange_repaint_regions()
        await grid.run_action("move('down')")
        moved = sum(region.area for region in grid._exchange_repaint_regions())
        assert moved == 160 if line else moved < 60


async def test_a_column_that_fits_is_as_wide_as_what_is_in_it_and_stays_so_while_rows_are_hidden() -> None:
    columns = [Column("a", "A", 3, grow=1, fits=True), Column("b", "B", 4)]
    app = GridApp([Row("x", ("a name of 20 letters", "1")), Row("y", ("short", "2"))], columns)
    async with app.run_test(size=(80, 24)):
        grid = app.grid
        assert grid.view.layout.widths == (20, 4)
        grid.narrow("short")
        assert grid.view.layout.widths == (20, 4)
        grid.set_row(Row("y", ("short, but no longer so now", "2")))
        assert grid.view.layout.widths == (27, 4)
        grid.narrow("")
        grid.set_rows([Row("z", ("é" * 200, "3"))])
        assert grid.view.layout.widths == (72, 4)
        grid.set_columns(columns, [Row("y", ("short", "2"))])
        assert grid.view.layout.widths == (5, 4)
