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
    """`text` as the editor leaves it; or None, and why not. Blocks until the editor is closed."""
    found = next((e for e in USUAL if shutil.which(e)), "")
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or found
    if not command:
        return None, "No editor was found; name yours in EDITOR"
    # mkstemp: nobody else may read what a SIP writes.
    number, name = tempfile.mkstemp(suffix=".txt", prefix="siptui-")
    path = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        if subprocess.run([*shlex.split(command), name], check=False).returncode:
            return None, f"{command} failed; the text is as it was"
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n"), ""
    except (OSError, ValueError) as fault:
        return None, f"{command} could not be started ({fault}); the text is as it was"
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
