"""Undo and redo told from a history's beginning, as a person would: the store, from its end, must say the same."""

from collections.abc import Iterable

from siptui.records.change import Edit


def undo_stack(history: Iterable[Edit], who: str) -> tuple[list[Edit], list[Edit]]:
    """The edits of `who` that can be undone and those that can be redone, the next one last in each."""
    undoable: list[Edit] = []
    redoable: list[Edit] = []
    for edit in history:
        if edit.who != who:
            continue
        if edit.why == "undo" and undoable:
            redoable.append(undoable.pop())
        elif edit.why == "redo" and redoable:
            undoable.append(redoable.pop())
        else:
            undoable.append(edit)
            redoable.clear()
    return undoable, redoable
