"""A text that takes as much room as the one before it is drawn again, and the screen is not laid out anew. Written for
Textual 8.2.8; guarded by tests/screens/terminal/less_work/test_no_new_layout.py.

Textual lays the whole screen out at every `Static.update`: half of what moving the cursor costs where a text beside the
grid follows it.
"""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

_textuals = Static.update


def keeps_its_room(static: Static) -> bool:
    """Whether a text, as it is now, takes the room that it has; False where that is not certain."""
    width, styles = static.content_size.width, static.styles
    if not width or (styles.width is not None and styles.width.is_auto):
        return False
    for above in static.ancestors:
        room = above.styles
        if (room.width is not None and room.width.is_auto) or (room.height is not None and room.height.is_auto):
            return False
    if styles.height is None or not styles.height.is_auto:
        return True
    if styles.max_height is not None:
        return False
    least = 0
    if styles.min_height is not None:
        if not styles.min_height.is_cells:
            return False
        least = int(styles.min_height.value) - styles.gutter.height
    height = static.visual.get_height(styles, width)  # type: ignore[arg-type]  # as Widget does
    return max(height, least) == static.content_size.height


def _update(self: Static, content: VisualType = "", *, layout: bool = True) -> None:
    """As Static's, but that it lays out only where another room is needed."""
    _textuals(self, content, layout=False)
    if layout:
        self.clear_cached_dimensions()
        if not (isinstance(content, str | Content) and keeps_its_room(self)):
            self.refresh(layout=True)
            return
        # In another width it may need another height: no arrangement that was kept is good any more.
        for node in self.ancestors_with_self:
            if isinstance(node, Widget):
                node._layout_updates += 1
                node._clear_arrangement_cache()


def put_in() -> None:
    """Have every Static do so."""
    # By setattr, for mypy takes it for a name only.
    setattr(Static, "update", _update)  # noqa: B010
