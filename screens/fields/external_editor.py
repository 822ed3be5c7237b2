"""A text in the editor that a person is used to: $VISUAL, $EDITOR, or the first that is there."""

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

USUAL = ("nano", "vim", "vi")


def write_outside(text: str) -> tuple[str | None, str]:
    """`text` as the editor leaves it, or None, and what went wrong. Blocks until the editor is closed.

    One that is cut off, because the line has dropped, has often written what it had: in the file, or, as nano does, in
    one beside it.
    """
    found = next((e for e in USUAL if shutil.which(e)), "")
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or found
    if not command:
        return None, "No editor was found; name yours in EDITOR"
    # mkstemp: nobody else may read what a SIP writes.
    number, name = tempfile.mkstemp(suffix=".txt", prefix="siptui-")
    path, rescued = Path(name), Path(f"{name}.save")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        ended = subprocess.run([*shlex.split(command), name], check=False).returncode
        left = rescued if ended and rescued.exists() else path
        after = left.read_text(encoding="utf-8", errors="replace").rstrip("\n")
        if ended and after == text.rstrip("\n"):
            return None, f"{command} failed; the text is as it was"
        return after, f"{command} was cut off; this is what it had written" if ended else ""
    except (OSError, ValueError) as fault:
        return None, f"{command} could not be started ({fault}); the text is as it was"
    finally:
        for each in (path, rescued):
            with contextlib.suppress(OSError):
                each.unlink()
