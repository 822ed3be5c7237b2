"""Every command by name, and the module that declares it beside its code: imported when the command runs."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from siptui import __version__
from siptui.cli.open_application import open_application
from siptui.cli.printing import say
from siptui.cli.session import Session
from siptui.cli.shared_options import Command, session
from siptui.store.engines import Place as AnyPlace
from siptui.store.engines import place_named

MODULES = {
    "caseload.allocate": ("allocate",),
    "caseload.due": ("due",),
    "caseload.evaluations": ("evaluations",),
    "caseload.glance": ("glance",),
    "caseload.quality": ("quality",),
    "caseload.review": ("review",),
    "caseload.years": ("new-year", "years"),
    "check_rules": ("check",),
    "demo": ("demo",),
    "every_school": ("add-school", "schools", "dump"),
    "export_file": ("export",),
    "figure_source": ("source",),
    "framework": ("framework",),
    "forms_and_steps": ("forms", "new", "step"),
    "get_set_undo_history": ("get", "set", "history", "undo", "redo"),
    "help_topics": ("help",),
    "import_file": ("import",),
    "people": ("add-person", "people", "private-people"),
    "documents.note_in_words": ("note", "find"),
    "vault": ("vault",),
    "store.care": ("init", "verify", "backup", "restore", "rebuild"),
    "store.move": ("move",),
}
"""The modules in `siptui.cli.commands`, and the names of the commands that each declares."""
MODULE_OF = {name: module for module, names in MODULES.items() for name in names}


class Place(click.Path):
    """A folder, or the address of a database."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder as a Path, the address as it stands."""
        place = place_named(value) if isinstance(value, str) else value
        return place if isinstance(place, str) else super().convert(value, param, ctx)


class Commands(Command, click.Group):
    """The commands; a module of `MODULES` is imported when one of its commands is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *MODULE_OF})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in MODULE_OF:
            module = import_module(f"siptui.cli.commands.{MODULE_OF[cmd_name]}")
            for each in vars(module).values():
                if isinstance(each, click.Command):
                    self.add_command(each)
        return self.commands.get(cmd_name)


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        say(f"siptui, version {__version__}")
        context.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store",
    "folder",
    type=Place(path_type=Path, readable=False),  # what may not be read is said by the store itself
    envvar="SIPTUI_STORE",
    help="The store's folder, or its address (postgresql://HOST/DATABASE); else what the variable SIPTUI_STORE names, "
    "else one among your own data.",
)
@click.option("--as", "login", metavar="LOGIN", help="Edit under this login instead of your own.")
@click.option("--year", metavar="YEAR", help="Read a year that is over, such as 2009-10.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Print the version."
)
@click.pass_context
def cli(context: click.Context, folder: AnyPlace | None, login: str | None, year: str | None) -> None:
    """Caseload, visits, judgements and Part F for School Improvement Partners.

    Without a command, opens the caseload. SCHOOL is an id or any part of a name that only one school has; SUBJECT is a
    school, a person by initials (@AB), or the office (@office).
    """
    by_variable = context.get_parameter_source("folder") is ParameterSource.ENVIRONMENT
    context.obj = Session(folder, login, by_variable=by_variable, year=year)
    if context.invoked_subcommand is None:
        context.exit(open_application(context.obj, None))


@cli.command("open", cls=Command)
@click.argument("subject", required=False, metavar="[SUBJECT[/PATH]]")
@session
def open_(session: Session, subject: str | None) -> None:
    """Open the caseload, a school, a person's forms (@AB) or the office's (@office).

    With a path behind it, `open ashwell/visits/autumn/judgements/S1.1`, the form or the field that is there.
    """
    raise click.exceptions.Exit(open_application(session, subject))
