"""Which module declares which command, and what asking for one imports."""

import subprocess
import sys
from importlib import import_module

import click
import pytest

from siptui.cli.command_table import MODULES, cli


@pytest.mark.parametrize("module", MODULES)
def test_a_module_declares_the_commands_that_the_table_says(module: str) -> None:
    found = vars(import_module(f"siptui.cli.commands.{module}")).values()
    assert {each.name for each in found if isinstance(each, click.Command)} == set(MODULES[module])


def test_every_command_is_found_by_its_name_and_says_what_it_does() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        assert (command.name, bool(command.help)) == (name, True)
    assert cli.get_command(context, "no such command") is None


def test_help_imports_nothing_that_a_command_does_its_work_with() -> None:
    script = (
        "import sys\nfrom siptui.cli import main\nsys.argv = ['siptui', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not {"openpyxl", "python_calamine", "textual", "tinydb", "rich", "lxml"} & loaded
