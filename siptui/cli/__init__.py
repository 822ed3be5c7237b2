"""The command line (DESIGN, "The command line": a contract)."""

import gc
import os
import sys

from siptui.cli import fast_open_and_get, streams
from siptui.intake import start_child


def main() -> None:
    """Run one command and leave with its status.

    0 done, 1 refused, 2 usage, 3 the store is at fault, 4 nothing was to be changed and not all could be printed.
    """
    sys.excepthook = _in_words
    # Importing makes no garbage worth looking for, and looking costs a tenth of the time; the application, which stays,
    # turns it on again.
    gc.disable()
    asked = fast_open_and_get.plain(sys.argv[1:])
    text = fast_open_and_get.text_of(*asked) if asked else None
    if text is not None:
        streams.write(text + "\n")
        if status := streams.ended(0):
            sys.exit(status)
        return
    _import_msgspec()
    file = fast_open_and_get.imported(sys.argv[1:])
    if file:
        from siptui.intake import request_and_answer  # what both processes need is imported once
        from siptui.sheets import open_file

        del request_and_answer, open_file
        start_child.begin(file)
    from siptui.cli.run_command import application, command

    sys.exit(streams.ended(application(*asked) if asked and fast_open_and_get.opens(asked[1]) else command()))


def program() -> None:
    """The program `siptui`: `main`, and no tidying up of memory after a command, which takes as long as much else."""
    status: object = 0
    try:
        main()
    except SystemExit as left:
        status = left.code
    start_child.end_unwanted()
    threading = sys.modules.get("threading")
    if threading and threading.active_count() > 1:
        sys.exit(status if isinstance(status, int) else 1)  # which waits for what they do
    os._exit(status if isinstance(status, int) else 1)


def _in_words(_: object, fault: BaseException, __: object) -> None:
    """What nothing else has caught, such as Ctrl+C while siptui starts: never a traceback."""
    said = "stopped" if isinstance(fault, KeyboardInterrupt) else f"met something it did not expect ({fault})"
    streams.write(f"siptui: {said}\n", streams.ERROR)


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, which it tries first and does as well without; that takes half as long.

    The application goes on to import it for Textual.
    """
    tried = "typing_extensions"
    if tried in sys.modules:
        return
    sys.modules[tried] = None  # type: ignore[assignment]  # which is how an import is told that there is none
    try:
        import msgspec

        del msgspec
    finally:
        del sys.modules[tried]
