"""check: what the framework's rules find in the records, and what proofing finds in what is written there."""

from collections.abc import Iterator
from datetime import date

import click
from msgspec import Struct, structs

from siptui.cli.commands.proofing_findings import Drafts, Marked
from siptui.cli.printing import counted, say, say_json, say_problems
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.records.controls_made_visible import quoted
from siptui.records.paths_in_words import full_name, not_asked
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import typed
from siptui.rules.findings import findings
from siptui.store.faults import StoreFault
from siptui.store.store import Store

GONE = "no_longer_asked"
"""What stands for a rule where a value's field is no longer on any form."""


class Found(Struct, frozen=True):
    """A finding as it is printed."""

    subject: str
    path: str
    rule: str
    message: str
    source: str


@command()
@click.argument("subject", required=False)
@click.option("--no-spelling", is_flag=True, help="Look for slips, such as a word twice, and not at the spelling.")
@as_json
@of_year
@session
def check(session: Session, subject: str | None, no_spelling: bool, json_: bool) -> None:
    """Print what the rules find in a subject's forms, or in everybody's: a line each, with the rule's source.

    Then what is kept and no longer asked, and the spelling and slips of what is written there and not locked.
    """
    store = session.store
    tell_findings(store, [store.find(subject)] if subject else None, json_, spelling=not no_spelling)


def tell_findings(store: Store, subjects: list[str] | None, json_: bool, *, spelling: bool = True) -> None:
    """Print every finding in some subjects, or in all; findings are no fault, and end well. Raises StoreFault."""
    problems: list[Problem] = []
    found = list(_found(store, subjects, Drafts(store, spelling), problems))
    if json_:
        say_json([structs.asdict(each) for each in found])
    else:
        for each in found:
            name = full_name(store.framework, store.fields, each.path)
            say(f"{each.subject}: {name}: {each.message}" + (f" ({each.source})" if each.source else ""))
        say(counted(len(found), "finding") if found else "nothing found")
    say_problems(problems)


def _found(
    store: Store, subjects: list[str] | None, drafts: Drafts, problems: list[Problem]
) -> Iterator[Found | Marked]:
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
        for path, value in sorted(not_asked(store.fields, record).items()):
            yield Found(subject, path, GONE, f"holds {quoted(typed(value))}, which is kept and on no form", "")
        yield from drafts.marked(subject, record)
