"""check: what the framework's rules find in the records."""

from collections.abc import Iterator
from datetime import date

import click
from msgspec import Struct, structs

from siptui.cli.printing import counted, say, say_json, say_problems
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem
from siptui.rules.findings import findings
from siptui.store.faults import StoreFault
from siptui.store.store import Store


class Found(Struct, frozen=True):
    """A finding as it is printed."""

    subject: str
    path: str
    rule: str
    message: str
    source: str


@command()
@click.argument("subject", required=False)
@as_json
@session
def check(session: Session, subject: str | None, json_: bool) -> None:
    """Print what the rules find in a subject's forms, or in everybody's: a line each, with the rule's source."""
    store = session.store
    tell_findings(store, [store.find(subject)] if subject else None, json_)


def tell_findings(store: Store, subjects: list[str] | None, json_: bool) -> None:
    """Print every finding in some subjects, or in all; findings are no fault, and end well. Raises StoreFault."""
    problems: list[Problem] = []
    found = list(_found(store, subjects, problems))
    if json_:
        say_json([structs.asdict(each) for each in found])
    else:
        for each in found:
            name = full_name(store.framework, store.fields, each.path)
            say(f"{each.subject}: {name}: {each.message}" + (f" ({each.source})" if each.source else ""))
        say(counted(len(found), "finding") if found else "nothing found")
    say_problems(problems)


def _found(store: Store, subjects: list[str] | None, problems: list[Problem]) -> Iterator[Found]:
    """The findings, subject by subject; `problems` gets those that cannot be read, where nobody named them."""
    for subject in store.subjects() if subjects is None else subjects:
        try:
            record = store.load(subject).values
        except StoreFault as fault:
            if subjects is not None:
                raise
            problems.append(fault.problem)
            continue
        for each in findings(store.fields, record, date.today()):
            yield Found(subject, each.path, each.rule, each.message, each.source)
