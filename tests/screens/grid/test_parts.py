"""The parts of the grid without a screen: cursor and scrolling, the block, filter and order, what is painted again."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from screens.grid.block import BlockChoice
from screens.grid.cursor_and_scrolling import Viewport, Way
from screens.grid.filter_and_sort import Arrangement, Order
from screens.grid.layout import Cell, Column, Row
from screens.grid.painter import Painter
from screens.grid.repaint import Picture, changed

MOVES = ("up", "down", "left", "right", "page_up", "page_down", "row_start", "row_end", "first", "last")
WAYS: tuple[Way, ...] = ("enter", "down", "up", "right", "left", "stay")
TEXTS = st.text(st.sampled_from("ab 19é日\n"), max_size=5)
CELLS = st.builds(
    Cell, TEXTS, st.sampled_from(["", "red", "finding", "pending dim"]), st.sampled_from([None, True, False])
)
COLUMNS = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2), st.booleans()), min_size=1, max_size=6).map(
    lambda found: [Column(f"c{i}", f"T{i}", w, g, editable=e) for i, (w, g, e) in enumerate(found)]
)
ROWS = st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.lists(CELLS, max_size=6)), max_size=25).map(
    lambda found: [Row(f"r{k}", tuple(c), heading=h) for k, h, c in {k: (k, h, c) for k, h, c in found}.values()]
)
SIZES = st.tuples(st.integers(1, 60), st.integers(1, 14))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(MOVES)),
        st.tuples(st.just("leave"), st.sampled_from(WAYS)),
        st.tuples(st.just("tab"), st.sampled_from([1, -1])),
        st.tuples(st.just("scroll"), st.integers(-9, 9)),
        st.tuples(st.just("size"), SIZES),
        st.tuples(st.just("rows"), ROWS),
        st.tuples(st.just("choose"), st.booleans()),
    ),
    max_size=12,
)


def do(view: Viewport, choice: BlockChoice, what: str, how: object) -> None:
    """One thing that a person, a screen or the terminal does."""
    if what == "rows":
        view.set_rows(how)  # type: ignore[arg-type]
        choice.mend()
    elif what == "size":
        view.fit(*how)  # type: ignore[misc]
        view.resized()
    elif what == "scroll":
        view.scroll(how, how)  # type: ignore[arg-type]
    elif what == "choose":
        choice.begin() if how else choice.drop()
    else:
        getattr(view, what)(how)


def made(columns: list[Column], rows: list[Row], size: tuple[int, int], frozen: int) -> tuple[Viewport, BlockChoice]:
    view = Viewport(columns, frozen)
    view.set_rows(rows)
    view.fit(*size)
    view.resized()
    return view, BlockChoice(view)


@given(COLUMNS, ROWS, SIZES, st.integers(0, 3), STEPS)
def test_the_cursor_stands_on_a_row_and_is_in_view(columns, rows, size, frozen, steps) -> None:
    view, choice = made(columns, rows, size, frozen)
    for what, how in steps:
        before = (view.row, view.column)
        do(view, choice, what, how)
        if any(not row.heading for row in view.rows):
            assert not view.rows[view.row].heading
            assert view.place == (view.rows[view.row].key, view.columns[view.column].key)
        else:
            assert view.row == -1
        assert 0 <= view.top <= max(0, len(view.rows) - view.page)
        gone = (view.row, view.column) != before
        if view.row >= 0 and (what in {"rows", "size"} or (what != "scroll" and gone)):
            assert view.top <= view.row < view.top + view.page


def test_the_first_heading_does_not_push_the_cursor_out_of_one_line() -> None:
    rows = [Row("h", (), heading=True), Row("a", ()), Row("b", ())]
    view, _ = made([Column("c0", "T0", 1)], rows, (1, 1), 0)
    view.move("down")
    view.move("up")
    assert (view.top, view.row) == (1, 1)


@given(COLUMNS, ROWS, SIZES)
def test_tab_goes_through_all_that_can_be_edited_and_back(columns, rows, size) -> None:
    view, _ = made(columns, rows, size, 1)
    view.move("first")
    view.move("row_start")
    cells = [(r, c) for r in range(len(view.rows)) for c in range(len(columns)) if view.editable(r, c)]
    ahead = [cell for cell in cells if cell > (view.row, view.column)]
    for cell in ahead:
        view.tab(1)
        assert (view.row, view.column) == cell
    view.tab(1)
    assert (view.row, view.column) == (ahead[-1] if ahead else (view.row, view.column))
    for cell in reversed(ahead[:-1]):
        view.tab(-1)
        assert (view.row, view.column) == cell


@given(ROWS, SIZES, st.integers(1, 4))
def test_enter_after_tabs_is_under_where_they_began(rows, size, tabs: int) -> None:
    columns = [Column(f"c{i}", "", 3, editable=True) for i in range(6)]
    view, _ = made(columns, [Row(r.key, (), r.heading) for r in rows], size, 1)
    row = view.row
    below = [i for i, each in enumerate(view.rows) if i > row and not each.heading]
    for _ in range(tabs):
        view.tab(1)
    view.leave("enter")
    if below and row >= 0:
        assert (view.row, view.column) == (below[0], 0)


@given(COLUMNS, ROWS, SIZES, STEPS)
def test_a_block_holds_its_anchor_and_the_cursor(columns, rows, size, steps) -> None:
    view, choice = made(columns, rows, size, 1)
    for what, how in steps:
        do(view, choice, what, how)
        if choice.block is not None:
            over, across = choice.block
            assert view.row in over
            assert view.column in across
            assert choice.anchor is not None
            assert view.index(choice.anchor[0]) in over
            chosen, columns_chosen = choice.cells()
            assert all(not row.heading for row in chosen)
            assert len(columns_chosen) == len(across)


@given(COLUMNS, ROWS, TEXTS, st.integers(0, 5), st.booleans())
def test_filter_and_order_lose_and_invent_nothing(columns, rows, words, column, downwards) -> None:
    arrangement = Arrangement()
    arrangement.take(rows)
    arrangement.order = Order(f"c{column}", downwards)
    assert sorted(row.key for row in arrangement.rows(columns)) == sorted(row.key for row in rows)
    arrangement.narrow(words)
    shown = arrangement.rows(columns)
    assert {row.key for row in shown} <= {row.key for row in rows}
    for row in shown:
        text = " ".join(row.cell(i).text for i in range(len(row.cells))).casefold()
        assert row.heading or all(word in text for word in words.casefold().split())
    arrangement.narrow("")
    assert len(arrangement.rows(columns)) == len(rows)


def picture(view: Viewport, choice: BlockChoice) -> Picture:
    return Picture(
        view.layout,
        view.height,
        view.header,
        view.rows,
        view.top,
        view.left,
        view.row,
        view.column,
        view.whole_rows,
        choice.block,
        (-1, ""),
    )


LOOKS: dict[str, Style] = {}


def look(names: str) -> Style:
    """A colour of its own for each style."""
    return LOOKS.setdefault(names, Style(color=f"color({len(LOOKS) + 16})", underline="cursor" in names or bool(names)))


def cells(painter: Painter, of: Picture, y: int) -> list[tuple[str, Style | None]]:
    """What is seen of a line, a terminal cell each; the colour of a blank cannot be."""
    found: list[tuple[str, Style | None]] = []
    for text, style, _ in painter.line(of, y, True, ""):
        for sign in text:
            blank = not sign.strip() and not (style and style.underline)
            found += [(sign, None if blank else style)] * cell_len(sign)
    return found


@settings(max_examples=40, deadline=None)
@given(COLUMNS, ROWS, SIZES, st.integers(0, 2), STEPS)
def test_what_is_painted_again_is_all_that_has_changed(columns, rows, size, frozen, steps) -> None:
    view, choice = made(columns, rows, size, frozen)
    painter = Painter(look)
    for what, how in steps:
        before = picture(view, choice)
        lines = [cells(painter, before, y) for y in range(before.height)]
        do(view, choice, what, how)
        after = picture(view, choice)
        regions = changed(before, after)
        if regions is None:
            continue
        for y in range(after.height):
            for x, now in enumerate(cells(painter, after, y)):
                if lines[y][x] != now:
                    assert any(region.contains(x, y) for region in regions), (what, how, x, y)


def test_a_filter_can_name_the_column_that_it_is_about() -> None:
    columns = [Column("name", "\nSchool", 9), Column("sip", "SIP", 3), Column("c", "Cate-\ngory", 5)]
    rows = [Row("a", ("Common Lane", "PT", "2")), Row("b", ("Ash", "OM", "3")), Row("c", ("Birch: north", "OM", "2"))]
    arrangement = Arrangement()
    arrangement.take(rows)

    def left(words: str) -> list[str]:
        arrangement.narrow(words, columns)
        return [row.key for row in arrangement.rows(columns)]

    assert left("om") == ["a", "b", "c"]
    assert left("sip:om") == ["b", "c"]
    assert left("SIP:om category:2") == ["c"]
    assert left("birch: north") == ["c"]  # of what is no column's title the whole row
    assert left("school:om") == ["a"]
