"""An invented authority of 111 schools and 19 people who visit them, a year of visits in all states.

Nobody in it exists.
How many schools each has, and of which phases, is as in the handbook's Annex D (facts.md §7).
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import structs

from siptui.cli.commands.invented_caseload import FIRST, INVENTED_NAMES, REASONS, SECOND, invented_changes
from siptui.framework import Framework
from siptui.framework.folders import lineage_of
from siptui.framework.model import Form
from siptui.framework.own_folders import new_folder
from siptui.framework.places import ANY
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.reports.review import day_of_review
from siptui.rules.steps import state_of, steps_from
from siptui.store.door.new_store import DEFAULT_FRAMEWORK
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import INVENTED, Store
from siptui.store.years.new_year import Turn

LOADS = (10, 10, 10, 10, 10, 9, 9, 9, 6, 6, 5, 4, 3, 2, 2, 2, 2, 1, 1)
"""Schools of each."""
PHASES = (
    ("primary", 82),
    ("secondary", 11),
    ("special", 6),
    ("infant", 3),
    ("pru", 3),
    ("junior", 2),
    ("nursery", 2),
    ("first", 1),
    ("middle", 1),
)
"""Schools of each phase."""
WHAT = ("Moderate writing in Year 2", "Marking tells the next step", "Governors visit with a focus", "Review the SEF")
CONCERN = "Standards in mathematics have fallen for three years, and the plan does not say who checks what."


def authority_store(
    folder: Path, who: str, schools: int = sum(LOADS), framework: str = DEFAULT_FRAMEWORK, past: int = 0
) -> Store:
    """The invented authority in `folder`, made if there is none yet; with fewer `schools` a part of it.

    It has so many `past` years, under the same forms with their dates moved.

    Raises Refused for a store that is not invented.
    """
    if (folder / "office.json").exists():
        store = Store(folder, who)
        if not store.office.demo:
            do = "name another folder for the invented one"
            raise Refused(Problem(str(folder), "holds a real store, which demo leaves alone", do, code="real_store"))
        return store
    people = _people()
    store = Store.create(folder, who, framework, demo=True, people={key: name for key, (name, _) in people.items()})
    years = [*_years_before(store, past), framework]
    store.backend.set_office(lambda office: structs.replace(office, framework=years[0]))
    store = Store(folder, who)
    _describe_people(store, people)
    for number, (phase, sip) in enumerate(_schools(store, people, schools)):
        _add(store, number, phase, sip)
    for turn, name in enumerate(years):
        if turn:
            Turn(Store(folder, who), name).begin()
            store = Store(folder, who)
        for number, row in enumerate(sorted(store.overview()[0], key=lambda row: row.id)):
            _live(store, row.id, number, random.Random(number + 1000 * turn), whole=name != framework)
    return store


def _years_before(store: Store, past: int) -> Iterator[str]:
    """Frameworks of so many years before the store's own, the earliest first, made in the store."""
    places, base = store.office.framework_places(store.folder), store.office.framework
    home = places.find(base)
    lineage = lineage_of(home, places) if home else []
    for by in range(-past, 0):
        name = f"{base}_{-by}_before"
        new_folder.of_another_year(lineage, base, store.folder / "frameworks", name, by)
        yield name


def _schools(store: Store, people: dict[str, tuple[str, str]], schools: int) -> Iterator[tuple[str, str]]:
    """The phase and the SIP of each school."""
    whose = [initials for (initials, load) in zip(list(people)[1:], LOADS, strict=True) for _ in range(load)]
    phases = [phase for phase, count in PHASES for _ in range(count) if phase in store.framework.phase_names()]
    random.Random(2010).shuffle(phases)
    for number in range(schools):
        yield phases[number % len(phases)], whose[number * 38 % len(whose)]


def _people() -> dict[str, tuple[str, str]]:
    """Who they are by initials, and whether internal or associate; the manager is the first, and no SIP."""
    found: dict[str, tuple[str, str]] = {}
    for number, name in enumerate(INVENTED_NAMES[: len(LOADS) + 1]):
        initials = "".join(word[0] for word in name.split())
        found[initials] = (name, "associate" if number % 4 == 3 else "internal")
    return found


def _describe_people(store: Store, people: dict[str, tuple[str, str]]) -> None:
    first = store.framework.calendar.terms[0].first
    roles = store.framework.roles
    for number, (initials, (name, kind)) in enumerate(people.items()):
        asked = {"appointed": roles.appointed, "accredited": roles.accredited}
        facts = {
            key: (first - timedelta(days=200 * (number % 5))).isoformat()
            for key, path in asked.items()
            if path in store.fields
        }
        role = "manager" if number == 0 else "sip"
        add_person(store, initials, Person(name, role, "", kind), facts)  # type: ignore[arg-type]


def _add(store: Store, number: int, phase: str, sip: str) -> None:
    again = number // (len(FIRST) * len(SECOND))
    name = f"{FIRST[number % len(FIRST)]} {SECOND[number // len(FIRST) % len(SECOND)]} {phase.capitalize()}"
    store.add_school(f"{name} {again + 1}" if again else name, phase, sip, alone=True)


def _live(store: Store, school_id: str, number: int, chance: random.Random, *, whole: bool) -> None:
    """Give a school its year: a `whole` one that is over, or one that is under way."""
    today = store.framework.calendar.terms[-1].last if whole else day_of_review(store.framework, demo=True)
    facts = [*_year(store.framework, number, today, chance, whole=whole)]
    changes = invented_changes(store, school_id, number, chance, facts, whole=whole)
    store.change(school_id, changes, INVENTED)
    visits = [visit.key for visit in store.framework.visits]
    under_way = visits[: 1 if number % 4 == 1 else 2] if number % 11 else visits[:1]
    for visit in visits if whole else under_way:
        _finish(store, school_id, visit, number)


def _finish(store: Store, school_id: str, visit: str, number: int) -> None:
    """Take a note that was sent to the state in which it is locked, and by up to two steps on."""
    form = store.framework.form(visit)
    for _ in range(1 + number % 3):
        record = store.load(school_id).values
        state = state_of(store.framework, form, form.place, record)
        locking = {each.key for each in store.framework.ways[form.way].states if each.locked} if form.way else set()
        steps = [step for step in steps_from(store.framework, form, form.place, record) if step.to in locking]
        if state is None or not steps or not record.get(f"{form.place}/{store.framework.roles.sent}"):
            return
        try:
            store.step(school_id, form.place, steps[number % len(steps)].key)
        except Refused:
            return  # something in it must be mended first: there is such a one among them too


def _year(
    framework: Framework, number: int, today: date, chance: random.Random, *, whole: bool
) -> Iterator[tuple[str, Value]]:
    """What this school's year has besides judgements: states, days, actions, alerts, last year's category."""
    roles, visits = framework.roles, framework.visits
    if roles.category_scale:
        values = [v.value for v in framework.scales[roles.category_scale].values]
        yield roles.category_before, values[chance.choice((0, 1, 1, 2, 2, 3)) % len(values)]
    for place, visit in enumerate(visits):
        for each in visit.rows:
            yield f"{visit.judged_at}/{each.kip}/{roles.evaluation}", chance.choice(REASONS)
        if place == 1 and number % 4 == 1 and not whole:  # with the school: some have days left, some are late
            sent = today - timedelta(days=number % 6)
            yield f"{visit.at}/{roles.sent}", sent.isoformat()
            yield f"{visit.at}/{roles.visit_date}", (sent - timedelta(days=7)).isoformat()
        for action in range(1 + number % 3) if place == 0 else ():
            row = f"{visit.at}/{roles.actions}/{action + 1}"
            yield f"{row}/what", WHAT[(number + action) % len(WHAT)]
            yield f"{row}/lead", "Deputy headteacher"
            yield f"{row}/by", (today + timedelta(days=chance.randrange(-40, 60))).strftime("%d/%m/%Y")
            if action % 2 or (whole and number % 5):  # of a year that is over few are left
                yield from _done(framework, f"{visit.at}/{roles.actions}", str(action + 1))
    for key in roles.alerts if number % 17 == 3 and not whole else ():
        yield from _raised(framework.form(key), today - timedelta(days=number % 30))
    for key in roles.concerns[:1] if number % 23 == 5 and not whole else ():
        yield from _raised(framework.form(key), today - timedelta(days=60 + number % 30))
    for line in framework.calendar.programme:
        form = next((form for form in framework.forms if form.key == line.form), None)
        if form and form.dated and form.occurs == "once" and number % 5:
            yield form.path(form.place, form.dated), (framework.calendar.terms[0].last - timedelta(days=9)).isoformat()


def _done(framework: Framework, base: str, number: str) -> Iterator[tuple[str, Value]]:
    for form in framework.forms:
        for table in form.tables:
            if table.rows_of == base:
                for column in (each for each in table.columns if each.scale in framework.scales):
                    yield (
                        f"{form.where(table)}/{table.key}/{number}/{column.key}",
                        framework.scales[column.scale].values[0].value,
                    )


def _raised(form: Form, on: date) -> Iterator[tuple[str, Value]]:
    place = form.place.replace(ANY, "1")
    if form.dated:
        yield form.path(place, form.dated), on.isoformat()
    for field in form.fields:
        if field.kind == "text" and "concern" in field.label.casefold():
            yield form.path(place, field.key), CONCERN
