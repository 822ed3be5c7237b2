"""The lines of a screen above and below what it is about."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

BETWEEN, BEFORE = " › ", "… › "


class TitleBar(Static):
    """Where one is: the way from the caseload to here. Where it has no room for all, the beginning of the way goes."""

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
        room, way = self.content_size.width or 80, list(self.way)
        said = self.first + BETWEEN.join(way)
        while cell_len(said) > room and len(way) > 1:
            way.pop(0)
            said = self.first + BEFORE + BETWEEN.join(way)
        return Content(said)


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
