"""A long text beside a grid: read as the cursor passes, written in when it is opened, kept when it is left."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import DescendantBlur
from textual.message import Message
from textual.widgets import Static, TextArea

from screens.fields.external_editor import write_outside
from screens.frame.desk_screen import OnDesk
from screens.frame.text_without_markup import Piece, assembled, plain, plain_line
from screens.frame.title_and_note import Told
from screens.grid.cursor_and_scrolling import Way
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from screens.writing.proofing_while_writing import Proof, ProofingWhileWriting
from screens.writing.writing_area import WritingArea
from siptui.desk.own_phrases import keep_phrase, own_phrases
from siptui.records.problem import Refused

NO_PHRASES = "You have no phrases yet: choose some words, or stand in a sentence, and {pane.keep_phrase} keeps them"
CONFIDENTIAL = "What is confidential is written here alone: an editor and a list of phrases keep it in the clear"
Written = Callable[[str], None]
Fits = Callable[[str], str]
"""Says what is wrong with a text, "" where nothing is."""
Keep = Callable[[], Awaitable[object]]


class TextPane(Vertical):
    """Shows a text; `edit` opens it for writing and hands it over when it is left.

    The area to write in is there from the beginning and only hidden: one that came with each edit would take keys
    late, and be drawn unstyled by a dialog that opens meanwhile.
    """

    DEFAULT_CSS = """
    TextPane { height: 1fr; }
    TextPane > #pane-head { height: 1; background: $panel; layout: horizontal; }
    TextPane #pane-title { width: 1fr; height: 1; padding: 0 1; text-style: bold;
                           text-wrap: nowrap; text-overflow: ellipsis; }
    TextPane #pane-count { display: none; width: 32; height: 1; padding: 0 1; text-align: right; }
    TextPane > #pane-body { height: 1fr; layout: vertical; }
    TextPane #pane-text { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    TextPane #pane-text > Static { width: 1fr; height: auto; }
    TextPane #pane-aside { display: none; height: auto; max-height: 40%; padding: 0 1; scrollbar-size-vertical: 1; }
    TextPane #pane-aside > Static { width: 1fr; height: auto; }
    TextPane TextArea { height: 1fr; padding: 0 1; border: none; background: $background; scrollbar-size: 1 1; }
    TextPane TextArea:focus { border: none; }
    TextPane.writing #pane-text { display: none; }
    TextPane.writing #pane-count { display: block; }
    TextPane.writing.aside #pane-aside { display: block; border-top: solid $edge; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("pane")

    class Left(Message):
        """A text was left, changed or not; `way` is where to."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[object, ...] = ()
        self._written: Written | None = None
        self._fits: Fits = lambda _: ""
        self._most = 0
        self._before = ""
        self._keep: Keep | None = None
        self._title = ""
        self._said = ""
        self._area = WritingArea()
        self._area.cursor_blink = False
        self._area.can_focus = False
        self._area.display = False
        self.proofing = ProofingWhileWriting(self._area, self._tell_count, self._told)

    def compose(self) -> ComposeResult:
        with Container(id="pane-head"):
            yield Static("", id="pane-title", markup=False)
            yield Static("", id="pane-count", markup=False)
        with Container(id="pane-body"):
            with VerticalScroll(id="pane-text", can_focus=False):
                yield Static("", markup=False)
            yield self._area
            with VerticalScroll(id="pane-aside", can_focus=False):
                yield Static("", markup=False)

    @property
    def editing(self) -> bool:
        """Whether a text is being written."""
        return self._written is not None

    @property
    def begun(self) -> str:
        """The text that writing began with."""
        return self._before.rstrip()

    @property
    def text(self) -> str:
        """What is written by now."""
        return self._area.text.rstrip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The pane's keys are its own only while it is written in."""
        return self.editing

    def show(self, title: str, text: str, about: Sequence[Piece] = (), aside: bool = False) -> None:
        """Show a text, unless one is being written, and what there is to say about it: below it, or `aside`."""
        if self.editing or (title, text, *about, aside) == self._shown:
            return
        self._shown = (title, text, *about, aside)
        self._title = ""
        self.query_one("#pane-title", Static).update(plain_line(title))
        said = assembled(about)
        whole = plain(text) if aside or not about else assembled([*([text, "\n"] if text else []), *about])
        self.query_one("#pane-text > Static", Static).update(whole)
        self.query_one("#pane-aside > Static", Static).update(said)
        self.set_class(bool(about), "aside", update=False)  # which is seen only while it is written in

    def edit(
        self,
        title: str,
        text: str,
        written: Written,
        typed: str = "",
        keep: Keep | None = None,
        in_row: bool = False,
        most: int = 0,
        fits: Fits = lambda _: "",
        proof: Proof | None = None,
    ) -> None:
        """Open a text for writing, the cursor at its end; `typed` is written there at once.

        `keep` is awaited before anything that could lose the text. `in_row` where it may be a cell of a pasted row.
        `most` are the characters that there may be (0: as many as one likes); a text that does not fit is not left.
        `proof` looks the text through while it is written.
        """
        if not self.leave():
            return
        self._written, self._before, self._keep = written, text, keep
        self._most, self._fits = most, fits
        self._shown = ()
        self._title = ""
        self.tell(title)
        area = self._area
        area.ends_row = self._end_row if in_row and typed else None
        area.begin(text)
        if typed:
            area.insert(going_on(text, typed)[len(text) :])
        self.add_class("writing", update=False)  # the screen's restyles all that is on it
        self.screen.add_class("-writing")
        self._count()
        area.can_focus = True
        area.display = True
        # `area.focus()` would wait a turn, and the keys that follow would go to the grid.
        self.screen.set_focus(area)
        self.proofing.begin(proof)
        if proof is not None:
            # It waits as long as the text is written; the tests know it by this name.
            self.run_worker(self.proofing.work(), name="desk", group="proofing", exclusive=True)

    def tell(self, title: str) -> None:
        """Say something above the text that is being written."""
        if title != self._title:
            self._title = title
            self.query_one("#pane-title", Static).update(plain_line(title))

    def insert(self, text: str) -> None:
        """Write something at the cursor."""
        self._area.insert(text)

    @on(TextArea.Changed)
    def _count(self) -> None:
        self.proofing.typed()
        self._tell_count()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        if self._area.marks.all:
            self._tell_count()

    def _told(self, words: str, problem: bool) -> None:
        self.post_message(Told(words, problem))

    def _tell_count(self) -> None:
        """Say how many words there are, of a text that has a limit how far it is, and how much is marked."""
        text = self.text
        words, length = len(text.split()), len(text)
        said, style = f"{words} word{'' if words == 1 else 's'}", ""
        if self._most:
            over = length - self._most
            said = f"{said} · {over} too many" if over > 0 else f"{said} · {length} of {self._most}"
            style = "bold $text-error" if over > 0 else ""
        if marked := self.proofing.count:
            said = spelled(f"{marked} marked ({{editing.finding}}) · {said}", self)
        if said != self._said:
            self._said = said
            self.query_one("#pane-count", Static).update(assembled([(said, style)]))

    def leave(self, way: Way = "stay") -> bool:
        """Hand over what was written, if anything was, and go back to showing; False where it does not fit."""
        if self._written is None:
            return True
        area = self._area
        text = self.text
        if text != self.begun and (problem := self._fits(text)):
            self.post_message(Told(problem, problem=True))
            self.screen.set_focus(area)
            return False
        written, self._written = self._written, None
        self.proofing.begin(None)
        self.workers.cancel_group(self, "proofing")
        area.can_focus = False
        area.display = False
        self.remove_class("writing", update=False)
        self.screen.remove_class("-writing")
        if text != self.begun:
            written(text)
        self.post_message(self.Left(way))
        return True

    def _end_row(self) -> None:
        self.leave("enter")

    def action_leave(self, way: Way) -> None:
        self.leave(way)

    @on(DescendantBlur)
    def _left(self) -> None:
        """What has been left is saved; but not because the terminal's own window was left."""
        if self.editing and self.app.app_focus:
            self.leave()

    # -- what is marked, and phrases of one's own

    def action_instead(self) -> None:
        """Put what was meant in the place of what is marked."""
        self.proofing.instead()

    async def action_own_word(self) -> None:
        """Add the word that is marked to one's own."""
        await self.proofing.own_word()

    async def action_phrase(self) -> None:
        """Put a phrase where the cursor is."""
        from screens.writing.phrases import PhraseScreen

        phrases = await asyncio.to_thread(own_phrases)
        if not phrases:
            self._told(spelled(NO_PHRASES, self), False)
            return

        def put(phrase: str | None) -> None:
            if phrase and self.editing:
                before = self._area.text[: self._area.cursor]
                self._area.insert(going_on(before, phrase)[len(before) :])

        self.app.push_screen(PhraseScreen(phrases), put)

    async def action_keep_phrase(self) -> None:
        """Keep the words that are chosen, or the sentence that the cursor is in, as a phrase."""
        from screens.writing.phrases import sentence_at

        if self._stays_in_the_vault():
            return
        area = self._area
        try:
            kept = await asyncio.to_thread(keep_phrase, area.selected_text or sentence_at(area.text, area.cursor))
        except Refused as fault:
            self._told(str(fault), True)
        else:
            self._told(spelled(f"Kept: “{kept}” · {{pane.phrase}} puts it where the cursor is", self), False)

    def _stays_in_the_vault(self) -> bool:
        """Whether what is written here may not lie in a file of its own, as a phrase or for an editor; says so."""
        confidential = cast(OnDesk, self.app).desk.confidential
        if confidential:
            self._told(CONFIDENTIAL, True)
        return confidential

    async def action_outside(self) -> None:
        """Write the text in one's own editor; until it is closed nothing else goes on here."""
        if self._stays_in_the_vault():
            return
        area = self._area
        if self._keep is not None:
            await self._keep()
        with self.app.suspend():
            after, problem = write_outside(area.text)
        self.app.refresh()
        if problem:
            self.post_message(Told(problem, problem=True))
        if after is not None:
            area.load_text(after)
            area.move_cursor(area.document.end)


def going_on(text: str, typed: str) -> str:
    """A text with what is typed after it, as a word of its own."""
    return text + (typed if not text or text[-1].isspace() or typed.isspace() else f" {typed}")
