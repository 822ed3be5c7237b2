"""add-person and people: who works in a store."""

from typing import Any, get_args

import click
from msgspec import structs

from siptui.cli.printing import say, say_json, say_problems, say_table
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import made
from siptui.store import engines
from siptui.store.office_settings import Person, PersonKind, PersonRole
from siptui.store.people import add_person
from siptui.store.store import Store


@command("add-person")
@click.argument("initials")
@click.argument("name")
@click.option("--role", type=click.Choice(get_args(PersonRole)), help="What they are; sip where nothing is said.")
@click.option("--login", metavar="LOGIN", help="Who they log in as on this machine.")
@click.option("--kind", type=click.Choice(get_args(PersonKind)), help="internal where nothing is said.")
@click.option("--nca", is_flag=True, default=None, help="They are a National Challenge Adviser.")
@click.option("--appointed", metavar="DATE", help="When they were appointed.")
@click.option("--accredited", metavar="DATE", help="When they were accredited.")
@session
def add_person_(session: Session, /, initials: str, name: str, **said: Any) -> None:
    """Add a person, or say more of one who is there under the same name; prints their id, such as @AB."""
    store = session.store
    known = store.office.person(initials.removeprefix("@").upper()) or Person(name)
    settings = {key: said[key] for key in ("role", "login", "kind") if said[key] is not None}
    facts = {key: said[key] for key in ("appointed", "accredited") if said[key] is not None}
    if said["nca"]:
        facts["nca"] = "yes"
    subject = add_person(store, initials, structs.replace(known, name=name, **settings), facts)
    made()
    say(subject)


@command("private-people")
@click.option("--managers", required=True, metavar="GROUP", help="The group of this machine's users who are managers.")
@session
def private_people(session: Session, managers: str) -> None:
    """Give each person's record to that person and the managers alone, held by the file system.

    The machine's administrator does it, once, and again for whoever is added later.
    """
    found = engines.make_private(session.store.folder, managers)
    made()
    say(f"for each and the group {managers} alone: {' '.join(found)}")


@command()
@as_json
@of_year
@session
def people(session: Session, json_: bool) -> None:
    """List the people: initials, name, role, login, internal or associate, schools, and days used of those planned.

    Days are those of the programme for their schools, and those for training and meeting.
    """
    tell_people(session.store, json_)


def tell_people(store: Store, json_: bool) -> None:
    """Print everybody who works in the store, with their schools, and the days of the programme used and planned."""
    from siptui.reports.days_of_people import days_of_people
    from siptui.reports.review import day_of_review, select

    office, framework = store.office, store.framework
    found = [(initials, person) for initials in sorted(office.people) if (person := office.person(initials))]
    today = day_of_review(framework, office.rehearsed)
    rows, problems = store.overview()
    days = days_of_people(framework, select(rows, None, today), today)
    if json_:
        told = {initials: structs.asdict(each) for initials, each in days.items()}
        none = {"schools": 0}
        say_json([{"initials": i} | structs.asdict(person) | {"days": told.get(i, none)} for i, person in found])
    else:
        lines = []
        for initials, person in found:
            each = days.get(initials)
            counts = (str(each.schools), each.words) if each else ("", "")
            lines.append((initials, person.name, framework.title_of(person.role), person.login, person.kind, *counts))
        say_table(("Initials", "Name", "Role", "Login", "Kind", "Schools", "Days"), lines, ("Schools", "Days"))
    say_problems(problems)
