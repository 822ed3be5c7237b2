"""The lines of a screen above and below what it is about."""

from textual.message import Message
from textual.widgets import Static


class TitleBar(Static):
    """Where one is: the way from the caseload to here."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; background: $primary-background; color: $foreground; text-style: bold;
               text-wrap: nowrap; text-overflow: ellipsis; }
    """


class Note(Static):
    """One line for what has just happened or is wrong."""

    DEFAULT_CSS = """
    Note { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    Note.problem { color: $text-error; text-style: bold; }
    """


class Told(Message):
    """A widget has something to say to the person; the screen puts it in its note."""

    def __init__(self, words: str, problem: bool = False) -> None:
        super().__init__()
        self.words = words
        self.problem = problem
