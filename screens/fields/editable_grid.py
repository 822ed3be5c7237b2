"""Fields filled in: a grid of them, a bar for short values, a pane for long texts."""

from __future__ import annotations

from typing import cast

from msgspec import UNSET, Struct, UnsetType
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input, TextArea

from screens.fields.about_field import about_field, told_apart
from screens.fields.block_edits import BlockEdits
from screens.fields.long_text_pane import TextPane, going_on
from screens.fields.record_as_grid import FieldTable, chosen_by
from screens.frame.desk_screen import DeskScreen, OnDesk
from screens.grid.cursor_and_scrolling import Place
from screens.grid.formula_bar import FormulaBar, edit_cell
from screens.grid.grid import Grid
from screens.grid.tab_separated import prose
from screens.keys.key_bar import KeyBar
from screens.keys.key_names import spelled
from screens.keys.keys_that_act import typed_keys
from screens.terminal.key_queue import came_at_once
from siptui.desk.draft_keeper import InHand
from siptui.framework.model import Scale
from siptui.records.change import Change, Record
from siptui.records.typed_and_shown import allowed
from siptui.records.values import TICKED, BadValue, Field, Value, parse

MOVED = "A colleague has changed this meanwhile: leaving it shows both"
FIGURES = "0123456789.-"
PANE_MARGIN = 3
"""Columns beside the pane's title."""
TICKS = {"x": True, "y": True, "n": False}
"""What is typed on a tick, besides the space that turns it."""
NOTHING_BEFORE = "Nothing was said of this before"
NOT_EMPTY = "This is filled in already; clear it first, or open it"
DOES_NOT_FIT = "What you typed does not fit yet: mend it, or leave it as it was with {bar.cancel}"


class Begun(Struct, frozen=True):
    """An edit that has been begun: the field, what it held then, and how that was put to a person."""

    path: str
    old: Value | None
    text: str


def of_a_text(fault: BadValue) -> str:
    """What is wrong with what was typed, as a whole sentence: no path stands before it here."""
    said = str(fault)
    return f"It {said}" if said.startswith(("is ", "has ")) else said


class FieldEditor(Container):
    """The fields of a table, on a screen over the desk."""

    DEFAULT_CSS = "FieldEditor { layout: vertical; width: 1fr; height: 1fr; }"

    def __init__(self, table: FieldTable) -> None:
        super().__init__()
        self.table = table
        # Held, for a screen that goes loses its widgets one by one, and what is being typed is still asked for then.
        self.grid = Grid(table.columns(), frozen_columns=table.frozen, editor=self, line=False)
        self.pane = TextPane()
        self.bar = FormulaBar()
        self._word = ("", "", "")  # typed on a scale's cell: its row, its column, what
        self._in_bar: Begun | None = None
        self._in_pane: Begun | None = None
        self._drawn: tuple[Record, set[str], set[str]] | None = None

    def compose(self) -> ComposeResult:
        yield self.grid
        yield self.pane
        yield self.bar

    @property
    def desk_screen(self) -> DeskScreen:
        """The screen that says what there is to say."""
        return cast(DeskScreen, self.screen)

    # -- drawing

    def show(self) -> None:
        """Show the record as it stands."""
        self._drawn = self._stands()
        self.grid.set_rows(self.table.rows())
        self.read()

    def has_moved(self) -> bool:
        """Whether the record, or what there is to say of a field's state, is another than has been shown."""
        before, now = self._drawn, self._stands()
        return before is not None and (before[0] is not now[0] or before[1:] != now[1:])

    def _stands(self) -> tuple[Record, set[str], set[str]]:
        desk, school_id = self.table.desk, self.table.school_id
        return self.table.record, desk.clashing(school_id), desk.late(school_id)

    def start(self) -> None:
        """Go to where the cursor begins."""
        self.grid.focus()
        self.grid.move_to(*self.table.start(self.grid.rows))

    def go_to(self, path: str) -> bool:
        """Go to the cell of the field at a path, or else to the first of those below it; whether there is one."""
        exact: Place | None = None
        below: Place | None = None
        for row in self.grid.rows:
            for column in () if row.heading else (row.shape.columns if row.shape else self.grid.columns):
                place = row.key, column.key
                own, leads_to = self.table.field_in(*place), self.table.field_at(*place)
                if own and own.path == path:
                    self.grid.move_to(*place)
                    return True
                if exact is None and leads_to and leads_to.path == path:
                    exact = place
                if below is None and own and own.path.startswith(f"{path}/"):
                    below = place
        if found := exact or below:
            self.grid.move_to(*found)
        return found is not None

    def go_near(self, path: str) -> str:
        """Of a place that is not shown, as a row that is not begun, go to the nearest; gives what it is called."""
        near = path
        while (near := near.rpartition("/")[0]) and near != self.table.place and not self.go_to(near):
            pass
        return self.table.label(path) if self.table.field(path) else "What you asked for"

    def under_cursor(self) -> Field | None:
        """The field that the cell under the cursor leads to."""
        return self.table.field_at(*self.grid.view.place)

    @on(Grid.Moved)
    def _moved(self) -> None:
        self.read()
        self.screen.query_one(KeyBar).follow()

    def read(self) -> None:
        """Show the whole of the field under the cursor in the pane."""
        field, pane = self.under_cursor(), self.pane
        if field is None:
            pane.show(*self.table.told(*self.grid.view.place))
            return
        label, state = self.table.label(field.path), self.table.state_in_words(field.path)
        chosen = told_apart(self.table, field)
        may_be = "" if chosen else allowed(field)
        title = " · ".join(filter(None, [label, state, may_be]))
        told = about_field(self.table, field, spelled("{editing.carry} takes it over", self))
        text = "" if chosen else self.table.whole(field) or self.table.printed(field)
        room = self.size.width - PANE_MARGIN
        if cell_len(title) > room:  # its line has no room for all of it: what there is to say is said whole below
            title = label if cell_len(label) <= room else self.table.short_label(field)
            asked = [(f"{label}\n", "bold")] if title != label and not self.table.stands_whole(field) else []
            states = [(f"{state}\n", "$text-warning")] if state else []
            told = [*asked, *states, *([(f"{may_be}\n", "$text-muted")] if may_be else []), *told]
        pane.show(title, text, told, self.screen.has_class("-wide"))
        if state and not pane.display:
            self.desk_screen.say(f"{label}: {state}")

    # -- an edit begun

    def begin(self, row_key: str, column_key: str) -> None:
        """Edit a field that was opened."""
        field = self.table.field_at(row_key, column_key)
        if field and field.kind == "tick":
            self._tick(field, " ")
        elif field:
            self.write(field)

    def typed(self, row_key: str, column_key: str, character: str) -> bool:
        """Take what is typed on a cell: words and figures begin its text, a key on a scale chooses from it.

        `/` and `?` mean the same everywhere. Other letters are the screen's keys only where nothing can be typed.
        """
        field = self.table.field_in(row_key, column_key)
        if character in "/?":
            return False
        if field is None:
            if elsewhere := character.isdigit() and self.table.elsewhere(row_key, column_key):
                self.desk_screen.say(elsewhere)
            return bool(elsewhere)
        if field.kind == "tick":
            return self._tick(field, character)
        if field.scale is not None and chosen_by(field.scale):
            return self._chosen(field, field.scale, character)
        if self.table.written_in(row_key, column_key) or character in FIGURES:
            self.write(field, character)
        elif self._may_write(field):
            self.desk_screen.say(f"{self.table.label(field.path)} takes {allowed(field)}")
        return True

    def _may_write(self, field: Field) -> bool:
        """Whether a field can be written now; where it cannot, says why."""
        if not self.desk_screen.may_write():
            return False
        if why := self.table.why_locked(field.path):
            self.desk_screen.say(why, problem=True)
        return not why

    def carry(self) -> None:
        """Take over what was said before: into an empty field, or at the cursor of the text that is being written."""
        begun = self._in_pane if self.pane.editing else None
        field = self.table.field(begun.path) if begun else self.under_cursor()
        before = self.table.carried(field) if field else None
        if field is None or before is None:
            self.desk_screen.say(NOTHING_BEFORE)
        elif begun:
            self.pane.insert(before.words)
        elif self.table.value(field.path):
            self.desk_screen.say(NOT_EMPTY)
        elif field.kind == "text":
            self.write(field, before.words)
        elif self._may_write(field):
            self.put(field.path, before.value)

    def _tick(self, field: Field, character: str) -> bool:
        """Tick a field, or take the tick off; a key of the screen's stays one."""
        ticked = bool(self.table.value(field.path))
        wanted = not ticked if character == " " else TICKS.get(character.casefold())
        if wanted is None:
            if character in typed_keys(self.screen):
                return False
            self.desk_screen.say(f"{character} does not tick: {allowed(field)}")
        elif wanted != ticked and self._may_write(field):
            self.put(field.path, TICKED if wanted else "")
        return True

    def _chosen(self, field: Field, scale: Scale, character: str) -> bool:
        """Choose from a scale; a key of the screen's stays one.

        Of a word that is pasted without brackets the first letter chooses, and the rest is no key.
        """
        place, before = self.grid.view.place, self._word
        self._word = (*place, character.casefold())
        if came_at_once(self.app) and before[:2] == place:
            word = before[2] + character.casefold()
            if any(way.casefold().startswith(word) for each in scale.values for way in (each.value, each.name)):
                self._word = (*place, word)
                return True
        if value := chosen_by(scale).get(character.casefold()):
            if self._may_write(field):
                self.put(field.path, value)
        elif character in typed_keys(self.screen):
            return False
        else:
            self.desk_screen.say(f"{character} is not on this scale: {allowed(field)}")
        return True

    def write(self, field: Field, typed: str = "") -> None:
        """Write in a field, a long text in the pane, all else in the bar, going on with what was typed on its cell."""
        if not self._may_write(field):
            return
        if field.kind == "text":
            self.write_text(field, typed)
        else:
            self._write_line(field, typed)

    def _write_line(self, field: Field, typed: str) -> None:
        """What the field holds now is remembered: what comes meanwhile is not to be overwritten."""
        grid, bar = self.grid, self.bar
        if not bar.accept("stay"):
            self.screen.set_focus(bar.input, scroll_visible=False)
            return
        path, before = field.path, self.table.value(field.path)
        self._in_bar = Begun(path, self.table.record.get(path), before)

        def take(text: str) -> str | None:
            try:
                parse(field, text)
            except BadValue as fault:
                return of_a_text(fault)
            begun = self._in_bar
            self.put(path, text, begun.old if begun and begun.path == path else UNSET)
            return None

        def ended() -> None:
            self._in_bar = None
            self.table.desk.typing()  # no more: what was given up is kept no longer

        # Where no pane shows what a field may hold, the bar does.
        hint = "" if self.pane.display else allowed(field)
        if typed and before:
            # What was not opened is not overwritten: words go on, and what a figure stood in place of is in sight.
            hint = f"was: {before} · {spelled('{bar.cancel} gives it back', self)}"
            typed = going_on(before, typed) if field.kind == "line" else typed
        edit_cell(grid, bar, typed or before, hint, take, ended)

    def write_text(self, field: Field, typed: str = "") -> None:
        """Open a long text in the pane."""
        start = self.table.value(field.path) or self.table.printed(field)
        old = self.table.record.get(field.path)
        keep = cast(OnDesk, self.app).keeper.keep

        def fits(text: str) -> str:
            try:
                parse(field, text)
            except BadValue as fault:
                return of_a_text(fault)
            return ""

        self.pane.edit(
            self.table.label(field.path),
            start,
            lambda text: self.put(field.path, text, old),
            typed,
            keep,
            in_row=self.grid.view.in_run,
            most=field.most,
            fits=fits,
            proof=cast(OnDesk, self.app).proofreader.of_text(self.table.school_id, field.path),
        )
        self._in_pane = Begun(field.path, old, self.pane.begun)

    # -- what is being typed

    def in_hand(self) -> list[InHand]:
        """The texts that are being typed."""
        found: list[InHand] = []
        school_id, pane, bar = self.table.school_id, self.pane, self.bar
        if pane.editing and (begun := self._in_pane):
            found.append(InHand(school_id, begun.path, begun.old, begun.text, pane.text))
        if bar.editing and (begun := self._in_bar):
            found.append(InHand(school_id, begun.path, begun.old, begun.text, bar.input.value))
        return found

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.table.desk.typing()

    def refreshed(self) -> None:
        """A colleague has changed the record."""
        pane, begun = self.pane, self._in_pane
        if pane.editing and begun and self.table.record.get(begun.path) != begun.old:
            pane.tell(f"Changed meanwhile · {self.table.label(begun.path)}")
            self.desk_screen.say(MOVED, problem=True)

    @on(TextPane.Left)
    def _pane_left(self, event: TextPane.Left) -> None:
        self.table.desk.typing()
        self.screen.set_focus(self.grid, scroll_visible=False)
        self.read()
        self.grid.leave_cell(event.way)

    def put(self, path: str, raw: Value | None, old: Value | UnsetType | None = UNSET) -> None:
        """Send a field's new value to the desk; `old` is what it held when the edit was begun."""
        screen, desk = self.desk_screen, self.table.desk
        screen.say("")
        try:
            field = self.table.field(path) or desk.fields[path]
            desk.change(self.table.school_id, [Change(path, parse(field, raw), old)])
        except BadValue as fault:
            screen.say(of_a_text(fault), problem=True)
        screen.show()

    def leave(self) -> bool:
        """Hand over what is still being typed; False where that does not fit yet."""
        if not self.pane.leave():
            return False
        if self.bar.accept("stay"):
            return True
        self.desk_screen.say(spelled(DOES_NOT_FIT, self), problem=True)
        return False

    # -- blocks of fields

    @on(Grid.Pasted)
    def _pasted(self, event: Grid.Pasted) -> None:
        """A block goes into the cells from here on, one cell into all that are chosen, prose into its editor."""
        field, text = self.table.field_at(event.row_key, event.column_key), event.text.strip("\r\n")
        here, own = self.grid.choice.block is None, event.text == self.app.clipboard
        if not text or not self.desk_screen.may_write():
            return
        if field and field.kind == "text" and here and not own and "\t" not in text:
            self.write_text(field, prose(text))
        else:
            BlockEdits(self.grid, self.table, self.desk_screen).paste(event.text)

    @on(Grid.Cleared)
    def _cleared(self) -> None:
        if self.desk_screen.may_write():
            BlockEdits(self.grid, self.table, self.desk_screen).clear()
