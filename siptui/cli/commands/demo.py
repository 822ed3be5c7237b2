"""An invented caseload, the same every time: nobody and no school in it exists."""

import random
from collections.abc import Iterator
from pathlib import Path

import click

from siptui.cli.open_application import run_application
from siptui.cli.printing import say, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import command, session
from siptui.cli.streams import is_terminal, made
from siptui.framework import Framework
from siptui.framework.model import Visit
from siptui.records.change import Change
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.store.store import INVENTED, Store

FIRST = "Marmalade Toadflax Thimble Puddle Wigeon Custard Pepperpot Bramble Teasel Gooseberry Lantern Nutmeg".split()
SECOND = "Green Hollow Bridge Mill Cross Wharf Lane Barn Common Spinney".split()
PEOPLE = {
    "PT": "Pippa Thistle",
    "OM": "Oswin Moss",
    "ZQ": "Zebedee Quill",
    "LF": "Lettice Fennel",
    "HB": "Hal Bramwick",
}
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
AUTUMN, SPRING = ("2010-10-04", "2010-11-26"), ("2011-02-02", "2011-03-18")


@command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--schools", type=click.IntRange(1, 20000), default=12, help="How many schools to invent.")
@session
def demo(session: Session, folder: Path | None, schools: int) -> None:
    """Make a store with an invented caseload in FOLDER, or open the one there.

    Without a terminal its review is printed.
    """
    from siptui.cli.commands.every_school import tell_review

    place = folder or session.folder or session.place.with_name("siptui-demo")
    store = demo_store(place, session.who, schools)
    made()
    if is_terminal("stdin", "stdout"):
        raise click.exceptions.Exit(run_application(store, None))
    tell_review(Session(place, session.login).store)
    say("")
    say("This caseload is invented. Open it in a terminal with:")
    say(f"  siptui --store {whole(place)}")


def demo_store(folder: Path, who: str, schools: int) -> Store:
    """The invented store in `folder`, made if there is none yet. Raises Refused for a store that is not invented."""
    if (folder / "office.json").exists():
        store = Store(folder, who)
        if not store.office.demo:
            do = "name another folder for the invented one"
            raise Refused(Problem(str(folder), "holds a real store, which demo leaves alone", do, code="real_store"))
        return store
    store = Store.create(folder, who, demo=True, people=PEOPLE)
    for number in range(schools):
        _add(store, number, random.Random(number))
    return store


def _add(store: Store, number: int, chance: random.Random) -> None:
    phases = [p for p in store.framework.phase_names() if store.framework.progress.years_by_phase.get(p)]
    phase = "primary" if number % 3 else phases[number // 3 % len(phases)]
    name = f"{FIRST[number % len(FIRST)]} {SECOND[number // len(FIRST) % len(SECOND)]} {phase.capitalize()}"
    again = number // (len(FIRST) * len(SECOND))
    sip = list(PEOPLE)[number % len(PEOPLE)]
    school_id = store.add_school(f"{name} {again + 1}" if again else name, phase, sip, alone=True)
    changes = [Change(path, value) for path, value in _facts(store.framework, number, chance) if path in store.fields]
    store.change(school_id, changes, INVENTED)


def _facts(framework: Framework, number: int, chance: random.Random) -> Iterator[tuple[str, Value]]:
    categories = [v.value for v in framework.scales[framework.roles.category_scale].values]
    standing = chance.choice(range(len(categories)))
    yield framework.roles.headteacher, HEADS[number % len(HEADS)]
    yield framework.roles.chair, CHAIRS[number // 2 % len(CHAIRS)]
    yield framework.roles.category_before, categories[standing]
    front = framework.of_kind("front")
    yield (
        f"{front.place if front else ''}/context",
        "An invented school. Two forms of entry; a fifth of the pupils are learning English as well.",
    )
    visits = framework.visits
    yield f"{visits[0].at}/{framework.roles.category}", categories[standing]
    yield f"{visits[0].at}/{framework.roles.category_target}", categories[max(0, standing - 1)]
    yield from _visit(framework, visits[0], _between(chance, *AUTUMN), chance, share=1.0)
    if number % 4 == 3:
        yield f"{visits[1].at}/{framework.roles.visit_date}", _between(chance, "2011-03-21", "2011-04-06")
    else:
        yield from _visit(framework, visits[1], _between(chance, *SPRING), chance, share=(1.0, 0.6, 1.0)[number % 3])
    yield f"{visits[1].at}/{framework.roles.next_date}", _between(chance, "2011-05-09", "2011-06-30")
    yield from _progress(framework, chance)


def _visit(
    framework: Framework, visit: Visit, day: str, chance: random.Random, share: float
) -> Iterator[tuple[str, Value]]:
    base = visit.at
    yield f"{base}/date", day
    yield f"{base}/time_in_school", "1 day"
    yield f"{base}/present", "Headteacher, deputy headteacher"
    yield f"{base}/activities", ACTIVITIES
    yield f"{base}/priorities/1", "Raise attainment in writing at the end of Year 2"
    yield f"{base}/priorities/2", "Make marking tell pupils what to do next"
    if share == 1.0:
        yield f"{base}/sent", day[:8] + f"{min(28, int(day[8:]) + 6):02}"
    best = len(framework.scales["kip_category"].values) - 1
    rag = [v.value for v in framework.scales["agreement"].values]
    for row in visit.rows[: round(len(visit.rows) * share)]:
        here = f"{visit.judged_at}/{row.kip}"
        current = min(best, chance.choice((0, 1, 1, 1, 2, 2)))
        scale = framework.scales["kip_category"].values
        yield f"{here}/current", scale[current].value
        yield f"{here}/target", scale[max(0, current - 1)].value
        yield f"{here}/agreement", chance.choices(rag, (8, 3, 1))[0]
        yield f"{here}/progress", chance.choices(rag, (7, 4, 1))[0]
        if chance.random() < 0.6:
            yield f"{here}/evaluation", chance.choice(REASONS)


def _progress(framework: Framework, chance: random.Random) -> Iterator[tuple[str, Value]]:
    for subject in framework.progress.subjects:
        for year in framework.progress.years:
            points = 6 + 3.0 * year + chance.uniform(-1.5, 1.0)
            for point in framework.progress.points[:-1]:
                yield f"{framework.progress.at}/{subject.key}/{year}/{point.key}", round(points, 2)
                points += chance.uniform(0.5, 1.4)


def _between(chance: random.Random, first: str, last: str) -> str:
    """A school day of invented choice between two ISO dates."""
    from datetime import date, timedelta

    start, end = date.fromisoformat(first), date.fromisoformat(last)
    day = start + timedelta(days=chance.randrange((end - start).days + 1))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day.isoformat()
