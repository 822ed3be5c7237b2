"""The steps that a form can take from where it stands, to choose one: what it asks, and the reason that it wants."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, cast

from msgspec import Struct
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.fields.editing_screen import EditingScreen
from screens.frame.desk_screen import DeskScreen, OnDesk
from screens.frame.dialog import Dialog
from screens.grid.grid import Column, Grid, Row
from screens.grid.list_dialog import ListDialog
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework.model import Form, Framework, State, Step, Way
from siptui.records.change import Conflict
from siptui.records.problem import Refused
from siptui.rules.steps import state_of, steps_from, way_of
from siptui.store.faults import StoreFault

MARKED = "{unproofed.walk} looks at them    {unproofed.take} takes the step    {unproofed.leave} leaves it as it is"
REASON = "Why? (Enter takes the step)"


class Taken(Struct, frozen=True):
    """A step that was chosen, and the reason given for it."""

    step: str
    reason: str


class StepScreen(ListDialog[Taken]):
    """Gives the step that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("stepping")
    HELP = (
        "The way of the form: what can be done with it from where it stands, and where it stands then. A step may "
        "set a date, ask for a reason, or lock what is written; {everywhere.undo} on the form takes it back."
    )
    KEYS = "{grid.open} takes it    {stepping.leave} leaves it as it is"
    DEFAULT_CSS = """
    StepScreen > Vertical { max-width: 90; }
    StepScreen #step-asks { margin-top: 1; color: $text-muted; }
    StepScreen Input { height: 1; border: none; display: none; }
    StepScreen.reason Input { display: block; }
    """

    def __init__(
        self, name: str, way: Way, state: State, steps: Sequence[Step], needed: int, framework: Framework
    ) -> None:
        """`needed` are the places that are empty and needed before a step that wants the form whole."""
        self._way, self._needed, self._title_of = way, needed, framework.title_of
        self._steps = {step.key: step for step in steps}
        rows = [Row(step.key, (step.name, f"→ {way.state(step.to).name}")) for step in steps]
        columns = [Column("name", "", 30, grow=2), Column("to", "", 18, grow=1)]
        super().__init__(f"{name} · {state.name}", columns, rows)

    def below(self) -> Iterable[Widget]:
        yield Static("", id="step-asks", markup=False)
        yield Input(placeholder=REASON, compact=True, id="reason")

    def on_mount(self) -> None:
        self.call_after_refresh(self._tell)  # once the list is as wide as it will be

    @on(Grid.Moved)
    def _tell(self) -> None:
        grid = self.query_one(Grid)
        step = self._steps[grid.cursor_row_key]
        needed = f"{self._needed} needed first: they are marked in the form" if step.whole and self._needed else ""
        who = f"A step for: {', '.join(map(self._title_of, step.who))}" if step.who else ""
        to = self._way.state(step.to).name
        rooms = zip((step.name, f"→ {to}"), grid.view.layout.widths, strict=True)
        whole = f"{step.name} → {to}" if any(cell_len(words) > room for words, room in rooms) else ""
        said = " · ".join(filter(None, [whole, step.asks, needed, who]))
        self.query_one("#step-asks", Static).update(Content(said))
        self.remove_class("reason")

    def chosen(self, row_key: str) -> None:
        if self._steps[row_key].reason:
            self.add_class("reason")
            self.query_one(Input).focus()
        else:
            self.dismiss(Taken(row_key, ""))

    @on(Input.Submitted)
    def _said(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(Taken(self.query_one(Grid).cursor_row_key, event.value))


class UnproofedScreen(Dialog[str]):
    """Gives `take` where a step is to be taken although something is marked, `walk` to look at it, "" for neither."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("unproofed")
    HELP = (
        "Something in the form is marked: a word that the dictionary does not know, a word doubled, a bracket "
        "left open. Looking at them goes from one to the next; a right word can be added to your own there."
    )
    DEFAULT_CSS = "UnproofedScreen > Vertical { max-width: 76; }"

    def __init__(self, step: Step, count: int) -> None:
        super().__init__()
        self._step, self._count = step, count

    def compose(self) -> ComposeResult:
        marks = f"{self._count} mark{'' if self._count == 1 else 's'} of spelling or slips"
        with Vertical():
            yield Static(Content(f"{marks} in what is written"), id="asked", markup=False)
            yield Static(Content(f"“{self._step.name}” all the same?"), markup=False)
            yield Static(Content(spelled(MARKED, self)), id="keys", markup=False)

    def action_answer(self, answer: str) -> None:
        """What is to be done."""
        self.dismiss(answer)


async def marks_in(screen: DeskScreen, place: str) -> int:
    """How many marks there are in a form, once it has been looked through; 0 where that cannot be said, which is told.

    Without a dictionary a note is still a note.
    """
    try:
        return await cast(OnDesk, screen.app).proofreader.look(screen.school_id, place)
    except Refused as fault:
        screen.say(str(fault), problem=True)
        return 0


def in_its_way(fault: Refused) -> str:
    """What stands in the way of a step, in the words of the form and not by its paths; the first, and how many more."""
    first, *more = (problem.what for problem in fault.problems)
    return f"{first} · {len(more)} more" if more else first


async def take_step(screen: EditingScreen, form: Form, place: str, taken: Taken) -> None:
    """Take a step and say where the form stands; or go to what is in its way, and say what that is."""
    desk = screen.desk
    try:
        await desk.step(screen.school_id, place, taken.step, reason=taken.reason)
    except Refused as fault:
        screen.editor.go_to(fault.problems[0].where)
        screen.say(in_its_way(fault), problem=True)
        return
    except (StoreFault, Conflict) as fault:
        screen.say(str(fault), problem=True)
        return
    screen.show()
    now = state_of(desk.framework, form, place, desk.record(screen.school_id))
    screen.say(f"It is {now.name} now" if now else "")


def offer_steps(
    screen: EditingScreen, form: Form, place: str, needed: int, walk: Callable[[], Awaitable[None]]
) -> None:
    """Show the steps that the form at a place of a screen's school can take now, and take the one that is chosen.

    `walk` goes to what is marked, where somebody would rather do that.
    """
    desk, record = screen.desk, screen.desk.record(screen.school_id)
    way, state = way_of(desk.framework, form), state_of(desk.framework, form, place, record)
    if way is None or state is None:
        screen.say("This form has no steps: fill it in, that is all")
        return
    steps = steps_from(desk.framework, form, place, record, desk.store.roles(record, screen.school_id))
    if not steps:
        screen.say(f"It is {state.name}, and no step follows from there that is yours to take")
        return

    async def take(taken: Taken) -> None:
        await take_step(screen, form, place, taken)

    async def proof(taken: Taken) -> None:
        step = next(each for each in steps if each.key == taken.step)
        count = await marks_in(screen, place) if step.proofed else 0
        if not count:
            await take(taken)
            return

        def answered(answer: str | None) -> None:
            if answer == "take":
                screen.work(lambda: take(taken), "step")
            elif answer == "walk":
                screen.call_later(walk)

        screen.app.push_screen(UnproofedScreen(step, count), answered)

    def chosen(taken: Taken | None) -> None:
        if taken is not None:
            screen.work(lambda: proof(taken), "step")

    screen.app.push_screen(StepScreen(form.name, way, state, steps, needed, desk.framework), chosen)
