"""A framework of one's own, made from another: a copy of its files, or a folder that extends it."""

import os
import secrets
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

from siptui.framework.data_file import content
from siptui.framework.folders import IDENTITY, NAME, Home
from siptui.framework.model import Identity
from siptui.framework.own_folders.another_year import moved

STUB = """\
# What is not in this folder is taken from {base}. Put beside this file what differs: a copy of a form in
# forms/, or scales.toml, steps.toml and rules.toml with the entries that are your own.

title = {title}
authority = {authority}
year = {year}
extends = "{base}"
"""


def is_name(name: str) -> bool:
    """Whether a framework can be called so: letters, digits, `_`, `-` and `.`."""
    return bool(NAME.fullmatch(name)) and not name.endswith(".")


def copy(base: Home, folder: Path, name: str, years: int = 0) -> Path:
    """Copy a framework's own files into a new folder `name` of `folder`, moved by so many years.

    Raises FrameworkFault, OSError.
    """
    files = _contents(base)
    return _put(files | moved(files, base.read(IDENTITY, Identity).year, years), folder, name)


def of_another_year(lineage: Sequence[Home], base_name: str, folder: Path, name: str, years: int) -> Path:
    """Make a folder that extends another and differs from it in the year alone; `lineage` is that of the other.

    Raises FrameworkFault, OSError.
    """
    base = lineage[0]
    files = {path: data for each in reversed(lineage) for path, data in _contents(each).items()}
    differs = moved(files, base.read(IDENTITY, Identity).year, years)
    identity = Path(f"{IDENTITY}.toml")
    own = differs.get(identity, files[identity]).decode()
    said = [line for line in own.split("\n") if not line.startswith("extends ")]
    first = next((n for n, line in enumerate(said) if line.startswith("[")), len(said))
    text = "\n".join([*said[:first], f'extends = "{base_name}"', "", *said[first:]])
    return _put({**differs, identity: text.encode()}, folder, name)


def _contents(home: Home) -> dict[Path, bytes]:
    return {path.relative_to(home.folder): content(path, home.owners) for path in _files(home.folder)}


def extend(base: Home, base_name: str, folder: Path, name: str) -> Path:
    """Make a folder that extends another and differs from it in nothing yet. Raises FrameworkFault, OSError."""
    said = base.read(IDENTITY, Identity)
    text = STUB.format(
        base=base_name, title=_quoted(said.title), authority=_quoted(said.authority), year=_quoted(said.year)
    )
    return _put({Path(f"{IDENTITY}.toml"): text.encode()}, folder, name)


def _files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.toml"), *folder.glob("forms/*.toml")])


def _put(files: dict[Path, bytes], folder: Path, name: str) -> Path:
    """The files in a new folder, all of them or none, which those may read who may look into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / name
    if made.exists():
        raise FileExistsError(17, "is there already", str(made))
    open_to = stat.S_IMODE(os.stat(folder).st_mode)  # noqa: PTH116
    beside = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        for path, data in files.items():
            (beside / path).parent.mkdir(parents=True, exist_ok=True)
            (beside / path).write_bytes(data)
            (beside / path).chmod(0o600 | (open_to & 0o044))
        for each in [beside, *(p for p in beside.iterdir() if p.is_dir())]:
            each.chmod(open_to & ~0o022)
        beside.rename(made)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made


def _quoted(text: str) -> str:
    from msgspec import json

    return json.encode(text).decode()  # TOML's basic strings are JSON's but for DEL, which no title holds
