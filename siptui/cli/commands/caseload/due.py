"""due: everything with a date, the soonest first; as a calendar file too."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec import structs

from siptui.cli.printing import counted, say, say_json, say_problems, say_table, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import made
from siptui.records.problem import Problem, Refused
from siptui.records.typed_and_shown import day
from siptui.reports.due import Item, everything_due, in_words, of_person, soon
from siptui.reports.review import day_of_review, days_left_in_words, select
from siptui.store.people_dates import dates_of_people
from siptui.store.store import Store
from siptui.vault.deadlines_index import own_deadlines


@command()
@click.option("--person", metavar="INITIALS", help="Only what concerns them: their schools, and they themselves.")
@click.option("--days", type=click.IntRange(0, 3660), help="Only what is late or comes within so many days.")
@click.option("--ics", type=click.Path(path_type=Path), metavar="FILE", help="Write it as a calendar file.")
@click.option("--alarm", type=click.IntRange(0, 60), metavar="DAYS", help="With --ics: a reminder so many days before.")
@as_json
@of_year
@session
def due(
    session: Session, person: str | None, days: int | None, ics: Path | None, alarm: int | None, json_: bool
) -> None:
    """Print what is due and what is arranged, the soonest first: visits, answers, actions, alerts, days, reviews."""
    store = session.store
    rows, problems = store.overview()
    today = day_of_review(store.framework, store.office.rehearsed)
    rows = select(rows, None, today)
    items = everything_due(
        store.framework, rows, dates_of_people(store), today, own_deadlines(store.folder, store.framework.identity.year)
    )
    if person is not None:
        initials = person.removeprefix("@").upper()
        if store.office.person(initials) is None and initials not in {row.sip for row in rows}:
            do = "`siptui people` lists them"
            facts = {"person": person[:40]}
            raise Refused(Problem(person[:40], "is nobody here", do, facts={**facts}, code="no_such_person"))
        items = of_person(items, initials)
    if days is not None:
        items = soon(items, today, days)
    names = {row.id: row.name for row in rows}
    names |= {f"@{each}": store.office.full_name(each) for each in store.office.people}
    if ics:
        _write(store, ics, items, names, alarm)
    elif json_:
        say_json([structs.asdict(each) | {"left": each.left(today), "late": each.is_late(today)} for each in items])
    else:
        lines = [
            (day(e.on), days_left_in_words(e.left(today)), in_words(e), names.get(e.subject, ""), e.sip) for e in items
        ]
        say_table(("On", "", "What", "Whose", store.framework.title_of("sip")), lines)
        late = sum(1 for each in items if each.is_late(today))
        say(f"{counted(len(items), 'date')}, {late} late")
    say_problems(problems)


def _write(store: Store, out: Path, items: Sequence[Item], names: dict[str, str], alarm: int | None) -> None:
    from siptui.reports.calendar_file import calendar_file
    from siptui.store.files.export_file import save_bytes

    whose = f"{store.office.id or store.folder.resolve()} {store.framework.identity.year}"
    content = calendar_file(items, whose, lambda each: names.get(each, each), datetime.now(UTC), alarm)
    save_bytes(content, out, ".ics")
    made()
    say(f"wrote {counted(len(items), 'date')} to {whole(out)}")
