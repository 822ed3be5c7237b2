"""What commands share in how they are declared: help that is printed where all else is, `--json`, the Session."""

from functools import partial

import click

from siptui.cli.printing import say_text

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON.")
session = click.pass_obj


def _choose_year(context: click.Context, _: click.Parameter, year: str | None) -> None:
    if year:
        context.obj.year = year


of_year = click.option(
    "--year",
    metavar="YEAR",
    expose_value=False,
    callback=_choose_year,
    help="Of a year that is over, such as 2009-10; `siptui years` lists them.",
)
"""For commands that read: which of the store's years."""


def _say_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        say_text(context.get_help())
        context.exit()


class Command(click.Command):
    """A command whose help is printed where all else is."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.callback = _say_help
        return option


command = partial(click.command, cls=Command)
"""Declares a command; `siptui.cli.command_table` says in which module it is to be found."""
