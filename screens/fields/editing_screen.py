"""Screens on which the fields of a school's record are filled in."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from screens.fields.editable_grid import FieldEditor
from screens.frame.desk_screen import DeskScreen
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.draft_keeper import InHand
from siptui.framework.model import Scale

UNWRITTEN = "Nothing is written here, so nobody wrote it: {editing.history} is for what can be filled in"
NOWHERE = "Nothing is written here, so it comes from nowhere: go to a cell that can be filled in"


class EditingScreen(DeskScreen):
    """A screen about a table of fields. Subclasses say which."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editing")
    edits = True

    def __init__(self, school_id: str) -> None:
        super().__init__()
        self.school_id = school_id
        self.walking = False
        """Whether it was come to on the walk through what there is to look at."""
        self.walking_marked = False
        """Whether that walk is one through what is marked alone."""
        self.opening = ""
        """The path that it is opened at; it may be of a place on another screen of the form."""

    def new_editor(self) -> FieldEditor:
        """The editor of this screen's table."""
        raise NotImplementedError

    @property
    def editor(self) -> FieldEditor:
        """Where the fields are filled in."""
        return self.query_one(FieldEditor)

    def body(self) -> ComposeResult:
        yield self.new_editor()

    def ready(self) -> None:
        self.editor.start()
        path = self.opening
        if path not in ("", self.editor.table.place) and not (self.editor.go_to(path) or self.go_beyond(path)):
            self.say(f"{self.editor.go_near(path)} is not shown as the form stands")
        if self.walking:
            from screens.fields.walk_to_look_at import walk

            # After the grid has the focus, which it asks for there too.
            self.app.call_later(walk, self, self.editor, first=True, marked=self.walking_marked)

    def go_beyond(self, path: str) -> bool:
        """Go to what lies at a path of the form, and on another screen than this; whether there is such."""
        return False

    def show(self) -> None:
        self.editor.show()

    def show_if_moved(self) -> None:
        if self.editor.has_moved():
            self.show()

    @property
    def letters_are_text(self) -> bool:
        """Whether a letter typed now is text, and no key of the screen's."""
        return self.focused is not self.editor.grid or self.editor.table.written_in(*self.editor.grid.view.place)

    def scales(self) -> list[Scale]:
        return self.editor.table.scales(self.editor.grid.rows)

    def saving(self) -> None:
        super().saving()
        self.show_if_moved()

    def in_hand(self) -> list[InHand]:
        return self.editor.in_hand()

    def refreshed(self) -> None:
        super().refreshed()
        self.editor.refreshed()

    def leave(self) -> bool:
        return self.editor.leave()

    def action_history(self) -> None:
        """Who wrote in the field under the cursor, and what stood there before."""
        field = self.editor.under_cursor()
        if field is None:
            self.say(spelled(UNWRITTEN, self))
        elif self.leave():
            from screens.fields.history import HistoryScreen

            self.app.push_screen(HistoryScreen(self.school_id, field.path, self.where()))

    def action_carry(self) -> None:
        """Take over what was said before of what the field asks."""
        self.editor.carry()

    async def action_finding(self) -> None:
        """Go to the next mark in the text that is open, else to the next field with something to look at in it.

        After the last one of a block of a form the walk goes on in the form.
        """
        from screens.fields.walk_to_look_at import walk

        await walk(self, self.editor)

    def action_source(self) -> None:
        """Where the value of the field under the cursor came from."""
        field = self.editor.under_cursor()
        if field is not None and field.kind == "computed":
            from screens.fields.computed_in_words import explained
            from screens.frame.whole_message import MessageScreen

            whole = explained(self.desk.fields, self.desk.record(self.school_id), field)
            self.app.push_screen(MessageScreen(whole))
            return
        if field is None:
            self.say(self.editor.table.elsewhere(*self.editor.grid.view.place) or NOWHERE)
        elif self.leave():
            from screens.fields.figure_source import FigureSourceScreen

            self.app.push_screen(FigureSourceScreen(self.school_id, field.path, self.where()))
