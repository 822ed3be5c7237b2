"""Where a figure came from, told for a person or as JSON."""

from typing import Any

import click
from msgspec import to_builtins

from siptui.cli.printing import counted, say, say_json
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.records.change import Edit
from siptui.records.edit_that_set_a_value import origin
from siptui.records.source import Figure
from siptui.records.typed_and_shown import moment
from siptui.rules.progress import shown
from siptui.store.store import Store


@command()
@click.argument("school")
@click.argument("path")
@as_json
@of_year
@session
def source(session: Session, school: str, path: str, json_: bool) -> None:
    """Tell where a figure came from: the file, its columns, the pupils counted and left out; when, and by whom."""
    tell_source(session.store, session.store.find_school(school), path, json_)


def tell_source(store: Store, school_id: str, path: str, json_: bool) -> None:
    """Print where the value at `path` came from. Raises Refused where there is no such field."""
    path = path.strip("/")
    field = store.field(path)
    value = store.load(school_id).values.get(path)
    found = origin(store.history(school_id), path)
    if found is None:
        if json_:
            say_json(None)
        else:
            say(f"{field.label}: was never set")
        return
    edit, figure = found
    if json_:
        say_json({"path": path, "value": value, **_as_data(edit, figure)})
        return
    text = shown(value, 2) if isinstance(value, int | float) else "empty" if value is None else str(value)
    say(f"{field.label}: {text}")
    say(f"  {edit.why}, on {moment(edit.when)} by {edit.who}")
    if figure:
        _tell(edit, figure)


def _as_data(edit: Edit, figure: Figure | None) -> dict[str, Any]:
    told: dict[str, Any] = {"revision": edit.revision, "who": edit.who, "when": edit.when, "why": edit.why}
    if figure and edit.source:
        told |= {"file": edit.source.file, "sha256": edit.source.sha256, "answers": edit.source.answers}
        told |= {"columns": figure.columns, "pupils": figure.pupils}
        told |= {"left_out": figure.left_out, "reasons": figure.reasons}
        told |= {"results_left_out": figure.results_left_out}
        told["groups"] = {name: {"aps": g.aps, "pupils": g.pupils} for name, g in figure.groups.items()}
    return to_builtins(told)  # type: ignore[no-any-return]


def _tell(edit: Edit, figure: Figure) -> None:
    say(f"  columns: {'; '.join(figure.columns)}")
    reasons = ", ".join(f"{count} {reason}" for reason, count in figure.reasons.items())
    say(f"  pupils counted: {figure.pupils}; left out: {figure.left_out}" + (f" ({reasons})" if reasons else ""))
    if figure.results_left_out:
        say(f"  incomplete: {counted(figure.results_left_out, 'pupil')} with a result not counted in it")
    for name, group in figure.groups.items():
        say(f"  {name}: {shown(group.aps, 2)} ({group.pupils} pupils)")
    for key, value in edit.source.answers.items() if edit.source else ():
        say(f"  answered: {key}={value}")
    if edit.source:
        say(f"  the file's SHA-256: {edit.source.sha256}")
