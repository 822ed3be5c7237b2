"""note and find: the note of visit in plain words, what changed in it, and every text that holds some words."""

from collections.abc import Iterator
from datetime import date

import click
from msgspec import structs

from siptui.cli.printing import counted, say, say_json, say_problems
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.records.change import Record
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem, Refused
from siptui.reports.texts_found import Found, as_sought, excerpt, texts_with
from siptui.store.faults import StoreFault
from siptui.store.store import Store


@command("note")
@click.argument("school")
@click.option("--visit", default="", metavar="VISIT", help="Only that visit's part.")
@click.option("--diff", "since", type=click.IntRange(min=0), metavar="REVISION", help="What changed since then.")
@as_json
@of_year
@session
def note_(session: Session, school: str, visit: str, since: int | None, json_: bool) -> None:
    """Print the note of visit in plain words, for a screen reader, mail or a pipe."""
    store = session.store
    school_id = store.find_school(school)
    if since is None:
        tell_note(store, school_id, visit, json_)
    else:
        tell_changes(store, school_id, visit, since, json_)


@command()
@click.argument("text")
@as_json
@of_year
@session
def find(session: Session, text: str, json_: bool) -> None:
    """Print every text of the caseload that holds TEXT, whatever its capitals and spaces."""
    tell_found(session.store, text, json_)


def tell_note(store: Store, school_id: str, visit: str, json_: bool) -> None:
    """Print the note as it stands. Raises Refused, StoreFault."""
    from siptui.documents.layout.note import note
    from siptui.documents.plain_text import plain_words

    school = store.load(school_id)
    document = note(store.fields, school.values, date.today(), visit)
    lines = plain_words(document, school.revision)
    if json_:
        about = {"subject": school_id, "title": document.title, "revision": school.revision, "draft": document.draft}
        say_json({**about, "states": document.states, "lines": lines})
        return
    for line in lines:
        say(line)


def tell_changes(store: Store, school_id: str, visit: str, since: int, json_: bool) -> None:
    """Print what differs in the note since a revision. Raises Refused where there was none such, StoreFault."""
    from siptui.documents.differences import differences
    from siptui.documents.layout.note import note

    school = store.load(school_id)
    before: Record | None = store.as_of(school_id, since)
    if before is None:
        what, do = f"has no revision {since}", f"give a number up to {school.revision}; `siptui history` tells them"
        facts = {"revision": since, "latest": school.revision}
        raise Refused(Problem(school_id, what, do, facts=dict(facts), code="no_such_revision"))
    then, now = (note(store.fields, record, date.today(), visit) for record in (before, school.values))
    found = differences(then, now)
    if json_:
        say_json([structs.asdict(each) for each in found])
        return
    say(f"{counted(len(found), 'answer')} changed from revision {since} to {school.revision}")
    for each in found:
        say("")
        say(f"{full_name(store.framework, store.fields, each.path)}:")
        for told, text in (("was", each.was), ("now", each.now)):
            say(f"  {told}: " + (text.replace("\n", " / ") or "(empty)"))


def tell_found(store: Store, text: str, json_: bool) -> None:
    """Print every text that holds the words; none is no fault. Raises Refused for no words, StoreFault."""
    wanted = as_sought(text)
    if not wanted:
        raise Refused(Problem("TEXT", "is empty", "give the words to look for", code="nothing_to_find"))
    problems: list[Problem] = []
    found = list(_found(store, wanted, problems))
    if json_:
        say_json([structs.asdict(each) for each in found])
    else:
        for each in found:
            name = full_name(store.framework, store.fields, each.path)
            say(f"{each.subject}: {name}: {excerpt(each.text, wanted)}")
        say(f"{counted(len(found), 'text')} found" if found else "nothing found")
    say_problems(problems)


def _found(store: Store, wanted: str, problems: list[Problem]) -> Iterator[Found]:
    for subject in store.subjects():
        try:
            record = store.load(subject).values
        except StoreFault as fault:
            problems.append(fault.problem)
            continue
        yield from texts_with(wanted, store.fields, subject, record)
