"""An invented caseload, the same every time: nobody and no school in it exists."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from siptui.framework import Framework
from siptui.framework.model import Visit
from siptui.records.change import Change, Record
from siptui.records.problem import Problem, Refused
from siptui.records.values import BadValue, Value, parse
from siptui.rules.steps import why_locked
from siptui.store.door.new_store import DEFAULT_FRAMEWORK
from siptui.store.store import INVENTED, Store
from siptui.tracking.vocabulary.kind_table import kind_table

FIRST = "Marmalade Toadflax Thimble Puddle Wigeon Custard Pepperpot Bramble Teasel Gooseberry Lantern Nutmeg".split()
SECOND = "Green Hollow Bridge Mill Cross Wharf Lane Barn Common Spinney".split()
PEOPLE = {
    "PT": "Pippa Thistle",
    "OM": "Oswin Moss",
    "ZQ": "Zebedee Quill",
    "LF": "Lettice Fennel",
    "HB": "Hal Bramwick",
}
INVENTED_NAMES = (
    "Ulla Marsh|Pippa Thistle|Oswin Moss|Zebedee Quill|Lettice Fennel|Hal Bramwick|Ivo Catkin|Juno Larkspur|"
    "Kit Meadows|Nell Orchard|Rufus Sedge|Tansy Underhill|Viola Wick|Basil Comfrey|Dora Elder|Felix Gorse|"
    "Greta Hawthorn|Ned Juniper|Quentin Rush|Sorrel Tarn"
).split("|")
"""Of an invented authority's people; their initials are all different."""
HEADS = "Ms A. Hornbeam|Mr B. Sorrel|Mrs C. Plover|Dr D. Tansy|Mr E. Wren|Ms F. Alder".split("|")
CHAIRS = "Mrs G. Siskin|Mr H. Rowan|Ms I. Burdock|Dr J. Linnet|Mr K. Yarrow|Mrs L. Dunnock".split("|")
REASONS = (
    "Work in books and the school's own tracking bear this out. Boys' writing in Year 4 is the weak point.",
    "Accurate and well argued. The evidence is gathered term by term and shared with governors.",
    "The school is a little generous here: two of the five lessons seen were satisfactory at best.",
    "Agreed after looking at the analysis together. The gap for children in care has closed by half.",
    "Leaders know what to do next, but who checks it, and when, is not in the improvement plan yet.",
)
ACTIVITIES = "Joint lesson observations in Years 2, 4 and 5; work scrutiny; meeting with the headteacher and chair."
DONE = ((32, -21), (29, -21))
"""Between which days the first visits were: after their term's first day, or with a minus before its last."""
WHOLE = (*DONE, (20, -28))
"""The same of a year that is over."""
SOON, NEXT = (-18, -2), (6, -25)
"""The same of a visit that is arranged only, and of the one after."""
OF_A_VISIT = {
    "time_in_school": "1 day",
    "present": "Headteacher, deputy headteacher",
    "activities": ACTIVITIES,
}
DRAFTED_IN = timedelta(days=6)
RATED = ((8, 3, 1), (7, 4, 1))  # how often a rating is the best, the next, any other


def demo_store(folder: Path, who: str, schools: int, framework: str = DEFAULT_FRAMEWORK) -> Store:
    """The invented store in `folder`, made if there is none yet. Raises Refused for a store that is not invented."""
    if (folder / "office.json").exists():
        store = Store(folder, who)
        if not store.office.demo:
            do = "name another folder for the invented one"
            raise Refused(Problem(str(folder), "holds a real store, which demo leaves alone", do, code="real_store"))
        return store
    store = Store.create(folder, who, framework, demo=True, people=PEOPLE)
    for number in range(schools):
        _add(store, number, random.Random(number))
    return store


def _add(store: Store, number: int, chance: random.Random) -> None:
    of_grid = store.framework.progress.years_by_phase
    phases = [p for p in store.framework.phase_names() if of_grid.get(p)] or store.framework.phase_names()
    phase = "primary" if number % 3 and "primary" in phases else phases[number // 3 % len(phases)]
    name = f"{FIRST[number % len(FIRST)]} {SECOND[number // len(FIRST) % len(SECOND)]} {phase.capitalize()}"
    again = number // (len(FIRST) * len(SECOND))
    sip = list(PEOPLE)[number % len(PEOPLE)]
    school_id = store.add_school(f"{name} {again + 1}" if again else name, phase, sip, alone=True)
    store.change(school_id, invented_changes(store, school_id, number, chance), INVENTED)


def invented_changes(
    store: Store,
    school_id: str,
    number: int,
    chance: random.Random,
    more: Iterable[tuple[str, Value]] = (),
    *,
    whole: bool = False,
) -> list[Change]:
    """The year of a school that has just begun it, and `more` besides, which goes before it: what its forms have room
    for; a `whole` year that is over, or one that is under way.

    Of what is said twice the later stands, and what the school began with.
    """
    begun = store.load(school_id).values
    phase = str(begun.get(store.framework.roles.phase, ""))
    facts = _facts(store.framework, number, chance, begun, whole=whole)
    said = dict([*facts, *_measures(store.framework, phase, chance), *more])
    return [
        Change(path, fits)
        for path, value in said.items()
        if path not in begun
        and (fits := _fit(store, path, value)) is not None
        and not why_locked(store.fields, begun, path)
    ]


def _fit(store: Store, path: str, value: Value) -> Value | None:
    """The value as its field holds it; None where the framework has no such field, or one of another kind."""
    field = store.fields.find(path)
    try:
        return parse(field, value) if field else None
    except BadValue:
        return None


def _facts(
    framework: Framework, number: int, chance: random.Random, begun: Record, *, whole: bool
) -> Iterator[tuple[str, Value]]:
    roles, visits, front = framework.roles, framework.visits, framework.of_kind("front")
    yield roles.headteacher, HEADS[number % len(HEADS)]
    yield roles.chair, CHAIRS[number // 2 % len(CHAIRS)]
    context = "An invented school. Two forms of entry; a fifth of the pupils are learning English as well."
    yield f"{front.place if front else ''}/context", context
    if roles.category_scale:
        categories = [v.value for v in framework.scales[roles.category_scale].values]
        standing = chance.choice(range(len(categories)))
        if (before := begun.get(roles.category_before)) in categories:  # it moves by a category at most
            standing = min(len(categories) - 1, max(0, categories.index(str(before)) + chance.choice((-1, 0, 0, 1))))
        yield roles.category_before, categories[standing]
        for visit in visits[:1]:
            yield f"{visit.at}/{roles.category}", categories[standing]
            yield f"{visit.at}/{roles.category_target}", categories[max(0, standing - 1)]
    for visit, when in zip(visits, WHOLE if whole else DONE, strict=False):
        if visit == visits[0] or number % 4 != 3 or whole:
            share = 1.0 if visit == visits[0] or whole else (1.0, 0.6, 1.0)[number % 3]
            yield from _visit(framework, visit, _between(framework, visit, chance, when), chance, share)
        else:
            yield f"{visit.at}/{roles.visit_date}", _between(framework, visit, chance, SOON)
    if len(visits) > 2 and not whole:
        yield f"{visits[1].at}/{roles.next_date}", _between(framework, visits[2], chance, NEXT)
    yield from _progress(framework, chance, begun, whole=whole)


def _visit(
    framework: Framework, visit: Visit, day: str, chance: random.Random, share: float
) -> Iterator[tuple[str, Value]]:
    roles, base = framework.roles, visit.at
    yield f"{base}/{roles.visit_date}", day
    yield from ((f"{base}/{key}", words) for key, words in OF_A_VISIT.items())
    yield f"{base}/{roles.priorities}/1", "Raise attainment in writing at the end of Year 2"
    yield f"{base}/{roles.priorities}/2", "Make marking tell pupils what to do next"
    if share == 1.0:
        yield f"{base}/{roles.sent}", (date.fromisoformat(day) + DRAFTED_IN).isoformat()
    for row in visit.rows[: round(len(visit.rows) * share)]:
        yield from _judged(framework, f"{visit.judged_at}/{row.kip}", chance)


def _judged(framework: Framework, here: str, chance: random.Random) -> Iterator[tuple[str, Value]]:
    """A judgement: its grades, then how it is rated, and often a reason."""
    roles = framework.roles
    scales = {f.key: framework.scales[f.scale].values for f in framework.register.judgement if f.kind == "scale"}
    if grades := scales.get(roles.current):
        current = min(len(grades) - 1, chance.choice((0, 1, 1, 1, 2, 2)))
        yield f"{here}/{roles.current}", grades[current].value
        yield f"{here}/{roles.target}", grades[max(0, current - 1)].value
    for number, key in enumerate(key for key in scales if key not in (roles.current, roles.target)):
        values = scales[key][:3]
        yield f"{here}/{key}", chance.choices([v.value for v in values], RATED[number % 2][: len(values)])[0]
    if chance.random() < 0.6:
        yield f"{here}/{roles.evaluation}", chance.choice(REASONS)


def _progress(
    framework: Framework, chance: random.Random, begun: Record, *, whole: bool
) -> Iterator[tuple[str, Value]]:
    for subject in framework.progress.subjects:
        for year in framework.progress.years:
            points = 6 + 3.0 * year + chance.uniform(-1.5, 1.0)
            for point in framework.progress.points if whole else framework.progress.points[:-1]:
                path = f"{framework.progress.at}/{subject.key}/{year}/{point.key}"
                points = known if isinstance(known := begun.get(path), float) else points
                yield path, round(points, 2)
                points += chance.uniform(0.5, 1.4)


def _measures(framework: Framework, phase: str, chance: random.Random) -> Iterator[tuple[str, Value]]:
    """Figures that are no averages of points, of a phase's year groups: shares, each of fewer pupils, and means."""
    progress, kinds = framework.progress, kind_table(framework.progress.results)
    years = progress.years_by_phase.get(phase, progress.years)
    for subject in progress.subjects if progress.measures else ():
        mine = [m for m in progress.measures if not subject.measures or m.key in subject.measures]
        for year in [y for y in years if not subject.years or y in subject.years]:
            share = chance.uniform(48, 78)
            for point in progress.times[:-1]:
                here, part = f"{progress.at}/{subject.key}/{year}/{point.key}", 1.0
                for measure in mine:
                    if measure.kind == "percent":
                        yield f"{here}/{measure.key}", round(share * part)
                        part *= 0.35
                    elif span := kinds.span(subject.key, measure.key):
                        mean = span[0] + (span[1] - span[0]) * chance.uniform(0.5, 0.7)
                        yield f"{here}/{measure.key}", round(mean, 1)
                share = min(95.0, share + chance.uniform(0, 5))


def _between(framework: Framework, visit: Visit, chance: random.Random, when: tuple[int, int]) -> str:
    """A school day of invented choice in a visit's term, or in the year's first term where the visit is of none."""
    terms = framework.calendar.terms
    term = next((t for t in terms if t.key == visit.term), terms[0] if terms else None)
    first, last = (term.first, term.last) if term else (date(int(framework.identity.year[:4]), 9, 1),) * 2
    start, end = ((first if days > 0 else last) + timedelta(days=days) for days in when)
    day = start + timedelta(days=chance.randrange(max(1, (end - start).days + 1)))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day.isoformat()
