"""A Word document as a PDF, by LibreOffice where it is on the machine."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from siptui.records.problem import Problem, Refused

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120


def as_pdf(content: bytes, out: Path) -> bytes:
    """The PDF of a .docx file's content, which is for `out`. Raises Refused where there is none to be had."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise _refused(
            out,
            "needs LibreOffice, which is not on this machine",
            "write a .docx and make the PDF in Word",
            "no_libreoffice",
        )
    with tempfile.TemporaryDirectory(prefix="siptui-") as name:
        folder = Path(name)
        (folder / "note.docx").write_bytes(content)
        profile = (folder / "profile").as_uri()  # of its own: two at once on one profile wait for each other
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf"]
        command += ["--outdir", str(folder), str(folder / "note.docx")]
        _run(command, out)
        made = folder / "note.pdf"
        if not made.is_file():  # a failure exits with 0 too
            raise _refused(out, "LibreOffice made no PDF of it", "write a .docx instead", "no_pdf")
        return made.read_bytes()


def _run(command: list[str], out: Path) -> None:
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise _refused(
            out, f"LibreOffice cannot be started: {fault}", "write a .docx instead", "no_libreoffice"
        ) from None
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # with the program that it starts in turn
        process.wait()
        raise _refused(out, "LibreOffice took too long over it", "write a .docx instead", "no_pdf") from None


def _refused(out: Path, what: str, do: str, code: str) -> Refused:
    return Refused(Problem(str(out), what, do, code=code))
