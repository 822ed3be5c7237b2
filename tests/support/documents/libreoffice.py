"""Documents through LibreOffice, several at one start of it."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
ROUTES = {"docx": ("docx",), "odt": ("odt", "docx"), "doc": ("doc", "docx")}
FILTERS = {"docx": "docx:MS Word 2007 XML"}


def converted(folder: Path, documents: Sequence[bytes], formats: Sequence[str], begins: str = "docx") -> list[bytes]:
    """Documents, as one format has them, as LibreOffice saves them in other ones in turn; started once a format."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"note{number}.{begins}" for number in range(len(documents))]
    for file, content in zip(files, documents, strict=True):
        file.write_bytes(content)
    for number, each in enumerate(formats):
        files = saved_as(folder, files, each, folder / str(number))
    return [file.read_bytes() for file in files]


def saved_as(folder: Path, files: Sequence[Path], suffix: str, out: Path) -> list[Path]:
    """Files as LibreOffice saves them in a format; its profile lies in `folder`."""
    command = [str(PROGRAM), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", FILTERS.get(suffix, suffix), "--outdir", str(out), *map(str, files)]
    subprocess.run(command, capture_output=True, check=True, timeout=240)
    return [out / f"{file.stem}.{suffix}" for file in files]
