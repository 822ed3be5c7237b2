"""Every command, with what it takes. What it does is in a module that is imported when it runs."""

from pathlib import Path
from typing import Any

import click

from siptui import __version__
from siptui.cli.open_application import open_application, run_application
from siptui.cli.printing import say, say_json, say_text, whole
from siptui.cli.session import Session
from siptui.cli.streams import is_terminal, made

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON.")
session = click.pass_obj


def _say_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        say_text(context.get_help())
        context.exit()


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        say(f"siptui, version {__version__}")
        context.exit()


class _Command(click.Command):
    """A command whose help is printed where all else is."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.callback = _say_help
        return option


class _Commands(_Command, click.Group):
    """The commands."""

    command_class = _Command


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path, readable=False),  # what may not be read is said by the store itself
    envvar="SIPTUI_STORE",
    help="The store's folder.",
)
@click.option("--as", "login", metavar="LOGIN", help="Edit under this login instead of your own.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Print the version."
)
@click.pass_context
def cli(context: click.Context, folder: Path | None, login: str | None) -> None:
    """Caseload, visits, judgements and Part F for School Improvement Partners.

    Without a command, opens the caseload. SCHOOL is an id or any part of a name that only one school has.
    """
    context.obj = Session(folder, login)
    if context.invoked_subcommand is None:
        context.exit(open_application(context.obj, None))


@cli.command("open")
@click.argument("school", required=False)
@session
def open_(session: Session, school: str | None) -> None:
    """Open the caseload, or a school."""
    raise click.exceptions.Exit(open_application(session, school))


@cli.command()
@click.option("--framework", "name", help="The authority's forms, by name.")
@click.option("--shared", is_flag=True, help="Let a group of this machine's users work in it.")
@click.option("--group", metavar="NAME", help="The group that it is shared with.")
@click.option("--read-only", is_flag=True, help="The group may read and not edit.")
@session
def init(session: Session, name: str | None, shared: bool, group: str | None, read_only: bool) -> None:
    """Make a store: your own, which nobody else may look into, or one that a group shares."""
    from siptui.cli.commands.store_care import make_store

    if (shared or read_only) and not group:
        raise click.UsageError("--shared needs --group NAME, the users that it is shared with")
    make_store(session.place, session.who, name, group, write=not read_only)


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--schools", type=click.IntRange(1, 20000), default=12, help="How many schools to invent.")
@session
def demo(session: Session, folder: Path | None, schools: int) -> None:
    """Make a store with an invented caseload in FOLDER, or open the one there.

    Without a terminal its review is printed.
    """
    from siptui.cli.commands.demo import demo_store
    from siptui.cli.commands.every_school import tell_review

    place = folder or session.folder or session.place.with_name("siptui-demo")
    store = demo_store(place, session.who, schools)
    made()
    if is_terminal("stdin", "stdout"):
        raise click.exceptions.Exit(run_application(store, None))
    tell_review(Session(place, session.login).store)
    say("")
    say("This caseload is invented. Open it in a terminal with:")
    say(f"  siptui --store {whole(place)}")


@cli.command("add-school")
@click.argument("name")
@click.option("--phase", required=True, help="Such as primary, junior, secondary, special.")
@click.option("--sip", default="", metavar="INITIALS", help="Whose school it is.")
@session
def add_school(session: Session, name: str, phase: str, sip: str) -> None:
    """Add a school; prints its id."""
    school_id = session.store.add_school(name, phase, sip)
    made()
    say(school_id)


@cli.command()
@as_json
@session
def schools(session: Session, json_: bool) -> None:
    """List the schools: id, name, phase, SIP."""
    from siptui.cli.commands.every_school import tell_schools

    tell_schools(session.store, json_)


@cli.command()
@click.argument("school")
@click.argument("path", required=False)
@as_json
@session
def get(session: Session, school: str, path: str | None, json_: bool) -> None:
    """Print a field, a form, or the whole record. A text is printed bare, anything else as JSON."""
    from siptui.cli.commands.get_set_undo_history import get_value

    value = get_value(session.store, session.store.find(school), path)
    if json_ or not isinstance(value, str):
        say_json(value)
    else:
        say_text(value)


@cli.command("set", context_settings={"ignore_unknown_options": True})  # a VALUE may be -5
@click.argument("school")
@click.argument("path")
@click.argument("value")
@click.option("--expect", metavar="OLD", help="Only if the field still holds OLD.")
@session
def set_(session: Session, school: str, path: str, value: str, expect: str | None) -> None:
    """Set a field; an empty VALUE clears it. When this ends well, it is on disk."""
    from siptui.cli.commands.get_set_undo_history import set_value

    school_id = session.store.find(school)
    moved = set_value(session.store, school_id, path, value, expect)
    made()
    if not moved:
        say(f"{school_id}: {path}: was so already")


@cli.command()
@click.argument("school")
@click.argument("path", required=False)
@click.option(
    "--last", type=click.IntRange(min=0), default=0, metavar="NUMBER", help="Only so many of the latest edits."
)
@as_json
@session
def history(session: Session, school: str, path: str | None, last: int, json_: bool) -> None:
    """Print what a field has held, oldest first, or every edit of a school."""
    from siptui.cli.commands.get_set_undo_history import tell_history

    tell_history(session.store, session.store.find(school), path, json_, last)


@cli.command()
@click.argument("school")
@click.argument("path")
@as_json
@session
def source(session: Session, school: str, path: str, json_: bool) -> None:
    """Tell where a figure came from: the file, its columns, the pupils counted and left out; when, and by whom."""
    from siptui.cli.commands.figure_source import tell_source

    tell_source(session.store, session.store.find(school), path, json_)


@cli.command()
@click.argument("school")
@as_json
@session
def undo(session: Session, school: str, json_: bool) -> None:
    """Take back your latest edit of a school, or the latest import, whole."""
    from siptui.cli.commands.get_set_undo_history import take_back

    take_back(session.store, session.store.find(school), json_)


@cli.command()
@click.argument("school")
@as_json
@session
def redo(session: Session, school: str, json_: bool) -> None:
    """Make the edit again that you undid last."""
    from siptui.cli.commands.get_set_undo_history import take_back

    take_back(session.store, session.store.find(school), json_, again=True)


@cli.command()
@click.option("--json", "json_", is_flag=True, help="Changes nothing: a dump is JSON.")
@session
def dump(session: Session, json_: bool) -> None:
    """Print every record, a line a school: its id, a tab, and the record as JSON."""
    from siptui.cli.commands.every_school import dump_records

    del json_
    dump_records(session.store)


@cli.command()
@as_json
@session
def verify(session: Session, json_: bool) -> None:
    """Check every file of the store: whole, with all its history, and nobody else's."""
    from siptui.cli.commands.store_care import verify_store

    verify_store(session.store, json_)


@cli.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(0, 400), metavar="NUMBER", help="How many daily copies the store keeps.")
@session
def backup(session: Session, file: Path | None, keep: int | None) -> None:
    """Copy the store into one FILE, while others may be writing; without FILE, make today's copy in the store."""
    from siptui.cli.commands.store_care import back_up, daily_copy

    if keep is not None:
        session.store.keep_copies(keep)
    if file:
        back_up(session.store, file)
    else:
        daily_copy(session.store)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--school", "schools", multiple=True, metavar="ID", help="Only this school; may be given again.")
@session
def restore(session: Session, file: Path, schools: tuple[str, ...]) -> None:
    """Put back what a backup holds, in a new store or over a damaged one.

    What stands there is kept aside, in the store's folder `kept`.
    """
    from siptui.store import engines

    for line in engines.restore(session.place, file, schools):
        say(line)
    made()


@cli.command()
@session
def rebuild(session: Session) -> None:
    """Mend a damaged store from its own history, copies and records; what is replaced is kept aside."""
    from siptui.cli.commands.store_care import rebuild_store

    rebuild_store(session.place, session.who)


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--school", help="The school it is of.")
@click.option("--kind", type=click.Choice(["tracking"]), default="tracking", help="What the file is.")
@click.option("--dry-run", is_flag=True, help="Say what it would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Make the changes without asking.")
@click.option("--answer", "answers", multiple=True, metavar="KEY=VALUE", help="Answer a question it asks.")
@click.option("--password", is_flag=True, help="It is locked: ask for its password, or read a line of standard input.")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx",
    help="Also write a copy of FILE for the school, with what was not understood marked.",
)
@click.option("--details", is_flag=True, help="Say everything: every figure, column, and cell that was not counted.")
@as_json
@session
def import_(session: Session, /, file: Path, school: str | None, kind: str, **how: Any) -> None:
    """Read a school's tracking spreadsheet into its progress grid."""
    from siptui.cli.commands.import_file import import_tracking

    if not school:
        raise click.UsageError(f"--kind {kind} needs --school")
    import_tracking(session.store, session.store.find(school), file, **how)


@cli.command("export")
@click.argument("kind", type=click.Choice(["summary"]))
@click.argument("school", required=False)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The file to write, or with --all a folder."
)
@click.option("--all", "all_", is_flag=True, help="One file for every school.")
@as_json
@session
def export(session: Session, kind: str, school: str | None, out: Path, all_: bool, json_: bool) -> None:
    """Write a workbook: Part F, for the governors."""
    from siptui.cli.commands.export_file import export_caseload, export_summary

    if bool(school) == all_:
        raise click.UsageError("name one SCHOOL, or give --all")
    if school:
        export_summary(session.store, session.store.find(school), out, json_)
    else:
        export_caseload(session.store, kind, out, json_)


@cli.command()
@click.option("--sip", metavar="INITIALS", help="Only this SIP's schools.")
@click.option("--out", type=click.Path(path_type=Path), help="Write it as a workbook.")
@as_json
@session
def review(session: Session, sip: str | None, out: Path | None, json_: bool) -> None:
    """Print the whole caseload: visits, categories, reds, next visit."""
    from siptui.cli.commands.every_school import tell_review

    tell_review(session.store, sip, out, json_)
