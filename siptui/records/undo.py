"""What an undo takes back and a redo makes again, told from a history of Edits."""

from collections.abc import Iterable

from msgspec import UNSET

from siptui.records.change import Change, Edit


def inverse(edit: Edit) -> list[Change]:
    """The changes that take `edit` back, each a conflict if its field has moved since."""
    return [Change(c.path, None if c.old is UNSET else c.old, c.new) for c in reversed(edit.changes)]


def to_undo(backwards: Iterable[Edit], who: str) -> Edit | None:
    """The edit of `who` that an undo takes back next, of a history told from its end; None where there is none.

    An undo takes one more edit back, and a redo gives one back: only what they leave counts.
    """
    taken = 0
    for edit in backwards:
        if edit.who != who:
            continue
        if edit.why == "undo":
            taken += 1
        elif edit.why == "redo" or taken > 0:
            taken -= 1
        else:
            return edit
    return None


def to_redo(backwards: Iterable[Edit], who: str) -> Edit | None:
    """The edit of `who` that a redo makes again next, of a history told from its end; None where there is none."""
    given, wanted = 0, 0
    for edit in backwards:
        if wanted:
            if edit.revision == wanted:
                return edit
        elif edit.who != who:
            continue
        elif edit.why == "redo":
            given += 1
        elif edit.why == "undo" and given:
            given -= 1
        elif edit.why == "undo":
            wanted = edit.of
        else:
            return None
    return None
