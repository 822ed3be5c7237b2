"""Printing to standard output, where a terminal may lack characters."""

import sys
from typing import Any

import click

from siptui.records.problem import Problem


def say(text: str) -> None:
    """Print to standard output, whatever characters the terminal lacks."""
    stream = sys.stdout
    try:
        stream.write(text + "\n")
    except UnicodeEncodeError:
        stream.write(text.encode(stream.encoding, "backslashreplace").decode(stream.encoding) + "\n")


def counted(number: int, one: str, many: str = "") -> str:
    """`1 school`, `2 schools`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say_json(thing: Any) -> None:
    """Print as JSON."""
    import msgspec

    say(msgspec.json.format(msgspec.json.encode(thing), indent=2).decode())


def say_problems(problems: list[Problem]) -> None:
    """Say which schools could not be read, and leave with the status of a store at fault."""
    if problems:
        for problem in problems:
            print(problem.line(), file=sys.stderr)
        sys.stdout.flush()
        raise click.exceptions.Exit(3)
