"""The form under the cursor of a list of forms, at a glance: beside the list, or in place of what is below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Grid
from siptui.framework.places import ANY

if TYPE_CHECKING:
    from screens.frame.preview import Preview

SHOWN = "-glance"
"""The class of a screen on which it was turned: to be seen where it is not, and not where it is."""


class FormPreview:
    """Where the preview of a list of forms is seen, and which form it shows."""

    def __init__(self, screen: DeskScreen) -> None:
        self._screen = screen
        self._pane: Preview | None = None

    def turn(self) -> None:
        """Show it, or hide it."""
        self._screen.toggle_class(SHOWN)
        self.follow()

    def follow(self) -> None:
        """Show the form under the cursor once that rests."""
        screen = self._screen
        if not screen.is_current or screen.has_class(SHOWN) is screen.has_class("-wide"):
            return
        if self._pane is None:
            from screens.frame.preview import Preview

            self._pane = Preview()
            screen.query_one("#beside").mount(self._pane)
        self._pane.after_pause(self._draw)

    def _draw(self) -> None:
        from siptui.reports.form_at_a_glance import form_at_a_glance

        desk, pane = self._screen.desk, self._pane
        key, _, number = self._screen.query_one(Grid).cursor_row_key.partition("/")
        form = next((form for form in desk.fields.forms if form.key == key), None)
        if pane is not None:
            record, place = desk.record(self._screen.school_id), form.place.replace(ANY, number) if form else ""
            pane.show(form_at_a_glance(desk.fields, record, form, place, pane.room) if form else [])
