"""import of a list of schools and whose each is: what it would put in, what it asks, and on yes all of it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from siptui.cli.printing import agreed, complain, counted, say, say_json, say_table
from siptui.cli.streams import made
from siptui.intake.read_in_child import read_listed
from siptui.records.change import Change
from siptui.records.problem import Problem, Refused
from siptui.sheets.cells import Sheet
from siptui.store.store import Store
from siptui.workbooks.lists.list_words import list_words
from siptui.workbooks.lists.proposal import AUTHORITY, NO_NUMBERS, ListProposal, Meant, propose
from siptui.workbooks.lists.read_list import ListRead, read_list
from siptui.workbooks.lists.take_list import counted_facts, entries, numbers_of, take_list

BY = {
    "register": "as the register says",
    "name": "by their own names",
    "heading": "by the heading they stand under",
    "answer": "as answered",
}


def import_list(store: Store, file: Path, dry_run: bool, yes: bool, answers: tuple[str, ...], json_: bool) -> None:
    """Say what a list would put in, and on yes put it in.

    Raises Refused for a file that is no list; leaves with status 1 while a question is open or something is wrong.
    """
    words, given = list_words(), dict(_answer(each) for each in answers)
    read = read_listed(file, given.get(AUTHORITY, ""))
    if not (read.schools or read.not_there or read.authorities):
        what, do = "is no list of schools and whose they are", f"give it columns such as {words.headings}"
        raise Refused(Problem(file.name, what, do, code="no_list"))
    rows, problems = store.overview()
    if problems:
        raise Refused(*problems)
    numbered = any("urn" in each.also for each in read.schools) or bool(read.not_there)
    numbers = numbers_of(store, [row.id for row in rows]) if numbered else NO_NUMBERS
    found = propose(file.name, read, words, store.framework, store.office, rows, given, numbers)
    written = entries(store, file.name, found)
    if json_:
        say_json(_told(found, written))
    else:
        _tell(file, read, found, counted_facts(written, store))
    for problem in found.problems:
        complain(problem.line())
    for question in () if json_ else found.questions:
        choices = f" ({', '.join(question.choices)})" if question.choices else ""
        complain(f"{file.name}: {question.where}: {question.asks}{choices}; --answer '{question.key}=...'")
    if found.questions or found.problems:
        raise click.exceptions.Exit(1)
    if dry_run or not written:
        return
    asked = f"{counted(len(found.new), 'school')} and {counted(len(found.people), 'person', 'people')}"
    if not yes and not agreed(f"Put in {asked}?"):
        raise Refused(Problem(file.name, "nothing was changed", "add --yes to make these changes", code="not_agreed"))
    take_list(store, file.name, found)
    made()
    if not json_:
        say(f"{asked} put in" + (f", {counted(len(found.moved), 'school')} given to another" if found.moved else ""))


def is_list(sheets: Sequence[Sheet]) -> bool:
    """Whether sheets are those of such a list."""
    return bool(read_list(sheets, list_words()).schools)


def _answer(text: str) -> tuple[str, str]:
    key, equals, value = text.rpartition("=")
    if not equals or not key:
        raise click.UsageError(f"--answer {text[:60]!r}: give it as KEY=VALUE")
    return key.strip(), value.strip()


def _tell(file: Path, read: ListRead, found: ListProposal, besides: Mapping[str, int]) -> None:
    schools, people = counted(len(read.schools), "school"), counted(len(read.people), "person", "people")
    say(f"{file.name}: a list of {schools}, with {people} in its key")
    if found.new or found.moved:
        say_table(("School", "Phase", "SIP", "Here"), [*_rows(found.new, "new"), *_rows(found.moved, "")])
    for by, phases in found.by_phase.items():
        if by in BY:
            counts = ", ".join(f"{count} {phase or 'not known'}" for phase, count in phases.items())
            say(f"phases {BY[by]}: {counts}")
    if besides:
        also = ", ".join(f"{label} of {count}" for label, count in besides.items())
        say(f"of new schools also: {also}")
    for gone in found.not_there:
        how = f"closed {gone.on}".strip() if gone.closed else gone.status
        say(f"not added: {gone.name} ({gone.urn}), {how}" + (f", now {gone.became}" if gone.became else ""))
    if found.closing:
        say(f"open, but proposed to close: {', '.join(found.closing)}")
    if found.alike:
        say(f"of one name, and told apart by their numbers: {', '.join(found.alike)}")
    for initials, name in found.people.items():
        say(f"new: {initials} {name or '(nobody says who)'}, as internal; `siptui add-person` says more")
    if found.same:
        say(f"{counted(len(found.same), 'school')} as they are here already")
    if found.not_listed and (found.same or found.moved):
        say(f"not in the list: {', '.join(found.not_listed)}")


def _rows(schools: Iterable[Meant], here: str) -> Iterable[tuple[str, ...]]:
    for each in schools:
        yield each.listed.name, each.phase or "?", each.sip, here or f"is {each.sip_before or 'nobody'}'s"


def _told(found: ListProposal, written: Sequence[tuple[str, list[Change]]]) -> Mapping[str, Any]:
    def school(each: Meant) -> dict[str, Any]:
        return {
            "name": each.listed.name,
            "id": each.id,
            "phase": each.phase,
            "phase_by": each.phase_by,
            "sip": each.sip,
            "sip_before": each.sip_before,
            "where": each.listed.where,
            **each.listed.also,
        }

    return {
        "kind": "caseload",
        "new": [school(each) for each in found.new],
        "moved": [school(each) for each in found.moved],
        "same": [each.id for each in found.same],
        "people": found.people,
        "changes": [{"subject": subject, "path": c.path, "new": c.new} for subject, some in written for c in some],
        "not_listed": found.not_listed,
        "not_there": [structs.asdict(each) for each in found.not_there],
        "closing": found.closing,
        "questions": [structs.asdict(each) for each in found.questions],
        "problems": found.problems,
    }
