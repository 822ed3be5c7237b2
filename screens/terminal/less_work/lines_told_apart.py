"""A widget that is drawn only where its lines are drawn from something else than before. Written for Textual 8.2.8;
guarded by tests/screens/terminal/less_work/test_lines_told_apart.py.

At each letter Textual's area to write in has all of its lines drawn, compared and thrown away: most of what a letter
costs in a long text.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from textual.geometry import Region

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    Widget = object  # of two widgets that one is made from, Textual takes the styles of the first alone


class LinesToldApart(Widget):
    """Put before a widget that can say what each of its lines is drawn from: asked to draw all, it draws the others."""

    _told: tuple[object, tuple[object, ...]] | None = None
    """What all lines, and each, were drawn from; None where nothing that was drawn is good any more."""
    _asked_for_all = False

    def told_apart(self, y: int) -> object:
        """All that a line is drawn from."""
        raise NotImplementedError

    def draw_all_anew(self) -> None:
        """What lines are drawn from does not tell: styles, say, are others."""
        self._told = None

    def _set_dirty(self, *regions: Region) -> None:
        if regions or self._told is None:
            super()._set_dirty(*regions)
        else:
            self._asked_for_all = True
            self._repaint_regions.add(self.outer_size.region)

    def _exchange_repaint_regions(self) -> Collection[Region]:
        self.find_others()
        return super()._exchange_repaint_regions()

    def find_others(self) -> None:
        """Find the lines that are others; called before any is drawn."""
        if self._told is not None and not self._asked_for_all:
            return
        size, before = self.content_size, self._told
        general = (self.outer_size, self.content_offset, size, self.background_colors, self.has_focus, self.app.theme)
        self._told = now = general, tuple(map(self.told_apart, range(size.height)))
        if not self._asked_for_all:
            return
        self._asked_for_all = False
        if before is None or before[0] != now[0]:
            super()._set_dirty()
            return
        self._repaint_regions.discard(self.outer_size.region)
        if others := [y for y, (was, will_be) in enumerate(zip(before[1], now[1], strict=True)) if was != will_be]:
            super()._set_dirty(*(Region(0, y, size.width, 1) for y in others))
