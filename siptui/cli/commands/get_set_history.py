"""get, set and history: a record by its paths."""

from typing import Any

import msgspec

from siptui.cli.printing import say, say_json
from siptui.records.change import Change, Record
from siptui.records.problem import Problem, Refused
from siptui.records.values import BadValue, Value, parse
from siptui.store.store import Store


def get_value(store: Store, school_id: str, path: str | None) -> Any:
    """The value at a path ("" where it is empty), or the form below it as nested mappings. Raises Refused."""
    record = store.load(school_id).values
    path = (path or "").strip("/")
    if not path:
        return nested(record)
    if path in record:
        return record[path]
    below = {p: v for p, v in record.items() if p.startswith(path + "/")}
    if not below and not any(p.startswith(path + "/") for p in store.fields):
        store.field(path)
        return ""
    found: Any = nested(below)
    for part in path.split("/"):
        found = found.get(part, {})
    return found


def nested(record: Record) -> dict[str, Any]:
    """A flat record as mappings within mappings, one level a path segment."""
    top: dict[str, Any] = {}
    for path, value in record.items():
        *folders, name = path.split("/")
        here = top
        for folder in folders:
            here = here.setdefault(folder, {})
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
            raise Refused(Problem("--expect", str(fault))) from None
    return store.change(school_id, [Change(path, raw, old)]) is not None


def edits(store: Store, school_id: str, path: str | None) -> list[dict[str, Any]]:
    """Every edit of a school, or those of one field or form, oldest first."""
    found = []
    for edit in store.history(school_id):
        changes = [c for c in edit.changes if path is None or c.path == path or c.path.startswith(path + "/")]
        if changes:
            found.append(
                {
                    "revision": edit.revision,
                    "when": edit.when,
                    "who": edit.who,
                    "why": edit.why,
                    "changes": [{"path": c.path, "old": c.old, "new": c.new} for c in changes],
                }
            )
    if path is not None and not found:
        store.field(path)
    return found


def one_line(value: Value) -> str:
    """A value on one line; line ends within a text are shown as ⏎."""
    return str(value).replace("\n", "⏎")


def tell_history(store: Store, school_id: str, path: str | None, json_: bool) -> None:
    """Print what a field has held, a line each, or every edit of a school. Raises Refused for what is no field."""
    found = edits(store, school_id, path or None)
    if json_:
        say_json(found)
        return
    for edit in found:
        for change in edit["changes"]:
            new = change["new"]
            if path:
                say("" if new is None else one_line(new))
            else:
                text = "(cleared)" if new is None else one_line(new)
                say(f"{edit['when']}  {edit['who']}  {edit['why']}  {change['path']}  {text}")
