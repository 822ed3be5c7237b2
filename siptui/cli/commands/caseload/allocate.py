"""allocate: whose school it is, from when and why."""

import click
from msgspec import structs

from siptui.cli.printing import complain, say, say_json, say_table
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import made
from siptui.records.typed_and_shown import day
from siptui.rules.caseload.allocations import allocations
from siptui.store.deployment import IN_WORDS, allocate, take_effect
from siptui.store.store import Store


@command("allocate")
@click.argument("school", required=False)
@click.argument("initials", required=False)
@click.option("--from", "since", metavar="DATE", help="From when; today where nothing is said.")
@click.option("--reason", default="", metavar="TEXT", help="Why; needed where something stands against it.")
@click.option("--due", is_flag=True, help="Give every school to whom it was planned to go by today.")
@as_json
@session
def allocate_(
    session: Session, school: str | None, initials: str | None, since: str | None, reason: str, due: bool, json_: bool
) -> None:
    """Give a school to somebody; without INITIALS, say who has had it.

    What was so before is kept. With a day to come it is planned, and `allocate --due` makes it so on that day.
    """
    store = session.store
    if due:
        if school:
            raise click.UsageError("--due is for every school: name none")
        _tell_effect(store, json_)
    elif school is None:
        raise click.UsageError("name a school, or give --due")
    elif initials is None:
        _tell_past(store, store.find_school(school), json_)
    else:
        _allocate(store, store.find_school(school), initials, since, reason, json_)


def _allocate(store: Store, school_id: str, initials: str, since: str | None, reason: str, json_: bool) -> None:
    done = allocate(store, school_id, initials, since, reason)
    made()
    for each in done.against:
        words = f" ({each.words})" if each.words else ""
        complain(f"@{done.sip}: {store.office.full_name(done.sip)} {IN_WORDS[each.code]}{words}")
    if json_:
        say_json(structs.asdict(done))
    else:
        plan = "" if done.in_force else "; planned, `siptui allocate --due` makes it so on that day"
        say(f"{school_id}: {store.office.full_name(done.sip)} ({done.sip}) from {day(done.since.isoformat())}{plan}")


def _tell_past(store: Store, school_id: str, json_: bool) -> None:
    found = allocations(store.framework, store.load(school_id).values)
    if json_:
        say_json([{"sip": each.sip, "from": each.since, "reason": each.reason} for each in found])
        return
    rows = [(each.sip, store.office.full_name(each.sip), day(each.since), each.reason) for each in found]
    say_table(("Initials", "Name", "From", "Why"), rows)


def _tell_effect(store: Store, json_: bool) -> None:
    done = take_effect(store)
    if done:
        made()
    if json_:
        say_json([{"school": school, "sip": sip} for school, sip in done])
    for school, sip in () if json_ else done:
        say(f"{school}: {store.office.full_name(sip)} ({sip})")
