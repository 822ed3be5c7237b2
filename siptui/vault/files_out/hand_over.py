"""What a new SIP takes over of a school: its confidential forms in one file, under a passphrase of the file's own.

Source: handbook, Annex E, Policy (facts.md §12, R10): a new SIP is given last year's records and the governors'
monitoring minutes.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.store.files.export_file import save_bytes
from siptui.store.files.json_checksum import BadSeal, put_seal, without_seal
from siptui.vault.keys.passphrase_key import Cost, refuse_weak, slow_key
from siptui.vault.sealed_file import NotSealed, seal, unseal
from siptui.vault.vault_store import Vault

SUFFIX = ".handover"
LARGEST = 64 * 1024 * 1024  # bytes
FORMAT = 1
ABOUT = "siptui hand-over"


class _File(Struct, frozen=True):
    format: int
    cost: Cost
    salt: bytes
    sealed: bytes


class HandOver(Struct, frozen=True, kw_only=True):
    """What is handed over: of which school, by whom and when, and what stands in its forms."""

    school: str
    name: str
    framework: str
    by: str
    when: str  # ISO 8601, UTC
    values: dict[str, Value]


def write(vault: Vault, school_id: str, out: Path, passphrase: str, replace: bool, cost: Cost | None = None) -> int:
    """Write a school's forms to `out`; gives how many answers are in it. Raises Refused, StoreFault."""
    refuse_weak(passphrase)
    record = vault.load(school_id).values
    own = vault.copied.left_out(record)
    if not own:
        what, do = "has nothing in the vault to be handed over", "see with: siptui vault forms"
        raise Refused(Problem(school_id, what, do, code="nothing_to_hand_over"))
    content = HandOver(
        school=school_id,
        name=str(record.get(vault.framework.roles.name, school_id)),
        framework=vault.framework.name,
        by=vault.who,
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        values=own,
    )
    cost, salt = cost or Cost(), os.urandom(16)
    sealed = seal(slow_key(passphrase, salt, cost), ABOUT, FORMAT, msgspec.json.encode(content))
    file = msgspec.json.encode(_File(FORMAT, cost, salt, sealed))
    save_bytes(put_seal(file), out, SUFFIX, replace)
    return len(own)


def is_hand_over(file: Path) -> bool:
    """Whether a file is named as one that is handed over."""
    return file.suffix.lower() == SUFFIX


def read(file: Path, passphrase: str) -> HandOver:
    """What a file hands over. Raises Refused."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        found = msgspec.json.decode(without_seal(data), type=_File)
        if found.format != FORMAT or not found.cost.sound:
            raise NotSealed("was written by another siptui")
    except OSError as fault:
        reason = fault.strerror or ""
        what = f"cannot be read: {reason}"
        raise Refused(Problem(str(file), what, "check its name", facts={"reason": reason}, code="no_file")) from None
    except (msgspec.DecodeError, RecursionError, BadSeal, NotSealed):
        what = "is no hand-over that this siptui can read, or was damaged on its way"
        raise Refused(Problem(str(file), what, "ask for it again", code="no_hand_over")) from None
    try:
        _, plain = unseal(slow_key(passphrase, found.salt, found.cost), ABOUT, found.sealed)
        return msgspec.json.decode(plain, type=HandOver)
    except (NotSealed, msgspec.DecodeError):
        what, do = "is not opened by that passphrase", "type it again; whoever handed it over has it"
        raise Refused(Problem(str(file), what, do, code="wrong_passphrase")) from None
