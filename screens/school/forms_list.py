"""The forms of a school, a person or the office, a line each: how far each is, its screen, and new ones."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from screens.frame.desk_screen import DeskScreen
from screens.frame.text_without_markup import Piece, assembled
from screens.grid.grid import Column, Grid, Row
from screens.keys.keys_that_act import place_of
from screens.school.form_line import LETTER, form_line
from screens.school.form_preview import FormPreview
from screens.school.what_is_offered import not_offered_on
from siptui.framework.model import Form, ProgressBlock, SummaryBlock
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Refused
from siptui.rules.how_far import can_be_begun, how_far
from siptui.store.faults import StoreFault
from siptui.store.school import about

NOT_ASKED = "(no longer asked)"
"""The key of the row that is no form's."""
WIDE = 110
"""Columns of the screen from which on the form under the cursor stands beside the list."""
LEAST_NAME, LEAST_SO_FAR = 12, 8
"""Characters that a form's name and how far it is have at least; they grow with what is in them."""
ONCE_ONLY = "Every form of this framework is here: none is filled in more than once"


class FormsScreen(DeskScreen):
    """The forms of a year, and below or beside them who it is that they are about."""

    EMPTY: ClassVar[str] = "This framework asks nothing here"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    DEFAULT_CSS = """
    FormsScreen > #forms { height: 1fr; layout: vertical; }
    FormsScreen #forms > Grid { height: auto; min-height: 2; max-height: 70%; }
    FormsScreen #beside { height: 1fr; layout: vertical; }
    FormsScreen #facts { height: 1fr; padding: 1 1 0 1; }
    FormsScreen.-glance.-narrow #facts { display: none; }
    FormsScreen.-narrow #beside > Preview { display: none; margin-top: 1; }
    FormsScreen.-glance.-narrow #beside > Preview { display: block; }

    FormsScreen.-wide > #forms { layout: horizontal; }
    FormsScreen.-wide #forms > Grid { width: 1fr; height: 100%; max-height: 100%; }
    FormsScreen.-wide #beside { width: 40; height: 100%; border-left: solid $edge; }
    FormsScreen.-wide #facts { height: auto; padding: 0 1; }
    FormsScreen.-wide #beside > Preview { border-top: solid $edge; }
    FormsScreen.-glance.-wide #beside > Preview { display: none; }
    """

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self._name_said = False  # the message is a form's name
        self._drawn: Record | None = None
        self.glance = FormPreview(self)

    def where(self) -> list[str]:
        return self.whose()

    def body(self) -> ComposeResult:
        forms = [form for form in self.desk.fields.forms if form.about == about(self.school_id)]
        letters = [form.letter for form in forms]
        lettered = any(letters)
        columns = [
            *([Column(LETTER, "Part", max(4, *map(len, letters)))] if lettered else []),
            Column("name", "" if lettered else "Form", LEAST_NAME, grow=2, fits=True),
            Column("date", "Date", 9),
            Column("so_far", "So far", LEAST_SO_FAR, grow=2, fits=True),
            Column("needed", "Needed", 6, align="right"),
            Column("state", "State", 5, grow=1, fits=True),
        ]
        with Container(id="forms"):
            yield Grid(columns, cursor="row", frozen_columns=2 if lettered else 1, empty=self.EMPTY)
            with Container(id="beside"):
                yield Static("", id="facts", markup=False)

    def ready(self) -> None:
        self.query_one(Grid).focus()
        # Not before the first picture, which can do without.
        self.call_after_refresh(self.glance.follow)

    def show(self) -> None:
        self._drawn = record = self.desk.record(self.school_id)
        self.in_vain = not_offered_on(self.desk, self.school_id, record, place_of(self))
        access, framework = self.desk.store.access(self.school_id, record), self.desk.framework
        found = how_far(self.desk.fields, record, about(self.school_id))
        found = [each for each in found if access.may_read(framework.form(each.form))]
        grid = self.query_one(Grid)
        lettered = grid.columns[0].key == LETTER
        rows = [form_line(self.desk.fields, record, each, lettered) for each in found]
        if left := not_asked(self.desk.fields, record):
            cells = (NO_LONGER_ASKED.capitalize(), "", f"{len(left)} kept")
            rows.append(Row(NOT_ASKED, ("", *cells) if lettered else cells))
        before = len(grid.rows)
        grid.set_rows(rows)
        if before != len(grid.rows):
            grid.refresh(layout=True)  # it takes what it needs
        self._tell_facts()
        self.glance.follow()

    def show_if_moved(self) -> None:
        if self._drawn is self.desk.record(self.school_id):
            self._tell_facts()
        else:
            self.show()

    def on_resize(self) -> None:
        self._tell_facts()
        self.glance.follow()

    def _tell_facts(self) -> None:
        facts = self.query_one("#facts", Static)
        room = facts.content_size.width or self.app.size.width - 2
        facts.update(assembled(self.facts(room)))

    def facts(self, room: int) -> list[Piece]:
        """Who and how it is that the forms are about, in lines of so many characters."""
        return []

    @on(Grid.Moved)
    def _moved(self) -> None:
        """Say whole what the form under the cursor is called, where its line has no room; and show it."""
        self.glance.follow()
        grid = self.query_one(Grid)
        index = next(i for i, column in enumerate(grid.columns) if column.key == "name")
        row = grid.row(grid.cursor_row_key)
        name = row.cell(index).text if row else ""
        cut = name if cell_len(name) > grid.view.layout.widths[index] else ""
        if cut or self._name_said:
            self.say(cut)
        self._name_said = bool(cut)

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.app.push_screen(self._screen(event.row_key))

    async def come_to(self, path: str) -> None:
        """Open the form that a path leads to or into, at what is there."""
        from screens.fields.editing_screen import EditingScreen

        if form := self.desk.fields.form_over(path):
            number = form.place_of(path).rpartition("/")[2] if form.occurs == "many" else ""
            key = f"{form.key}/{number}".strip("/")
            self.query_one(Grid).move_to(key)
            screen = self._screen(key)
            if isinstance(screen, EditingScreen):
                screen.opening = path
            await self.app.push_screen(screen)

    def _screen(self, key: str) -> Screen[None]:
        if key == NOT_ASKED:
            from screens.school.no_longer_asked import NoLongerAskedScreen

            return NoLongerAskedScreen(self.school_id)
        key, _, number = key.partition("/")
        form = self.desk.framework.form(key)
        if form.kind == "progress" and any(isinstance(block, ProgressBlock) for block in form.blocks):
            from screens.forms.progress import ProgressScreen

            return ProgressScreen(self.school_id)
        if form.kind == "summary" and _is_summary_alone(form):
            from screens.forms.year_summary import SummaryScreen

            return SummaryScreen(self.school_id)
        from screens.forms.form_screen import FormScreen

        return FormScreen(self.school_id, key, number)

    def action_new(self) -> None:
        """Choose which form is to be begun, and begin it."""
        from screens.school.new_form import NewFormScreen

        record = self.desk.record(self.school_id)
        access = self.desk.store.access(self.school_id, record)
        forms = [
            form for form in can_be_begun(self.desk.fields, record, about(self.school_id)) if access.may_fill(form)
        ]
        if not forms:
            self.say(ONCE_ONLY if self.query_one(Grid).rows else self.EMPTY)
        elif self.may_write():
            self.app.push_screen(NewFormScreen(forms), self._begin)

    def action_export(self) -> None:
        """Write the form under the cursor; at the front and the summary what the governors get."""
        from screens.forms.what_is_exported import export_form, export_year

        key, _, number = self.query_one(Grid).cursor_row_key.partition("/")
        if key in ("", NOT_ASKED):
            self.say("There is no form here to write")
            return
        form = self.desk.framework.form(key)
        if form.kind in ("front", "summary"):
            export_year(self)
        else:
            export_form(self, form.place.replace(ANY, number))

    def _begin(self, form: str | None) -> None:
        if form is not None:
            self.work(lambda: self._begun(form), "begin")

    async def _begun(self, form: str) -> None:
        try:
            place = await self.desk.new(self.school_id, form)
        except (Refused, StoreFault) as fault:
            self.say(str(fault), problem=True)
            return
        self.show()
        key = f"{form}/{place.rpartition('/')[2]}"
        self.query_one(Grid).move_to(key)
        self.app.push_screen(self._screen(key))


def _is_summary_alone(form: Form) -> bool:
    """Whether there is nothing on a form but the summary, so that its screen is the form's."""
    return all(isinstance(block, SummaryBlock) and not block.prompt for block in form.blocks) and not form.intro
