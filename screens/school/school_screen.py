"""A school: its forms and what stands in each, and how the school is."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, cast

from textual.app import App
from textual.binding import BindingType

from screens.frame.desk_screen import DeskScreen, OnDesk
from screens.frame.text_without_markup import Piece
from screens.keys.actions import bindings
from screens.school.facts import Fact, facts_in_lines
from screens.school.forms_list import FormsScreen
from siptui.records.controls_made_visible import marked_line
from siptui.records.problem import Refused
from siptui.records.typed_and_shown import day
from siptui.reports.review import days_left_in_words
from siptui.rules.caseload_row import caseload_row, has_reds
from siptui.rules.forms.deadlines import still_waited_for
from siptui.store.faults import StoreFault


async def back_to_caseload(app: App[Any], subject: str) -> DeskScreen | None:
    """Leave all that lies on the caseload and read a subject; None where that cannot be, as the caseload then says."""
    if not all(screen.leave() for screen in reversed(app.screen_stack) if isinstance(screen, DeskScreen)):
        return None
    while len(app.screen_stack) > 1 and not (isinstance(app.screen, DeskScreen) and app.screen.lies_below):
        app.pop_screen()
    caseload = app.screen
    if not isinstance(caseload, DeskScreen):
        return None
    try:
        await caseload.desk.open(subject)
    except (Refused, StoreFault) as fault:
        caseload.say(str(fault), problem=True)
        return None
    return caseload


async def step_into(app: App[Any], school_id: str) -> None:
    """Open a school over the caseload, leaving whatever was open."""
    if await back_to_caseload(app, school_id):
        await app.push_screen(SchoolScreen(school_id))


class SchoolScreen(FormsScreen):
    """The forms of a school's year, and who and how the school is."""

    HELP = (
        "Step into a form with {grid.open}. {school.new} begins one that is filled in as often as there is need. "
        "{school.vault} opens what is confidential, in a vault of your own."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("school")

    def facts(self, room: int) -> list[Piece]:
        """Who and how the school is, below its forms."""
        pieces = list(facts_in_lines([*_known(self)], room))
        if priorities := _priorities(self):
            pieces.append(("\nKey priorities\n", "$text-muted"))
            pieces += [(f"{n} {marked_line(each)}\n", "") for n, each in enumerate(priorities, start=1)]
        return pieces

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing leads to a vault where no form is confidential, nor in a browser."""
        if action != "vault":
            return super().check_action(action, parameters)
        return not self.app.is_web and any(form.confidential for form in self.desk.framework.forms)

    def action_vault(self) -> None:
        """Ask for the passphrase of the vault, or make one, and show the school's confidential forms."""
        cast(OnDesk, self.app).ask_for_vault(self)

    def action_raise_alert(self) -> None:
        """Begin an alert, dated today: it is in the review and in what is due at once."""
        alerts = self.desk.framework.roles.alerts
        if not alerts:
            self.say("This framework has no form that raises an alert")
        elif self.may_write():
            self._begin(alerts[0])

    def action_import(self) -> None:
        from screens.importing.import_screen import ImportScreen

        self.app.push_screen(ImportScreen(self.school_id))


def _known(screen: DeskScreen) -> Iterator[Fact]:
    framework = screen.desk.framework
    roles, row = framework.roles, caseload_row(framework, screen.school_id, screen.desk.record(screen.school_id))
    scale = framework.scales.get(roles.category_scale)
    for path in (roles.headteacher, roles.chair):
        if label := framework.label_at(path):
            yield Fact(label, screen.value(path))
    person = screen.desk.person(row.sip)
    yield Fact(framework.title_of("sip"), " ".join(filter(None, [row.sip, person.name if person else ""])))
    yield Fact(framework.label_at(roles.phase, "Phase"), row.phase)
    if scale:
        found = [(scale.find(each), each) for each in (row.category, row.target) if each]
        names = [f"{v.mark or v.value} {v.name}" if v else each for v, each in found]
        yield Fact(scale.name, " → ".join(names))
    if has_reds(framework):
        yield Fact("Reds standing", str(row.reds or "none"), "bold $text-error" if row.reds else "")
    if framework.visits:
        yield Fact("Next visit", day(row.next_visit))
    for due in still_waited_for(framework.calendar, row.waited_for, today := date.today()):
        form, left = screen.desk.fields.form_at(due.place), due.left(today)
        said = f"{form.called if form else due.place}: {day(due.on)}, {days_left_in_words(left)}"
        yield Fact("Answer due", said, "bold $text-error" if left < 0 else "")


def _priorities(screen: DeskScreen) -> list[str]:
    """The school's key priorities, as the latest visit that set any has them."""
    framework, fields = screen.desk.framework, screen.desk.fields
    for visit in reversed(framework.visits):
        start = f"{visit.at}/{framework.roles.priorities}/"
        found = [screen.value(path) for path in fields if path.startswith(start) and screen.value(path)]
        if found:
            return [" ".join(text.split()) for text in found]
    return []
