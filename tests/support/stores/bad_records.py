"""School files with a right checksum and anything inside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from siptui.store.files.json_checksum import put_seal

DEEP = 100_000


def plant(folder: Path, school_id: str, body: bytes) -> None:
    """Make `body`, a JSON object or what looks like one, the file of a school, under a seal that is right."""
    (folder / "schools" / f"{school_id}.json").write_bytes(put_seal(body))


def document(folder: Path, school_id: str) -> dict[str, Any]:
    """What a school's file holds, without its seal."""
    found: dict[str, Any] = json.loads((folder / "schools" / f"{school_id}.json").read_bytes())
    del found["checksum"]
    return found


def with_values(folder: Path, school_id: str, values: object) -> bytes:
    """The file of a school with other values in it."""
    found = document(folder, school_id)
    found["record"]["1"]["values"] = values
    return json.dumps(found).encode()


def nested(folder: Path, school_id: str) -> bytes:
    """The file of a school with brackets in brackets where nothing is looked for."""
    body = json.dumps(document(folder, school_id)).encode()
    return b'{"more":' + b"[" * DEEP + b"]" * DEEP + b"," + body[1:]


DATE = "visits/autumn/date"
BAD: dict[str, Callable[[Path, str], bytes]] = {
    "nested brackets": nested,
    "a date that is none": lambda folder, school: with_values(
        folder, school, {"school/name": "Birch", "school/phase": "infant", DATE: "2010-13-45"}
    ),
    "values that are a list": lambda folder, school: with_values(folder, school, ["a", "b"]),
    "values that are a text": lambda folder, school: with_values(folder, school, "a"),
    "no values": lambda folder, school: with_values(folder, school, None),
    "an endless number": lambda folder, school: with_values(folder, school, {"school/name": "B", "gone": 10**300}),
    "a number for a name": lambda folder, school: with_values(folder, school, {"school/name": 7}),
    "a text for a number": lambda folder, school: with_values(folder, school, {"progress/reading/3/2010-12": "many"}),
}
