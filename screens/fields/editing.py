"""Screens whose grids are edited: a cell is a field of the record, found by its path."""

from typing import ClassVar, cast

from msgspec import UNSET, Struct, UnsetType
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, TextArea

from screens.fields.pasting import PastingScreen
from screens.fields.text_pane import TextPane
from screens.frame.desk_screen import OnDesk
from screens.grid.cell_editor import FormulaBar, Way
from screens.grid.grid import Column, Grid
from screens.keys.actions import bindings
from screens.keys.key_names import spelled, typed_keys
from siptui.desk.draft_keeper import InHand
from siptui.framework.model import Scale
from siptui.records.change import Change
from siptui.records.typed_and_shown import allowed, shown
from siptui.records.values import BadValue, Field, Value, parse

FIGURES = "0123456789.-"
MOVED = "A colleague has changed this meanwhile: leaving it shows both"


class Begun(Struct, frozen=True):
    """An edit that has been begun: the field, what it held then, and how that was put to a person."""

    path: str
    old: Value | None
    text: str


class FieldGrid(Grid):
    """A grid of fields, where typing on a scale chooses at once instead of opening the bar."""

    def accepts_typing(self, character: str) -> bool:
        screen = self.screen
        field = (
            screen.field_at(self.cursor_row_key, self.cursor_column_key) if isinstance(screen, EditingScreen) else None
        )
        if field is None or field.scale is not None or not super().accepts_typing(character):
            return False
        # Letters on a number or a date are the screen's keys.
        return field.kind == "line" or character in FIGURES

    def edit_hint(self) -> str:
        """Where no pane shows what a field may hold, the bar does."""
        screen = self.screen
        if not isinstance(screen, EditingScreen) or screen.query_one(TextPane).display:
            return ""
        field = screen.field_at(self.cursor_row_key, self.cursor_column_key)
        return allowed(field) if field else ""

    def edit(self, text: str | None = None) -> None:
        """Open the bar, and remember what the field holds now: what comes meanwhile is not to be overwritten."""
        bar = self.bar
        if bar is None or not self.cursor_row_key:
            return
        if not bar.accept("stay"):
            self.screen.set_focus(bar.input, scroll_visible=False)
            return
        if isinstance(self.screen, EditingScreen):
            self.screen.begin(self.cursor_row_key, self.cursor_column_key, self.edit_text())
        super().edit(text)

    def submit(self, row_key: str, column_key: str, text: str) -> None:
        """Hand a text over at once: a message on its way would be neither in hand nor with the desk."""
        if isinstance(self.screen, EditingScreen):
            self.screen.submitted(row_key, column_key, text)

    def _edited(self, way: Way, row_key: str, column_key: str) -> None:
        if isinstance(self.screen, EditingScreen):
            self.screen.in_bar = None
            self.screen.desk.typing()  # no more: what was given up is kept no longer
        super()._edited(way, row_key, column_key)


class EditingScreen(PastingScreen):
    """A grid of fields, a formula bar for short values, a pane for long texts."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editing")

    edits = True
    types_text: ClassVar[bool] = False
    """Whether a letter typed on a text begins to write in it: only where letters are no keys of the screen."""

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.in_bar: Begun | None = None
        self._in_pane: Begun | None = None

    # -- what a subclass gives

    frozen: ClassVar[int] = 1
    """Columns that stay in view."""

    def columns(self) -> list[Column]:
        """The grid's columns. `show` gives it its rows."""
        raise NotImplementedError

    @property
    def start(self) -> str:
        """The column that the cursor begins in."""
        raise NotImplementedError

    def path(self, row: str, column: str) -> str:
        """The path of the field in a cell, "" where there is none."""
        raise NotImplementedError

    def opened(self, row: str, column: str) -> None:
        """Enter on a cell that is no field."""

    def scales(self) -> list[Scale]:
        """The scales that the grid is filled in from."""
        grid = self.query_one(Grid)
        fields = [self.field_at(row.key, column.key) for row in grid.rows for column in grid.columns]
        return list({field.scale.name: field.scale for field in fields if field and field.scale}.values())

    # -- drawing

    def body(self) -> ComposeResult:
        bar = FormulaBar()
        yield FieldGrid(self.columns(), frozen_columns=self.frozen, bar=bar, check=self.check, type_to_edit=True)
        yield TextPane()
        yield bar

    def ready(self) -> None:
        grid = self.query_one(Grid)
        grid.focus()
        grid.move_to(grid.cursor_row_key, self.start)

    def field_at(self, row: str, column: str) -> Field | None:
        return self.desk.fields.get(self.path(row, column)) if row else None

    def read(self) -> None:
        """Show the whole of the field under the cursor in the pane."""
        grid = self.query_one(Grid)
        path = self.path(grid.cursor_row_key, grid.cursor_column_key) if grid.cursor_row_key else ""
        field = self.desk.fields.get(path)
        pane = self.query_one(TextPane)
        if field is None:
            pane.show("", "")
        else:
            state = self.state_in_words(path)
            title = [self.desk.label(path), state, allowed(field) or field.prompt]
            pane.show(" · ".join(filter(None, title)), shown(field, self.value(path)) or field.preset)
            if state and not pane.display:
                self.say(f"{self.desk.label(path)}: {state}")

    # -- keys

    @on(Grid.Moved)
    def _moved(self) -> None:
        self.read()

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.write(event.row_key, event.column_key)

    @on(Grid.Pressed)
    def _pressed(self, event: Grid.Pressed) -> None:
        field = self.field_at(event.row_key, event.column_key)
        if field is None or event.key in "/?" or event.key in typed_keys(self):
            return
        if field.scale is None:
            if field.kind in {"line", "text"} and self.types_text:
                self.write(event.row_key, event.column_key, event.key)
            return
        keys = {v.key: v.value for v in field.scale.values if v.key}
        if event.key.casefold() in keys:
            self.put(field.path, keys[event.key.casefold()])
        elif keys:
            self.say(f"{event.key} is not on this scale: {allowed(field)}")
        else:
            self.query_one(Grid).edit(event.key)

    def write(self, row: str, column: str, typed: str = "") -> None:
        """Open a cell for writing."""
        field = self.field_at(row, column)
        if field is None:
            self.opened(row, column)
        elif field.kind == "text":
            self.write_text(field, typed)
        else:
            self.query_one(Grid).edit()

    def write_text(self, field: Field, typed: str = "") -> None:
        """Open a long text in the pane."""
        start = self.value(field.path) or field.preset
        title = self.desk.label(field.path)
        old = self._record.get(field.path)
        keep = cast(OnDesk, self.app).keeper.keep
        pane = self.query_one(TextPane)
        pane.edit(title, start, lambda text: self.put(field.path, text, old), typed, keep)
        self._in_pane = Begun(field.path, old, pane.begun)

    # -- what is being typed

    def begin(self, row: str, column: str, text: str) -> None:
        """A field is about to be edited in the bar."""
        path = self.path(row, column)
        self.in_bar = Begun(path, self._record.get(path), text)

    def in_hand(self) -> list[InHand]:
        found: list[InHand] = []
        pane = self.query_one(TextPane)
        if pane.editing and (begun := self._in_pane):
            found.append(InHand(self.school_id, begun.path, begun.old, begun.text, pane.text))
        for bar in self.query(FormulaBar):
            if bar.editing and (begun := self.in_bar):
                found.append(InHand(self.school_id, begun.path, begun.old, begun.text, bar.input.value))
        return found

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.desk.typing()

    def refreshed(self) -> None:
        super().refreshed()
        pane, begun = self.query_one(TextPane), self._in_pane
        if pane.editing and begun and self._record.get(begun.path) != begun.old:
            pane.tell(f"Changed meanwhile · {self.desk.label(begun.path)}")
            self.say(MOVED, problem=True)

    @on(TextPane.Left)
    def _pane_left(self) -> None:
        self.desk.typing()
        self.screen.set_focus(self.query_one(Grid), scroll_visible=False)
        self.read()

    def submitted(self, row: str, column: str, text: str) -> None:
        """The bar has accepted a text."""
        path = self.path(row, column)
        begun = self.in_bar
        self.put(path, text, begun.old if begun and begun.path == path else UNSET)

    def action_history(self) -> None:
        """Who wrote in the field under the cursor, and what stood there before."""
        grid = self.query_one(Grid)
        path = self.path(grid.cursor_row_key, grid.cursor_column_key) if grid.cursor_row_key else ""
        if path not in self.desk.fields:
            self.say("Nothing is written here, so nobody wrote it: F3 is for what can be filled in")
        elif self.leave():
            from screens.fields.history import HistoryScreen

            self.app.push_screen(HistoryScreen(self.school_id, path, self.where()))

    def action_source(self) -> None:
        """Where the value of the field under the cursor came from."""
        grid = self.query_one(Grid)
        path = self.path(grid.cursor_row_key, grid.cursor_column_key) if grid.cursor_row_key else ""
        if path not in self.desk.fields:
            self.say(self.not_filled_in(grid.cursor_column_key))
        elif self.leave():
            from screens.fields.figure_source import FigureSourceScreen

            self.app.push_screen(FigureSourceScreen(self.school_id, path, self.where()))

    def not_filled_in(self, column: str) -> str:
        """Where a cell that is no field has its words from."""
        return "Nothing is written here, so it comes from nowhere: go to a cell that can be filled in"

    def check(self, row: str, column: str, text: str) -> str | None:
        """What is wrong with a text typed in the bar, or None."""
        field = self.field_at(row, column)
        try:
            if field:
                parse(field, text)
        except BadValue as fault:
            return str(fault)
        return None

    def put(self, path: str, raw: Value | None, old: Value | UnsetType | None = UNSET) -> None:
        """Send a field's new value to the desk; `old` is what it held when the edit was begun."""
        self.say("")
        try:
            self.desk.change(self.school_id, [Change(path, parse(self.desk.fields[path], raw), old)])
        except BadValue as fault:
            self.say(str(fault), problem=True)
        self.show()

    def leave(self) -> bool:
        self.query_one(TextPane).leave()
        if all(bar.accept("stay") for bar in self.query(FormulaBar)):
            return True
        text = "What you typed does not fit yet: mend it, or leave it as it was with {bar.cancel}"
        self.say(spelled(text, self), problem=True)
        return False
