"""A dialog that a person has not asked for, and that must not take what they were typing for an answer."""

from collections.abc import Iterator
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.frame.dialog import Dialog, Piece, Result
from screens.frame.text_without_markup import assembled, plain

LOW = 12  # lines of a screen below which nothing but the text and the keys has room


class AskingScreen(Dialog[Result]):
    """A text that scrolls, and under it a line that names the keys, always in view."""

    DEAF_SECONDS: ClassVar[float] = 0.4
    """How long no key is an answer: until one can have seen what is asked."""
    DEFAULT_CSS = """
    AskingScreen > Vertical { max-width: 90; }
    AskingScreen #asked { height: auto; }
    AskingScreen VerticalScroll { height: auto; max-height: 100vh; scrollbar-size-vertical: 1; }
    AskingScreen #wrong { height: auto; color: $text-error; }
    AskingScreen #keys { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("", id="asked", markup=False)
            with VerticalScroll():
                yield Static("", id="text", markup=False)
            yield Static("", id="wrong", markup=False)
            yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self._fit()
        self.ask()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Leave room under the text for the keys; on a screen of few lines the heading goes for them."""
        height = self.app.size.height
        low = height < LOW
        self.query_one("#asked").display = not low
        self.query_one("#keys").styles.margin = (0 if low else 1, 0, 0, 0)
        self.query_one(VerticalScroll).styles.max_height = max(1, height - (5 if low else 8))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key is an answer yet, while the dialog is new."""
        return monotonic() - self._since >= self.DEAF_SECONDS

    def ask(self) -> None:
        """Show what is asked; called once the dialog is there."""

    def put(self, asked: str, pieces: Iterator[Piece], keys: str) -> None:
        """Show a question, its text and its keys."""
        self.query_one("#asked", Static).update(plain(asked))
        self.query_one("#text", Static).update(assembled(pieces))
        self.query_one("#keys", Static).update(Content(keys))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.wrong("")

    def wrong(self, what: str) -> None:
        """Say what is wrong with an answer."""
        line = self.query_one("#wrong", Static)
        line.display = bool(what)
        line.update(plain(what))
