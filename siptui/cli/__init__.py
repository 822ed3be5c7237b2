"""The command line (DESIGN, "The command line": a contract)."""

import gc
import os
import sys

from siptui.cli import fast_path
from siptui.intake import reader_process


def main() -> None:
    """Run one command and leave with its status: 0 done, 1 refused, 2 usage, 3 the store is at fault."""
    # Importing makes no garbage worth looking for, and looking costs a tenth of the time; the application, which stays,
    # turns it on again.
    gc.disable()
    asked = fast_path.plain(sys.argv[1:])
    text = fast_path.text_of(*asked) if asked else None
    if text is not None and fast_path.printed(text):
        return
    _import_msgspec()
    file = fast_path.imported(sys.argv[1:])
    if file:
        from siptui.sheets import open_file  # which both processes need

        del open_file
        reader_process.begin(file)
    from siptui.cli.run_command import application, command

    if asked and fast_path.opens(asked[1]):
        sys.exit(application(*asked))
    sys.exit(command())


def program() -> None:
    """The program `siptui`: `main`, and no tidying up of memory after a command, which takes as long as much else."""
    status: object = 0
    try:
        main()
    except SystemExit as left:
        status = left.code
    reader_process.end_unwanted()
    threading = sys.modules.get("threading")
    if threading and threading.active_count() > 1:
        sys.exit(status if isinstance(status, int) else 1)  # which waits for what they do
    os._exit(_printed(status if isinstance(status, int) else 1))


def _printed(status: int) -> int:
    """Hand on what is printed and still kept; the status, unless that fails."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except BrokenPipeError:  # whoever reads has had enough
        return status or 1
    except OSError as fault:
        os.write(2, f"siptui: not all could be printed: {fault.strerror}\n".encode())
        return status or 1
    return status


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
