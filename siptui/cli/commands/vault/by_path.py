"""vault get, set, history, undo, redo, forms, new and step: as of the store, of what is confidential."""

import sys

import click

from siptui.cli.commands.forms_and_steps import begin, on_day, take_step, tell_all_forms, tell_forms, tell_steps
from siptui.cli.commands.get_set_undo_history import get_value, nested, set_value, take_back, tell_history
from siptui.cli.commands.vault.unlocked import Unlocked
from siptui.cli.printing import say, say_json, say_text
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import made


@command()
@click.argument("school")
@click.argument("path", required=False)
@as_json
@session
def get(at: Unlocked, school: str, path: str | None, json_: bool) -> None:
    """Print a field, a form, or all that the vault has of a school."""
    school_id = at.store.find_school(school)
    opened = at.vault
    value = (
        get_value(opened, school_id, path) if path else nested(opened.copied.left_out(opened.load(school_id).values))
    )
    if json_ or not isinstance(value, str):
        say_json(value)
    else:
        say_text(value)


@command("set", context_settings={"ignore_unknown_options": True})  # a VALUE may be -5
@click.argument("school")
@click.argument("path")
@click.argument("value")
@click.option("--expect", metavar="OLD", help="Only if the field still holds OLD.")
@session
def set_(at: Unlocked, school: str, path: str, value: str, expect: str | None) -> None:
    """Set a field; an empty VALUE clears it; - reads VALUE from standard input, where nobody looks on."""
    school_id = at.store.find_school(school)
    opened = at.vault
    if value == "-":
        value = sys.stdin.read().rstrip("\n")
    moved = set_value(opened, school_id, path, value, expect)
    made()
    at.say_notes()
    if not moved:
        say(f"{school_id}: {path}: was so already")


@command()
@click.argument("school")
@click.argument("path", required=False)
@click.option("--last", type=click.IntRange(min=0), default=0, metavar="NUMBER", help="Only so many of the latest.")
@as_json
@session
def history(at: Unlocked, school: str, path: str | None, last: int, json_: bool) -> None:
    """Print what a field has held, oldest first, or every edit of a school's forms."""
    school_id = at.store.find_school(school)
    tell_history(at.vault, school_id, path, json_, last)


@command()
@click.argument("school")
@as_json
@session
def undo(at: Unlocked, school: str, json_: bool) -> None:
    """Take back your latest edit of a school's confidential forms."""
    school_id = at.store.find_school(school)
    take_back(at.vault, school_id, json_)


@command()
@click.argument("school")
@as_json
@session
def redo(at: Unlocked, school: str, json_: bool) -> None:
    """Make the edit again that you undid last."""
    school_id = at.store.find_school(school)
    take_back(at.vault, school_id, json_, again=True)


@command()
@click.argument("school", required=False)
@as_json
@session
def forms(at: Unlocked, school: str | None, json_: bool) -> None:
    """List the confidential forms of a school and how far each is; without SCHOOL, those that there are."""
    if school is None:
        from siptui.vault.vault_fields import VaultFields

        tell_all_forms(VaultFields(at.store.framework), json_)
        return
    school_id = at.store.find_school(school)
    tell_forms(at.vault, school_id, json_)


@command()
@click.argument("school")
@click.argument("form")
@on_day
@as_json
@session
def new(at: Unlocked, school: str, form: str, on: str | None, json_: bool) -> None:
    """Begin one of a form that occurs many times; prints its path."""
    school_id = at.store.find_school(school)
    begin(at.vault, school_id, form, on, json_)


@command()
@click.argument("school")
@click.argument("path")
@click.argument("step", required=False)
@on_day
@click.option("--reason", default="", metavar="TEXT", help="Why; some steps ask for it.")
@as_json
@session
def step(at: Unlocked, school: str, path: str, step: str | None, on: str | None, reason: str, json_: bool) -> None:
    """Take a step of a form; without STEP, list those that can be taken now."""
    school_id = at.store.find_school(school)
    if step is None:
        tell_steps(at.vault, school_id, path.strip("/"), json_)
    else:
        take_step(at.vault, school_id, path.strip("/"), step, on, reason, json_)
