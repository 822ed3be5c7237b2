"""The command line (DESIGN, "The command line": a contract)."""

import gc
import sys

from siptui.cli import quick


def main() -> None:
    """Run one command and leave with its status: 0 done, 1 refused, 2 usage, 3 the store is at fault."""
    # Importing makes no garbage worth looking for, and looking costs a tenth of the time; the application, which stays,
    # turns it on again.
    gc.disable()
    file = quick.imported(sys.argv[1:])
    if file:
        from siptui.tracking.process import begin  # with what both processes need

        begin(file)
    asked = quick.plain(sys.argv[1:])
    text = quick.text_of(*asked) if asked else None
    if text is not None and quick.printed(text):
        return
    from siptui.cli.running import application, command

    if asked and quick.opens(asked[1]):
        sys.exit(application(*asked))
    sys.exit(command())
