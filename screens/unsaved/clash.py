"""Two people changed one field: both values, and a choice."""

from collections.abc import Iterator
from typing import ClassVar, cast

from textual.binding import BindingType

from screens.frame.desk_screen import OnDesk
from screens.frame.dialog import Piece
from screens.frame.unasked_dialog import AskingScreen
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.desk.open_records import Desk
from siptui.desk.write_queue import Outcome
from siptui.records.change import Clash, Record
from siptui.records.typed_and_shown import clock, shown, typed
from siptui.records.values import BadValue, Value, parse

LATER = "later"
OWN = "You have written something else here meanwhile."
SHORT = 50  # characters that stand beside a heading on a narrow screen


class ClashScreen(AskingScreen[str]):
    """What somebody else wrote meanwhile and what was typed here; neither goes unless one says so."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("clash")
    HELP = (
        "While you typed, the same field was changed elsewhere: both are shown, and neither is lost unless you "
        "say so. What is put off is offered at the next opening."
    )

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome

    @property
    def _desk(self) -> Desk:
        return cast(OnDesk, self.app).desk

    @property
    def _texts(self) -> bool:
        """Whether both values can stand one after the other."""
        fields = [self._desk.fields.get(c.path) for c in self._outcome.clashes]
        cleared = any(c.found is None or c.wanted is None for c in self._outcome.clashes)
        return all(f is not None and f.kind == "text" for f in fields) and not cleared

    @property
    def _typed(self) -> bool:
        """Whether anything would be lost: an undo that clashes is only not done."""
        return self._outcome.why not in {"undo", "redo"}

    @property
    def _own(self) -> bool:
        """Whether it clashes with nobody's but one's own: written here since, or at another terminal."""
        return all(clash.who == self._desk.store.who for clash in self._outcome.clashes)

    def ask(self) -> None:
        theirs, mine = ("what stands", "this") if self._own else ("theirs", "mine")
        keys = [f"{{clash.mine}}  keep {mine}", f"{{clash.theirs}}  keep {theirs}"]
        keys += [f"{{clash.both}}  both, {theirs} first"] if self._texts else []
        keys += ["{clash.later}  decide later" if self._typed else f"{{clash.later}}  keep {theirs}"]
        self.put(
            OWN if self._own else "Somebody else changed this while you did.",
            self._pieces(),
            spelled("    ".join(keys), self),
        )

    def _pieces(self) -> Iterator[Piece]:
        for number, clash in enumerate(self._outcome.clashes):
            theirs, yours = (self._words(clash.path, value) for value in (clash.found, clash.wanted))
            # A text that does not fit beside its heading stands under it, and then both do.
            long = any("\n" in words or len(words) > SHORT for words in (theirs, yours))
            gap = "\n" if long else " "
            yield ("\n\n" if number else "", "")
            yield (self._desk.label(clash.path), "bold $text-accent")
            yield (f"\n{self._whose(clash)}:{gap}", "$text-muted")
            yield (theirs, "")
            yours_are = "what you typed" if self._own else "yours"
            yield (f"\n\n{yours_are}:\n" if long else f"\n{yours_are}: ", "$text-muted")
            yield (yours, "")

    def _whose(self, clash: Clash) -> str:
        when = f", {clock(clash.when)}" if clash.when else ""
        if clash.who == self._desk.store.who:
            return f"what stands, by you{when}"
        return f"theirs{f', by {clash.who}' if clash.who else ''}{when}"

    def _words(self, path: str, value: Value | None) -> str:
        """A value as the form shows it; the answers that an import remembers as they were asked."""
        from siptui.tracking.proposal_types import ANSWERS

        if path == ANSWERS:
            return self._answers({path: value} if value else {}) or "(empty)"
        field = self._desk.fields.get(path)
        return (shown(field, typed(value)) if field else typed(value)) or "(empty)"

    def _answers(self, record: Record) -> str:
        from siptui.tracking.questions.answers_in_words import about, chosen
        from siptui.tracking.questions.remembered_answers import remembered

        told = remembered(record).items()
        return "\n".join(f"{about(key, {})} {chosen(self._desk.framework, key, choice)}" for key, choice in told)

    # -- the answers

    def action_mine(self) -> None:
        self._choose({c.path: c.wanted for c in self._outcome.clashes})

    def action_theirs(self) -> None:
        self._choose({})

    def action_both(self) -> None:
        if not self._texts:
            return
        chosen: dict[str, Value | None] = {}
        for clash in self._outcome.clashes:
            try:
                both = f"{clash.found}\n\n{clash.wanted}"
                chosen[clash.path] = parse(self._desk.fields[clash.path], both)
            except BadValue as fault:
                self.wrong(f"Both together do not fit: the text {fault}")
                return
        self._choose(chosen)

    def action_later(self) -> None:
        """Leave theirs in the record, and what was typed with what is unsaved: it is offered at the next opening."""
        if self._typed:
            self.dismiss(LATER)
        else:
            self._choose({})

    def _choose(self, chosen: dict[str, Value | None]) -> None:
        self._desk.decide(self._outcome, chosen)
        self.dismiss("")
