"""Which Edit a value that stands came from, through undo and redo."""

from collections.abc import Iterable

from siptui.records.change import Edit
from siptui.records.source import Figure


def origin(edits: Iterable[Edit], path: str) -> tuple[Edit, Figure | None] | None:
    """The Edit that the value standing at `path` came from, with its Figure where a file was imported.

    `edits` are a school's, oldest first. None where the field was never set. An import that left a figure as it stood
    counts as where it came from; an undo leads back to the edit before the one that it took back, and a redo to the
    edit that it made again, so that an Edit given with a Figure always has its `source`. Of a field that was cleared
    it is the Edit that cleared it.
    """
    standing: Edit | None = None
    value: object = None
    before: dict[int, Edit | None] = {}  # what had stood when an edit was made, or made again; by its revision
    made: dict[int, Edit] = {}
    for edit in edits:
        moved = next((c for c in edit.changes if c.path == path), None)
        meant = made.get(edit.of, edit)  # by an undo or redo
        if edit.why == "undo" and meant is not edit:
            if moved or standing is meant:
                standing = before[meant.revision]
        elif moved or _bears_out(meant, path, value):
            made[meant.revision] = meant
            if standing is not meant:
                before[meant.revision] = standing
            standing = meant
        value = moved.new if moved else value
    if standing is None:
        return None
    return standing, standing.source.figures.get(path) if standing.source else None


def tells_of(edit: Edit, path: str) -> bool:
    """Whether an edit can have to do with where the value at a path came from."""
    moved = any(change.path == path for change in edit.changes)
    return moved or edit.why in ("undo", "redo") or (edit.source is not None and path in edit.source.figures)


def brings_figures(edit: Edit) -> bool:
    """Whether an edit is an import, or can have taken one back or made it again."""
    return edit.source is not None or edit.why in ("undo", "redo")


def _bears_out(edit: Edit, path: str, value: object) -> bool:
    """Whether an edit was imported from a file that has the very value that stands."""
    figure = edit.source.figures.get(path) if edit.source else None
    return figure is not None and value is not None and figure.value in (None, value)
