"""A form as it was at an earlier edit, such as the last that made it final, told from the history of its subject."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from siptui.framework.model import Form
from siptui.framework.places import STATE
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import Fields
from siptui.records.values import Value
from siptui.rules.steps import way_of


class AsItWas(Struct, frozen=True):
    """The values of a form as the edit of that revision left them, and who made it when (ISO, UTC)."""

    revision: int
    who: str
    when: str
    values: Mapping[str, Value]


def as_it_was(
    fields: Fields, form: Form, place: str, record: Record, backwards: Iterable[Edit], at: int | Literal["final"]
) -> AsItWas | None:
    """The form as the edit of a revision left it, or the last that made it final and was not taken back.

    `record` is as the latest edit leaves it, `backwards` the history told from its end. None where there is no such.
    """
    way = way_of(fields.framework, form)
    final = {state.key for state in way.states if state.final} if way else set()
    inside = {path: _is_in(fields, form, place, path) for path in record}
    values = {path: value for path, value in record.items() if inside[path]}
    taken_back: dict[int, int] = {}
    for edit in backwards:
        if edit.why == "undo":
            taken_back[edit.of] = taken_back.get(edit.of, 0) + 1
        if edit.revision == at or (at == "final" and _arrives(edit, place, final, taken_back)):
            return AsItWas(edit.revision, edit.who, edit.when, values)
        for change in edit.changes:
            if change.path not in inside:
                inside[change.path] = _is_in(fields, form, place, change.path)
            if inside[change.path]:
                _take_back(values, change)
    return None


def _arrives(edit: Edit, place: str, final: set[str], taken_back: dict[int, int]) -> bool:
    """Whether an edit brings the form to a final state, and stands."""
    if not any(c.path == f"{place}/{STATE}" and c.new in final for c in edit.changes):
        return False
    if edit.why == "undo":
        return True  # of the step that had opened it again
    meant = edit.of if edit.why == "redo" else edit.revision
    if taken_back.get(meant):
        taken_back[meant] -= 1
        return False
    return True


def _take_back(values: dict[str, Value], change: Change) -> None:
    values.pop(change.path, None)
    if isinstance(change.old, str | int | float):
        values[change.path] = change.old


def _is_in(fields: Fields, form: Form, place: str, path: str) -> bool:
    field = fields.find(path)
    return field is not None and field.form == form.key and form.place_of(path) == place
