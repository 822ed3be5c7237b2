"""What commands print, and what is asked on a terminal: lines, texts, JSON, tables, problems, usage.

All that is printed goes through here. What comes from files, records and arguments is never sent as it is: control
characters and turns of direction are shown as marks, or as JSON's own escapes, on a pipe as well.
"""

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siptui.cli.streams import ERROR, OUTPUT, is_terminal, write, write_json
from siptui.records.controls_made_visible import marked_line
from siptui.records.problem import Problem

if TYPE_CHECKING:
    import click  # which the application starts without

PIPE_WIDTH = 160  # characters of a table where there is no terminal


def say(line: str) -> None:
    """Print one line to standard output."""
    write(marked_line(line) + "\n")


def say_text(text: str) -> None:
    """Print a text with its own line ends."""
    write(text + "\n")


def say_json(thing: Any) -> None:
    """Print as JSON."""
    write_json(_as_json(thing) + "\n")


def _as_json(thing: Any) -> str:
    import msgspec

    try:
        return msgspec.json.format(msgspec.json.encode(thing), indent=2).decode()
    except (UnicodeEncodeError, OverflowError):  # half characters and endless numbers, which msgspec does not write
        import json

        return json.dumps(msgspec.to_builtins(thing), indent=2, ensure_ascii=False)


def say_json_list(things: Iterable[Any]) -> None:
    """Print as a JSON list, one thing after the other, so that it may be as long as it likes."""
    before = "[\n  "
    for thing in things:
        write_json(before + _as_json(thing).replace("\n", "\n  "))
        before = ",\n  "
    write_json("[]\n" if before == "[\n  " else "\n]\n")


def say_record(name: str, values: Any) -> None:
    """Print JSON on the one line that begins with a name."""
    import msgspec

    try:
        text = msgspec.json.encode(values, order="sorted").decode()
    except (UnicodeEncodeError, OverflowError):
        import json

        text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    write(f"{name}\t")
    write_json(text + "\n")


def say_table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[str] = ()) -> None:
    """Print a table as wide as the terminal, or as it needs; the columns headed as in `numbers` stand to the right."""
    for line in table_lines(headings, rows, numbers):
        say(line)


def table_lines(
    headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[str] = (), *, cut: bool = False
) -> list[str]:
    """The lines of such a table; with `cut` each row is one line, and what does not fit ends in an ellipsis."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    wide = None if is_terminal(OUTPUT) else PIPE_WIDTH
    console = Console(file=io.StringIO(), width=wide, color_system=None, markup=False, highlight=False, emoji=False)
    lines = box.SIMPLE_HEAD if "utf" in (getattr(sys.stdout, "encoding", None) or "").lower() else box.ASCII2
    table = Table(box=lines, padding=(0, 0 if cut else 1), pad_edge=False, show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if heading in numbers else "left", no_wrap=cut or number > 0)
    for row in rows:
        table.add_row(*(Text(marked_line(cell)) for cell in row))
    with console.capture() as kept:
        console.print(table)
    return [line.rstrip() for line in kept.get().splitlines()]


def whole(path: Path) -> str:
    """Where a file is, from the root on: what is written must be found again from anywhere."""
    return str(path.absolute())


def counted(number: int, one: str, many: str = "") -> str:
    """`1 school`, `2 schools`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# -- what is wrong, and what is said by the way: to standard error


def complain(line: str) -> None:
    """Print one line to standard error."""
    write(marked_line(line) + "\n", ERROR)


def say_problems(problems: Sequence[Problem]) -> None:
    """Say which schools could not be read, and leave with the status of a store at fault."""
    for problem in problems:
        complain(problem.line())
    if problems:
        import click

        raise click.exceptions.Exit(3)


def say_usage(fault: "click.ClickException") -> None:
    """Say how a command is used, and what was wrong with how it was."""
    context = getattr(fault, "ctx", None)
    if context is not None:
        write(context.get_usage() + "\n", ERROR)
        complain(f"Try '{context.command_path} --help' for help.")
    complain(f"Error: {fault.format_message()}")


def say_traceback(fault: BaseException) -> None:
    """Print where something unexpected happened: for whoever mends siptui and asked for it (SIPTUI_DEBUG)."""
    import traceback

    write("".join(traceback.format_exception(fault)), ERROR)


# -- what is asked


def agreed(question: str) -> bool:
    """Ask for a yes on the terminal; where there is none, nobody says so."""
    if not is_terminal("stdin"):
        return False
    import click

    return bool(click.confirm(marked_line(question)))


def chosen(question: str, choices: Mapping[str, str], default: str) -> str:
    """Which of some choices, by what each is called; `default` where there is no terminal to ask on."""
    if default not in choices or not is_terminal("stdin", "stdout"):
        return default
    import click

    keys = list(choices)
    for number, key in enumerate(keys, 1):
        say(f"  {number}  {choices[key]}")
    some = click.IntRange(1, len(keys))
    return keys[click.prompt(marked_line(question), type=some, default=keys.index(default) + 1) - 1]


def secret(name: str) -> str:
    """A password, typed unseen or read as a line of standard input; never given where others may look."""
    if is_terminal("stdin"):
        import click

        return str(click.prompt(marked_line(name), hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
