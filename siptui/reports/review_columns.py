"""The columns of the manager's review: what each shows of a school, sorts by, and counts."""

from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Scale
from siptui.records.typed_and_shown import Cell
from siptui.reports.review import days_left, visit_state
from siptui.rules.caseload.days_used import Days, days
from siptui.rules.caseload.progress_made import Gain
from siptui.rules.caseload.standing import NONE, Signs
from siptui.rules.caseload_row import CaseloadRow, has_reds
from siptui.rules.forms.deadlines import is_over, still_waited_for

RANK = {colour: n for n, colour in enumerate(("red", "red-amber", "amber", "yellow", "amber-green", "green"))}
"""How bad a colour is, the worst first."""
WIDEST_STATE = 9
"""Characters of what is said of a visit."""
BETTER, WORSE = "▲", "▼"
Colour = str


class Figure(Struct, frozen=True):
    """What a column shows of a school: words, a colour ("" is the plain one), and what to sort by."""

    words: str = ""
    colour: Colour = ""
    order: float | str | None = None


def _nothing(_: CaseloadRow) -> list[str]:
    return []


class ReviewColumn(Struct, frozen=True):
    """A column: its heading, how wide it needs to be, whether figures stand in it, and what it shows of a school.

    `counts` are paths in the school's record, each of one thing that the figure counts.
    """

    key: str
    heading: str
    width: int
    number: bool
    figure: Callable[[CaseloadRow], Figure]
    counts: Callable[[CaseloadRow], list[str]] = _nothing


def review_columns(framework: Framework, today: date) -> list[ReviewColumn]:
    """The columns after a school's name; without those that the framework has nothing for."""
    signs = Signs(framework)
    found = [
        ReviewColumn("sip", framework.title_of("sip"), 4, False, lambda row: Figure(row.sip)),
    ]
    if framework.roles.category_scale:
        here = partial(_category_at, framework)
        found.append(ReviewColumn("category", "Cat", 5, False, partial(category, framework), here))
    for number, visit in enumerate(framework.visits):
        at = partial(_visit_at, visit.at, number)
        found.append(ReviewColumn(visit.key, visit.name, WIDEST_STATE, False, _visit(framework, number, today), at))
    if has_reds(framework):
        for colour, heading in (("red", "Reds"), ("amber", "Amb")):
            paths = partial(rated, signs, colour)
            found.append(ReviewColumn(f"{colour}s", heading, 4, True, partial(_count, signs, colour), paths))
    acts = partial(actions, today)
    found.append(ReviewColumn("actions", "Actions", 7, True, acts, lambda row: [f"{a.path}/what" for a in row.actions]))
    if framework.roles.alerts or framework.roles.concerns:
        found.append(ReviewColumn("alerts", "Alerts", 6, True, alerts, alerts_at))
    if has_reds(framework):
        for each in sections_judged(framework):
            width, paths = max(4, len(each.kips)), partial(_strip_counts, signs, each)
            found.append(ReviewColumn(f"strip_{each.key}", each.heading, width, False, _strip(signs, each), paths))
    grid = framework.progress
    for number, subject in enumerate(grid.subjects if grid.increase and grid.increase.expected else ()):
        at = partial(_gain_at, f"{grid.at}/{subject.key}", number)
        found.append(ReviewColumn(f"gain_{subject.key}", subject.name[:4], 7, True, partial(_gain, number), at))
    if framework.calendar.programme:
        found.append(ReviewColumn("days", "Days", 8, True, partial(_days, framework, today)))
    found.append(ReviewColumn("phase", "Phase", 9, False, lambda row: Figure(row.phase)))
    return found


# -- categories


def category(framework: Framework, row: CaseloadRow) -> Figure:
    """Now and wanted, and whether it is better (▲) or worse (▼) than last year: `3→2▲`; sorts the worst first."""
    scale = framework.scales.get(framework.roles.category_scale)
    now, target = _mark(scale, row.category), _mark(scale, row.target)
    moved = movement(framework, row)
    words = (f"{now or '?'}→{target}" if target else now) + {1: BETTER, -1: WORSE}.get(moved, "")
    place = scale.place(row.category) if scale else None
    return Figure(words, "red" if moved < 0 else "", None if place is None else -place)


def _category_at(framework: Framework, row: CaseloadRow) -> list[str]:
    visits = framework.visits
    key = framework.roles.category
    states = zip(visits, row.visits, strict=True)
    at = [visit.at for visit, state in states if state.started and any(field.key == key for field in visit.fields)]
    return [f"{at[-1]}/{framework.roles.category}" if at else framework.roles.category_before] if row.category else []


def movement(framework: Framework, row: CaseloadRow) -> int:
    """1 where the category is better than last year's, -1 where it is worse, else 0."""
    scale = framework.scales.get(framework.roles.category_scale)
    before, now = (scale.place(each) if scale else None for each in (row.before, row.category))
    return 0 if before is None or now is None else (before > now) - (before < now)


def _mark(scale: Scale | None, value: str) -> str:
    found = scale.find(value) if scale else None
    return (found.mark or found.value) if found else value


# -- visits


def _visit(framework: Framework, number: int, today: date) -> Callable[[CaseloadRow], Figure]:
    visit = framework.visits[number]
    way = framework.ways.get(framework.form(visit.key).way)
    done = {state.key: state.name for state in way.states if state.locked} if way else {}

    def figure(row: CaseloadRow) -> Figure:
        state = row.visits[number]
        waited = still_waited_for(framework.calendar, row.waited_for, today)
        left = next((due.left(today) for due in waited if due.place == visit.at), None)
        if left is not None:
            return Figure(days_left(left), "red" if left < 0 else "amber" if left < 2 else "", left)
        if state.state in done:
            return Figure(done[state.state][:WIDEST_STATE], "dim", 1000)
        words, late = _short(visit_state(state)), is_overdue(framework, number, row, today)
        order = -1 if late else 500 + state.judged if state.started else 900
        return Figure(words or ("due" if late else ""), "red" if late else "", order)

    return figure


def _visit_at(at: str, number: int, row: CaseloadRow) -> list[str]:
    state = row.visits[number]
    return [at] if state.started or state.sent else []


def is_overdue(framework: Framework, number: int, row: CaseloadRow, today: date) -> bool:
    """Whether a visit has not taken place though its term is over, or its day has come and nothing is judged."""
    visit, state = framework.visits[number], row.visits[number]
    if state.judged or state.sent or is_over(framework.calendar, today):
        return False
    if state.date:
        return state.date < today.isoformat()
    term = next((term for term in framework.calendar.terms if term.key == visit.term), None)
    return term is not None and term.last < today


def _short(shown: Cell) -> str:
    if isinstance(shown, date):
        return f"{shown.day} {shown:%b}"
    return str(shown).replace(" of ", "/")


# -- what is judged


class Section(Struct, frozen=True):
    """A section of the register, with the places of the indicators in it that a visit judges."""

    key: str
    heading: str
    kips: tuple[int, ...]


def sections_judged(framework: Framework) -> list[Section]:
    """The sections of the register that visits judge anything of, in its order."""
    judged = {row.kip for visit in framework.visits for row in visit.rows}
    found = []
    for section in framework.register.sections:
        kips = [n for n, k in enumerate(framework.register.kips) if k.section == section.key and k.code in judged]
        if kips:
            found.append(Section(section.key, section.title.split()[0].capitalize()[:4], tuple(kips)))
    return found


class Rating(Struct, frozen=True, order=True):
    """A rating that stands: the worse the lower its rank."""

    rank: int
    colour: str = ""
    letter: str = ""
    column: int = 0


UNRATED = Rating(len(RANK) + 1)


def worst(signs: Signs, row: CaseloadRow, kip: int) -> Rating:
    """The worst rating that stands of an indicator; `UNRATED` where there is none."""
    found = UNRATED
    for column in signs.rag:
        sign = row.standing[column].values[kip]
        if sign != NONE:
            colour = signs.colour(column, sign)
            found = min(found, Rating(RANK.get(colour, len(RANK)), colour, signs.mark(column, sign)[:1], column))
    return found


def _strip(signs: Signs, section: Section) -> Callable[[CaseloadRow], Figure]:
    def figure(row: CaseloadRow) -> Figure:
        told = [worst(signs, row, kip) for kip in section.kips]
        letters = "".join(each.letter or "·" for each in told)
        if letters.strip("·") == "":
            return Figure("")
        reds, ambers = (sum(1 for each in told if each.colour == colour) for colour in ("red", "amber"))
        return Figure(letters, "red" if reds else "", -100 * reds - ambers)

    return figure


def _strip_counts(signs: Signs, section: Section, row: CaseloadRow) -> list[str]:
    told = [(kip, worst(signs, row, kip)) for kip in section.kips]
    found = sorted((each, kip) for kip, each in told if each.colour in ("red", "amber"))
    return [signs.path(row.standing[each.column], each.column, kip) for each, kip in found]


def rated(signs: Signs, colour: str, row: CaseloadRow) -> list[str]:
    """The paths of all ratings of a colour that stand."""
    return [
        signs.path(row.standing[column], column, kip)
        for column in signs.rag
        for kip, sign in enumerate(row.standing[column].values)
        if signs.colour(column, sign) == colour
    ]


def _count(signs: Signs, colour: str, row: CaseloadRow) -> Figure:
    count = signs.count(row.standing, colour)
    return Figure(str(count) if count else "", colour if count and colour == "red" else "", -count)


# -- progress, actions, alerts, days


def _gain(number: int, row: CaseloadRow) -> Figure:
    if number >= len(row.gains) or not row.gains[number].counted:
        return Figure("")
    gain = row.gains[number]
    return Figure(gain_in_words(gain), "amber" if gain.behind else "", gain.made - gain.expected)


def _gain_at(at: str, number: int, row: CaseloadRow) -> list[str]:
    return [at] if number < len(row.gains) and row.gains[number].counted else []


def gain_in_words(gain: Gain) -> str:
    """Points made, `◀` where fewer than expected: `+2.1`; `*` where not all year groups counted."""
    return f"{gain.made:+.1f}" + ("◀" if gain.behind else "") + ("*" if gain.counted < gain.of else "")


def actions(today: date, row: CaseloadRow) -> Figure:
    """Agreed actions that are open, and how many of them are late."""
    late = sum(1 for each in row.actions if each.is_late(today))
    words = f"{len(row.actions)}" + (f", {late}!" if late else "") if row.actions else ""
    return Figure(words, "red" if late else "", -100 * late - len(row.actions))


def alerts(row: CaseloadRow) -> Figure:
    """Alerts and concerns that are open."""
    count = len(row.alerts) + len(row.concerns)
    return Figure(str(count) if count else "", "red" if count else "", -count)


def alerts_at(row: CaseloadRow) -> list[str]:
    """Where they lie."""
    return [each.place for each in (*row.alerts, *row.concerns)]


def days_of(framework: Framework, row: CaseloadRow, today: date) -> Days:
    """Days of the programme that a school has had, and is to have."""
    return days(framework, dict(zip((v.key for v in framework.visits), row.visits, strict=True)), row.held, today)


def _days(framework: Framework, today: date, row: CaseloadRow) -> Figure:
    found = days_of(framework, row, today)
    return Figure(f"{found.used:g}/{found.planned:g}", "", found.used)
