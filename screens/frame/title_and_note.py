"""The lines of a screen above and below what it is about."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

BETWEEN, BEFORE = " › ", "… › "
LEAST_OF_A_NAME = 12  # characters by which a place on the way is still known


class TitleBar(Static):
    """Where one is: the way from the caseload to here. Where it has no room for all, see `fitted`."""

    way: Sequence[str] = ()
    """The places on the way, the last of which is here."""
    first = ""
    """What is said before all."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; background: $primary-background; color: $foreground; text-style: bold;
               text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def tell(self, first: str, way: Sequence[str]) -> None:
        """Say where one is."""
        if (first, list(way)) != (self.first, list(self.way)):
            self.first, self.way = first, way
            self.refresh()

    def render(self) -> Content:
        return Content(self.first + fitted(self.way, (self.content_size.width or 80) - cell_len(self.first)))


def fitted(way: Sequence[str], room: int) -> str:
    """The way in so many characters: the longest name on it is cut, as a school's, before any other place is left out.

    The first place goes before that: it is where all ways begin.
    """
    said = BETWEEN.join(way)
    left = list(way)
    while (over := cell_len(said) - room) > 0 and len(left) > 1:
        longest = max(range(len(left) - 1), key=lambda index: cell_len(left[index]))
        keeps = cell_len(left[longest]) - over - 1
        if len(left) < len(way) and keeps >= LEAST_OF_A_NAME:
            left[longest] = set_cell_size(left[longest], keeps).rstrip() + "…"
        else:
            left.pop(0)
        said = BEFORE + BETWEEN.join(left)
    return said


class Note(Static):
    """One line for what has just happened or is wrong; one that has no room says which key shows it whole."""

    DEFAULT_CSS = """
    Note { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    Note.problem { color: $text-error; text-style: bold; }
    """
    message = ""
    """What is said, whole."""
    _key = ""

    def tell(self, message: str, problem: bool, key: str) -> None:
        """Say something; `key` is the one that shows it whole."""
        self.message, self._key = message, key
        self.set_class(problem, "problem")
        self.update(Content(message))

    @property
    def cut(self) -> bool:
        """Whether the line has no room for all of it."""
        return cell_len(self.message) > self.size.width > 0

    def render(self) -> Content:
        """What there is room for."""
        whole = Content(self.message)
        if not self.cut:
            return whole
        hint = f" {self._key}: all"
        room = self.size.width - len(hint)
        return Content.assemble(whole.truncate(room, ellipsis=True), (hint, "$text-accent")) if room > 0 else whole


class Told(Message):
    """A widget has something to say to the person; the screen puts it in its note."""

    def __init__(self, words: str, problem: bool = False) -> None:
        super().__init__()
        self.words = words
        self.problem = problem
