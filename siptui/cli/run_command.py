"""Runs a command or the application, and turns whatever comes of it into an exit status and plain words."""

import os
import warnings
from collections.abc import Callable

from siptui.cli.fault_to_exit_status import EXIT_REFUSED, refusal, unexpected
from siptui.cli.printing import complain, say_traceback, say_usage
from siptui.cli.streams import is_made

MOST_LINES = 40
"""Problems of one file that are said; more are counted."""


def command() -> int:
    """Run what the arguments say."""
    import click

    from siptui.cli.command_table import cli

    def act() -> int:
        try:
            return cli.main(prog_name="siptui", standalone_mode=False) or 0
        except click.exceptions.Exit as left:
            return left.exit_code
        except click.Abort:
            raise KeyboardInterrupt from None
        except click.ClickException as fault:
            say_usage(fault)
            return fault.exit_code

    return _guarded(act)


def application(options: dict[str, str], words: list[str]) -> int:
    """Open the caseload, or the school that is named."""

    def act() -> int:
        from screens.terminal.less_work import kept_patterns

        kept_patterns.begin()
        from siptui.cli.open_application import open_application
        from siptui.cli.session import Session
        from siptui.store.engines import place_named

        place = place_named(options["store"]) if "store" in options else None
        return open_application(Session(place, options.get("login")), words[1] if len(words) > 1 else None)

    return _guarded(act)


def _guarded(act: Callable[[], int]) -> int:
    if not os.environ.get("SIPTUI_DEBUG"):
        warnings.simplefilter("ignore")  # what a library says to programmers, by itself and to the terminal
    try:
        return act()
    except KeyboardInterrupt:
        complain("siptui: stopped" + (", after it was done" if is_made() else ""))
        return 0 if is_made() else EXIT_REFUSED
    except Exception as fault:  # noqa: BLE001 - a person is never shown a traceback
        if unexpected(fault):
            say_traceback(fault)
        status, lines = refusal(fault)
        for line in lines[:MOST_LINES]:
            complain(line)
        if len(lines) > MOST_LINES:
            complain(f"and {len(lines) - MOST_LINES} more of the kind")
        return status
