"""help: the guides, each a text of its own beside what it is about."""

from pathlib import Path

import click

from schemas import ROOT
from siptui.cli.printing import say_text
from siptui.cli.shared_options import command

TOPICS: dict[str, Path] = {"framework": ROOT / "WRITING_A_FRAMEWORK.md", "database": ROOT / "PAST_ONE_HOST.md"}


@command("help")
@click.argument("topic", type=click.Choice(sorted(TOPICS)), required=False)
def help_(topic: str | None) -> None:
    """Print a guide: framework (writing forms of your own, every key explained), database (a store past one host)."""
    if topic is None:
        say_text(
            "".join(f"siptui help {each}\n" for each in sorted(TOPICS)) + "siptui COMMAND --help: what a command takes"
        )
        return
    say_text(TOPICS[topic].read_text("utf-8"))
