"""What a figure counts, a line each, and the way to each of them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings
from siptui.desk.open_records import Desk
from siptui.records.paths_in_words import in_words
from siptui.records.problem import Refused
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.how_far import title_of
from siptui.store.faults import StoreFault


class CountedScreen(ListDialog[str]):
    """Gives the path that is chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("counted")
    HELP = "What the figure counts, a line each. Choosing one goes to it, in the school's own form."
    KEYS = "{grid.open} goes there    {counted.leave} goes back"
    DEFAULT_CSS = "CountedScreen > Vertical { max-width: 100; }"

    def chosen(self, row_key: str) -> None:
        self.dismiss(row_key)


async def open_counted(screen: DeskScreen, row: CaseloadRow, heading: str, paths: Sequence[str]) -> None:
    """Go to what a figure of a school counts: at once where it is one thing, else by a list; without any the school."""
    desk, app = screen.desk, screen.app
    try:
        await desk.open(row.id)
    except (Refused, StoreFault) as fault:
        screen.say(str(fault), problem=True)
        return

    def go(path: str | None) -> None:
        if path is not None:
            screen.work(lambda: go_to(screen, row.id, path), "open")

    if len(paths) < 2:
        await go_to(screen, row.id, paths[0] if paths else "")
        return
    columns = [Column("what", "", 30, grow=1), Column("value", "", 24, grow=1)]
    app.push_screen(CountedScreen(f"{row.name} · {heading}", columns, [_line(desk, row.id, p) for p in paths]), go)


def _line(desk: Desk, school_id: str, path: str) -> Row:
    field, record = desk.fields.get(path), desk.record(school_id)
    if field is None:
        form = desk.fields.form_at(path)
        return Row(path, (title_of(desk.fields, form, path, record) if form else path, ""))
    words = " ".join(in_words(desk.fields, path, record.get(path)).split())
    colour = ""
    if field.scale:
        found = field.scale.find(str(record.get(path)))
        colour = found.colour if found else ""
    return Row(path, (desk.place(path), Cell(words, colour)))


async def go_to(screen: DeskScreen, school_id: str, path: str) -> None:
    """Step into a school over whatever is open, and on to a place in its record."""
    from screens.school.school_screen import SchoolScreen

    try:
        await screen.desk.open(school_id)
    except (Refused, StoreFault) as fault:
        screen.say(str(fault), problem=True)
        return
    school = SchoolScreen(school_id)
    await screen.app.push_screen(school)
    if path:
        await school.come_to(path)
