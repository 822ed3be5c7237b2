"""How a document of ours says what it is, so that reading it back can tell what was changed in it.

Kept as text among its properties: whole numbers come back from LibreOffice as others, text as it was.
"""

import re
from collections.abc import Mapping

import msgspec

from siptui.records.change import Record

SCHEMA = "siptui document"
VERSION = "1"
START = "siptui_"
REVISION = re.compile("[0-9]{1,12}")


class Identity(msgspec.Struct, frozen=True):
    """Of whom a document is, which form or note, under which framework, and which state of the record it was made from.

    `digest` is of the record as it was at `revision`: a store that was restored repeats revisions, and no digests.
    `part` is the one part of the form that it is of; `blank` is "yes" where the form was left blank, whatever stood in
    the record.
    """

    subject: str
    form: str
    framework: str
    revision: str
    digest: str
    part: str = ""
    blank: str = ""

    def properties(self) -> dict[str, str]:
        """What is kept in the document, by name."""
        own = {f"{START}{name}": str(value) for name, value in msgspec.structs.asdict(self).items() if value}
        return {f"{START}schema": SCHEMA, f"{START}version": VERSION, **own}


def identity_of(properties: Mapping[str, str]) -> Identity | None:
    """What a document says it is; None for one that is none of ours, or of a later siptui."""
    if properties.get(f"{START}schema") != SCHEMA or properties.get(f"{START}version") != VERSION:
        return None
    said = {name: properties.get(f"{START}{name}", "") for name in Identity.__struct_fields__}
    return Identity(**said) if REVISION.fullmatch(said["revision"]) else None


def digest_of(record: Record) -> str:
    """A digest of all that a record holds, as text."""
    from hashlib import sha256  # long in loading

    encoded = msgspec.json.encode(dict(record), order="sorted")
    return sha256(encoded).hexdigest()[:32]
