"""The command line (DESIGN, "The command line": a contract)."""

import gc
import os
import sys

from siptui.cli.faults import EXIT_REFUSED, refusal


def main() -> None:
    """Run one command and leave with its status: 0 done, 1 refused, 2 usage, 3 the store is at fault."""
    # Importing makes no garbage worth looking for, and looking costs a tenth of the time; the application, which stays,
    # turns it on again.
    gc.disable()
    import click

    from siptui.cli.commands import cli

    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Exit as left:
        status = left.exit_code
    except click.Abort:
        print("siptui: stopped", file=sys.stderr)
        status = 1
    except click.ClickException as fault:
        fault.show()
        status = fault.exit_code
    except BrokenPipeError:
        # Whoever reads has had enough; say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = EXIT_REFUSED
    except Exception as fault:  # noqa: BLE001 - a person is never shown a traceback
        status, lines = refusal(fault)
        print("\n".join(lines), file=sys.stderr)
    sys.exit(status or 0)
