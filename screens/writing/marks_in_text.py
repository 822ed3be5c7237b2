"""The marks of a text that is being written, kept at their places while it changes; without a widget."""

from collections.abc import Callable, Iterable

from msgspec import structs

from siptui.proofing.mark import Mark

UNTIL_DONE = {"no_full_stop", "bracket_open", "quote_open"}
"""What is true of every paragraph until it is written to its end, and said of none in which the cursor is."""


class TextMarks:
    """What proofing has found in a text, and which of it is to be shown as the cursor stands.

    Places are in characters from the text's beginning.
    """

    def __init__(self) -> None:
        self.text = ""
        self.all: list[Mark] = []
        self.at: Mark | None = None
        """The mark that was walked to, as long as nothing is written there."""
        self.written_in = False
        """Whether it is being written on: of a text that was opened to be looked at, all marks are shown."""

    def begin(self, text: str) -> None:
        """Another text, in which nothing has been found yet."""
        self.text, self.all, self.at, self.written_in = text, [], None, False

    def found(self, text: str, marks: Iterable[Mark]) -> None:
        """Take what was found in a text, which may have been written on since."""
        now, self.text, self.all = self.text, text, list(marks)
        at, self.at = self.at, None
        self.follow(now)
        self.at = next((m for m in self.all if at and (m.start, m.code) == (at.start, at.code)), None)

    def follow(self, text: str) -> None:
        """The text has become another: marks behind what was written move with it, one that was written in goes."""
        self.written_in = self.written_in or text != self.text
        if text != self.text and self.all:
            first, last, longer = changed(self.text, text)
            moved = [_moved(mark, text, first, last, longer) for mark in self.all]
            at = moved[self.all.index(self.at)] if self.at in self.all else None
            self.all, self.at = [mark for mark in moved if mark], at
        self.text = text

    def shown(self, cursor: int) -> list[Mark]:
        """The marks to be shown: none where a word, or a paragraph, may still be going on."""
        if not self.written_in:
            return self.all
        start = self.text.rfind("\n", 0, cursor) + 1
        end = self.text.find("\n", cursor)
        end = len(self.text) if end < 0 else end
        return [
            mark
            for mark in self.all
            if mark == self.at
            or not (mark.start < cursor <= mark.end or (mark.code in UNTIL_DONE and start <= mark.start <= end))
        ]

    def next(self, cursor: int) -> Mark | None:
        """The mark to walk to from where the cursor stands: the first of all where none was walked to yet."""
        behind = self.at.start if self.at else -1
        self.at = next((m for m in self.all if m.start > behind or (self.at is None and m.start >= cursor)), None)
        return self.at

    def number(self) -> int:
        """Which of them was walked to, counted from 1."""
        return self.all.index(self.at) + 1 if self.at in self.all else 0


def changed(before: str, now: str) -> tuple[int, int, int]:
    """Where a text was changed: in the one before from where to where, and by how many characters it is longer."""
    least = min(len(before), len(now))
    first = _alike(least, lambda n: before[:n] == now[:n])
    last = _alike(least - first, lambda n: before[len(before) - n :] == now[len(now) - n :])
    return first, len(before) - last, len(now) - len(before)


def _alike(most: int, so_far: Callable[[int], bool]) -> int:
    """How far up to `most` it holds; found by halves, for comparing two slices is quick, and each sign is not."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if so_far(middle) else (least, middle - 1)
    return least


def _moved(mark: Mark, now: str, first: int, last: int, longer: int) -> Mark | None:
    """The mark where it stands now; None where its word has become another, or longer."""
    if mark.end < first or (mark.end == first and not now[first : first + 1].isalnum()):
        return mark
    start = mark.start + longer
    if mark.start > last or (mark.start == last and not now[start - 1 : start].isalnum()):
        return structs.replace(mark, start=start, end=mark.end + longer)
    return None
