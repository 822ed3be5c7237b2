"""Two people changed one field: both values, and a choice."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.desk import Outcome
from screens.shell import OnDesk
from siptui.records.change import Change


class ClashScreen(ModalScreen[None]):
    """What somebody else wrote meanwhile and what was typed here; neither goes unless one says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mine", "Mine"),
        Binding("t", "theirs", "Theirs"),
    ]
    DEFAULT_CSS = """
    ClashScreen { align: center middle; }
    ClashScreen > VerticalScroll { width: 100%; max-width: 90; height: auto; max-height: 100%;
                                   border: solid $warning; padding: 0 1; background: $surface; }
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome

    def compose(self) -> ComposeResult:
        desk = cast(OnDesk, self.app).desk
        pieces: list[Content | tuple[str, str]] = [("Somebody else changed this while you did.\n", "bold")]
        for clash in self._outcome.clashes:
            pieces.append((f"\n{desk.label(clash.path)}\n", "$text-accent"))
            pieces.append((f"theirs: {clash.found if clash.found is not None else '(empty)'}\n", ""))
            pieces.append((f"yours:  {clash.wanted if clash.wanted is not None else '(empty)'}\n", ""))
        pieces.append(("\nm  keep mine     t  keep theirs", "bold"))
        with VerticalScroll():
            yield Static(Content.assemble(*pieces), markup=False)

    def action_mine(self) -> None:
        desk = cast(OnDesk, self.app).desk
        desk.change(self._outcome.school_id, [Change(c.path, c.wanted) for c in self._outcome.clashes])
        self.dismiss()

    def action_theirs(self) -> None:
        self.dismiss()
