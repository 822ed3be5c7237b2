"""vault: the confidential forms, in the SIP's own vault."""

from importlib import import_module
from pathlib import Path

import click

from siptui.cli.commands.vault.unlocked import Unlocked
from siptui.cli.session import Session
from siptui.cli.shared_options import Command

MODULES = {
    "as_a_whole": ("init", "change", "verify", "backup"),
    "by_path": ("get", "set", "history", "undo", "redo", "forms", "new", "step"),
    "in_and_out": ("export", "import", "hand-over"),
}
"""The modules in this room, and the commands below `vault` that each declares."""
MODULE_OF = {name: module for module, names in MODULES.items() for name in names}


class _Below(Command, click.Group):
    """The commands below `vault`; a module is imported when one of its commands is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in MODULE_OF:
            module = import_module(f"siptui.cli.commands.vault.{MODULE_OF[cmd_name]}")
            for each in vars(module).values():
                if isinstance(each, click.Command):
                    self.add_command(each)
        return self.commands.get(cmd_name)


@click.group(cls=_Below)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line is the passphrase; else it is asked for.",
)
@click.option("--recovery-code", is_flag=True, help="Open it by its recovery code, which is asked for.")
@click.option("--vault", "folder", type=click.Path(path_type=Path), help="The vault's folder, if it lies elsewhere.")
@click.pass_context
def vault(context: click.Context, passphrase_file: Path | None, recovery_code: bool, folder: Path | None) -> None:
    """Headteachers' performance management, in a vault of your own.

    It is confidential to the school: it lies apart from the store, sealed with a passphrase, and no other command
    shows it. Each command here asks for the passphrase.
    """
    session: Session = context.obj
    context.obj = Unlocked(session, passphrase_file, recovery_code, folder)
