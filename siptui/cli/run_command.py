"""Runs a command or the application, and turns whatever comes of it into an exit status and plain words."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from siptui.cli.exit_status import EXIT_REFUSED, refusal


def command() -> int:
    """Run what the arguments say."""
    import click

    from siptui.cli.arguments import cli

    def act() -> int:
        try:
            return cli.main(standalone_mode=False) or 0
        except click.exceptions.Exit as left:
            return left.exit_code
        except click.Abort:
            raise KeyboardInterrupt from None
        except click.ClickException as fault:
            fault.show()
            return fault.exit_code

    return _guarded(act)


def application(options: dict[str, str], words: list[str]) -> int:
    """Open the caseload, or the school that is named."""

    def act() -> int:
        from siptui.cli.session import Session, open_application

        folder = Path(options["store"]) if "store" in options else None
        open_application(Session(folder, options.get("login")), words[1] if len(words) > 1 else None)
        return 0

    return _guarded(act)


def _guarded(act: Callable[[], int]) -> int:
    try:
        return act()
    except KeyboardInterrupt:
        print("siptui: stopped", file=sys.stderr)
        return EXIT_REFUSED
    except BrokenPipeError:
        # Whoever reads has had enough; say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_REFUSED
    except Exception as fault:  # noqa: BLE001 - a person is never shown a traceback
        status, lines = refusal(fault)
        print("\n".join(lines), file=sys.stderr)
        return status
