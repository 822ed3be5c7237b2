"""framework schema: what a framework's files may hold, for editors of TOML."""

import click

from siptui.cli.printing import say_json
from siptui.cli.shared_options import command
from siptui.framework.json_schema import KINDS, schema_of


@command("schema")
@click.argument("file", required=False, type=click.Choice(sorted(KINDS)))
def schema(file: str | None) -> None:
    """Print a JSON Schema of a framework's files, or of one of them, for an editor that helps while one writes."""
    say_json(schema_of(file))
