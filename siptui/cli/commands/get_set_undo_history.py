"""get, set, undo, redo and history: a record by its paths."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import chain, islice
from typing import Any

import click
import msgspec

from siptui.cli.printing import counted, say, say_json, say_json_list, say_text
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import is_lost, made
from siptui.framework.places import STATE
from siptui.records.change import Change, Edit, Record
from siptui.records.paths_in_words import full_name, in_words
from siptui.records.problem import Problem, Refused
from siptui.records.typed_and_shown import moment, typed
from siptui.records.values import NOT_TYPED, BadValue, Field, Value, parse
from siptui.rules.computed import reckoned
from siptui.rules.forms.reckoned_values import reckoned_below
from siptui.rules.steps import state_of
from siptui.store.faults import StoreFault
from siptui.store.store import Store

WAYS = {"undo": "undone", "redo": "made again", "merge": "chosen in a clash"}
"""How an edit was made that is called otherwise in the history."""
MOST_FIELDS = 8
"""Of one edit that are named; more are counted."""


@command()
@click.argument("subject")
@click.argument("path", required=False)
@as_json
@of_year
@session
def get(session: Session, subject: str, path: str | None, json_: bool) -> None:
    """Print a field, a form, or the whole record. A text is printed bare, anything else as JSON."""
    value = get_value(session.store, session.store.find(subject), path)
    if json_ or not isinstance(value, str):
        say_json(value)
    else:
        say_text(value)


@command("set", context_settings={"ignore_unknown_options": True})  # a VALUE may be -5
@click.argument("subject")
@click.argument("path")
@click.argument("value")
@click.option("--expect", metavar="OLD", help="Only if the field still holds OLD.")
@session
def set_(session: Session, subject: str, path: str, value: str, expect: str | None) -> None:
    """Set a field; an empty VALUE clears it. When this ends well, it is on disk."""
    school_id = session.store.find(subject)
    moved = set_value(session.store, school_id, path, value, expect)
    made()
    if not moved:
        say(f"{school_id}: {path}: was so already")


@command()
@click.argument("subject")
@click.argument("path", required=False)
@click.option(
    "--last", type=click.IntRange(min=0), default=0, metavar="NUMBER", help="Only so many of the latest edits."
)
@as_json
@of_year
@session
def history(session: Session, subject: str, path: str | None, last: int, json_: bool) -> None:
    """Print what a field has held, oldest first, or every edit of a subject."""
    tell_history(session.store, session.store.find(subject), path, json_, last)


@command()
@click.argument("subject")
@as_json
@session
def undo(session: Session, subject: str, json_: bool) -> None:
    """Take back your latest edit of a subject, or the latest import, whole."""
    take_back(session.store, session.store.find(subject), json_)


@command()
@click.argument("subject")
@as_json
@session
def redo(session: Session, subject: str, json_: bool) -> None:
    """Make the edit again that you undid last."""
    take_back(session.store, session.store.find(subject), json_, again=True)


def get_value(store: Store, school_id: str, path: str | None) -> Any:
    """The value at a path ("" where it is empty), or the form below it as nested mappings. Raises Refused.

    What is reckoned is among it as it is reckoned today; a form's state is where it stands.
    """
    record = store.load(school_id).values
    path = (path or "").strip("/")
    if not path:
        return nested(record)
    store.access(school_id, record).refuse_to_read(store.fields, path)
    field = store.fields.find(path)
    if field and field.kind in NOT_TYPED:
        return _not_typed(store, record, field)
    if path in record:
        return record[path]
    below = {p: v for p, v in record.items() if p.startswith(path + "/")}
    below |= reckoned_below(store.fields, record, path, date.today())
    if not below and not any(p.startswith(path + "/") for p in store.fields):
        store.field(path)
        return ""
    found: Any = nested(below)
    for part in path.split("/"):
        found = found.get(part, {})
    return found


def _not_typed(store: Store, record: Record, field: Field) -> Value:
    if field.kind == "computed":
        found = reckoned(store.fields, record, field, date.today()).value
        return "" if found is None else found
    form = store.framework.form(field.form)
    place = form.place_of(field.path)
    state = state_of(store.framework, form, place, record)
    return state.key if state and field.path == f"{place}/{STATE}" else record.get(field.path, "")


def nested(record: Record) -> dict[str, Any]:
    """A flat record as mappings within mappings, one level a path segment.

    A value that others lie below, as percentages of groups below that of all, stands among them with no name.
    """
    top: dict[str, Any] = {}
    for path, value in sorted(record.items()):  # so a value comes before what lies below it
        *folders, name = path.split("/")
        here = top
        for folder in folders:
            below = here.setdefault(folder, {})
            if not isinstance(below, dict):
                below = here[folder] = {"": below}
            here = below
        here[name] = value
    return top


def set_value(store: Store, school_id: str, path: str, raw: str, expect: str | None) -> bool:
    """Set one field; with `expect` only if it still holds that. False where it held just that before.

    Raises Refused, Conflict, StoreFault.
    """
    path = path.strip("/")
    old: Value | msgspec.UnsetType | None = msgspec.UNSET
    if expect is not None:
        field = store.field(path)
        try:
            old = parse(field, expect)
        except BadValue as fault:
            raise Refused(
                Problem("--expect", str(fault), facts={"path": path, "reason": str(fault)}, code="bad_value")
            ) from None
    return store.change(school_id, [Change(path, raw, old)]) is not None


def edits(store: Store, school_id: str, path: str | None, last: int = 0) -> Iterator[dict[str, Any]]:
    """Every edit of a school, or those of one field or form, oldest first; with `last` only so many of the latest."""
    if last:
        latest = [*islice(_edits(store.history_back(school_id), path), last)]
        yield from reversed(latest)
    else:
        yield from _edits(store.history(school_id), path)


def _edits(found: Iterable[Edit], path: str | None) -> Iterator[dict[str, Any]]:
    for edit in found:
        changes = [c for c in edit.changes if path is None or c.path == path or c.path.startswith(path + "/")]
        if changes:
            yield {
                "revision": edit.revision,
                "when": edit.when,
                "who": edit.who,
                "why": edit.why,
                "changes": [{"path": c.path, "old": c.old, "new": c.new} for c in changes],
            }


def tell_history(store: Store, school_id: str, path: str | None, json_: bool, last: int = 0) -> None:
    """Print what a field has held, a line each, or every edit of a subject. Raises Refused for what is no field."""
    path = (path or "").strip("/") or None
    if path is not None:
        store.access(school_id, store.load(school_id).values).refuse_to_read(store.fields, path)
    found = edits(store, school_id, path, last)
    first = next(found, None)
    if first is None and path is not None:
        store.field(path)
    every = chain([first] if first else [], found)
    if json_:
        say_json_list(every)
        return
    for edit in every:
        if is_lost():
            return
        if path:
            for change in edit["changes"]:
                say("" if change["new"] is None else str(change["new"]))
        else:
            _tell_edit(store, edit)


def _tell_edit(store: Store, edit: dict[str, Any]) -> None:
    """One edit: when, by the clock on the wall, who and how; and what it brought, where it is no more than a few."""
    head = f"{moment(edit['when'])}  {edit['who']}  {WAYS.get(edit['why'], edit['why'])}"
    told = [f"{_name(store, c['path'])}: {in_words(store.fields, c['path'], c['new'])}" for c in edit["changes"]]
    if len(told) == 1:
        say(f"{head}  {told[0]}")
        return
    say(f"{head}  {counted(len(told), 'field')}")
    for line in told[:MOST_FIELDS]:
        say(f"    {line}")
    if len(told) > MOST_FIELDS:
        say(f"    and {len(told) - MOST_FIELDS:,} more (--json lists every one)")


def take_back(store: Store, school_id: str, json_: bool, *, again: bool = False) -> None:
    """Undo one's latest edit, or make it again, and say what stands now. Raises Refused, Conflict, StoreFault."""
    edit = store.redo(school_id) if again else store.undo(school_id)
    made()
    if json_:
        changes = [{"path": c.path, "old": c.old, "new": c.new} for c in edit.changes]
        say_json({"revision": edit.revision, "of": edit.of, "why": edit.why, "changes": changes})
        return
    of = None
    with suppress(StoreFault):  # it is done; what it was of is only told
        of = next((e for e in store.history_back(school_id) if e.revision == edit.of), None)
    what = f"edit {edit.of}" if of is None else f"{of.why}, {moment(of.when)}"
    say(f"{school_id}: {'made again' if again else 'taken back'}: {what}: {counted(len(edit.changes), 'field')}")
    for change in (edit.changes if again else edit.changes[::-1])[:MOST_FIELDS]:
        now = typed(change.new) or "empty"
        means = in_words(store.fields, change.path, change.new) if change.new is not None else now
        say(f"    {_name(store, change.path)}: {now} again" + (f" ({means})" if means != now else ""))
    if len(edit.changes) > MOST_FIELDS:
        say(f"    and {len(edit.changes) - MOST_FIELDS:,} more")


def _name(store: Store, path: str) -> str:
    return full_name(store.framework, store.fields, path)
