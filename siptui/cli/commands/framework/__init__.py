"""framework: the forms as data, to list, check, copy, take to Excel and bring back."""

from importlib import import_module

import click

from siptui.cli.shared_options import Command

MODULE_OF = {
    "check": "check_folder",
    "export": "as_workbook",
    "import": "as_workbook",
    "list": "list_frameworks",
    "new": "new_folder",
    "schema": "json_schema",
}
"""The module in this room that declares each command below `framework`."""


class _Below(Command, click.Group):
    """The commands below `framework`; a module is imported when its command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in MODULE_OF:
            module = import_module(f"siptui.cli.commands.framework.{MODULE_OF[cmd_name]}")
            for each in vars(module).values():
                if isinstance(each, click.Command):
                    self.add_command(each)
        return self.commands.get(cmd_name)


@click.group(cls=_Below)
def framework() -> None:
    """The forms as data: an authority's own, as folders and as workbooks."""
