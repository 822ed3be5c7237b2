"""Two versions of an answer side by side, the words that differ made out from the others."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from screens.frame.text_without_markup import Piece, assembled, plain_line
from siptui.records.versions import word_by_word as compared

OTHER_WORDS = "bold underline"  # told from the rest without colour too
MUTED = "$text-muted"


class SideBySide(Horizontal):
    """A text on the left and one on the right, each under a title; they are scrolled together."""

    DEFAULT_CSS = """
    SideBySide { height: 1fr; }
    SideBySide > Vertical { width: 1fr; }
    SideBySide > #theirs { border-left: solid $edge; }
    SideBySide .title { height: 1; background: $panel; padding: 0 1; text-style: bold;
                        text-wrap: nowrap; text-overflow: ellipsis; }
    SideBySide VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    SideBySide VerticalScroll > Static { height: auto; width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        for side in ("ours", "theirs"):
            with Vertical(id=side):
                yield Static("", classes="title", markup=False)
                with VerticalScroll(can_focus=False):
                    yield Static("", markup=False)

    def compare(self, titles: tuple[str, str], ours: str, theirs: str, below: Sequence[Piece] = ()) -> None:
        """Show two versions; `below` is said under ours."""
        left, right = compared.word_by_word(ours, theirs)
        self._fill("ours", titles[0], [*_pieces(left), *below])
        self._fill("theirs", titles[1], list(_pieces(right)))

    def put(self, titles: tuple[str, str], ours: Sequence[Piece], theirs: Sequence[Piece]) -> None:
        """Show two texts that are no versions of each other."""
        self._fill("ours", titles[0], ours)
        self._fill("theirs", titles[1], theirs)

    def _fill(self, side: str, title: str, pieces: Sequence[Piece]) -> None:
        self.query_one(f"#{side} > .title", Static).update(plain_line(title))
        self.query_one(f"#{side} VerticalScroll > Static", Static).update(assembled(pieces))
        self.query_one(f"#{side} VerticalScroll", VerticalScroll).scroll_home(animate=False)

    def turn(self) -> None:
        """A page on in both, and from the end of the longer one to the beginning."""
        both = list(self.query(VerticalScroll))
        done = all(each.scroll_y >= each.max_scroll_y for each in both)
        for each in both:
            if done:
                each.scroll_home(animate=False)
            else:
                each.scroll_page_down(animate=False)


def _pieces(words: Sequence[compared.Piece]) -> Iterator[tuple[str, str]]:
    for each in words:
        bare = each.text.strip(" ")
        before, _, after = each.text.partition(bare) if bare else (each.text, "", "")
        yield from ((before, ""), (bare, "" if each.same else OTHER_WORDS), (after, ""))
