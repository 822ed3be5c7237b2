"""How a vault is opened: its master key, wrapped by the passphrase and by the recovery code, kept twice.

scrypt makes a key of the passphrase, slowly; HKDF one of the recovery code, which is long enough to need no slowness;
AES-256-GCM wraps. All are the cryptography library's. What the file says of its cost and its vault is proven with the
wrapped key, and the whole again with a key that only an opened vault has.
"""

import hmac
import os
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from siptui.records.problem import Problem, Refused
from siptui.store.faults import Damaged, Newer, StoreFault
from siptui.store.files import whole_files
from siptui.vault.keys.passphrase_key import Cost, refuse_weak, slow_key
from siptui.vault.keys.recovery_code import as_typed

NAME, COPY = "vault.json", "vault.copy.json"
FORMAT = 1
LARGEST = 16 * 1024  # bytes of the file
NONCE = 12
MEND = "nothing was changed; put back the vault's backup"


class KeyFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is kept of the keys. `proof` is over all else, under the vault's own key."""

    format: int
    vault: str
    version: int
    cost: Cost
    salt: bytes
    by_passphrase: bytes
    by_recovery: bytes
    proof: bytes = b""


class Keys(Struct, frozen=True):
    """An opened vault's: what its records, its drafts and the marks of the newest state are sealed with."""

    vault: str
    master: bytes
    records: bytes
    drafts: bytes
    marks: bytes
    proof: bytes


class WrongPassphrase(Refused):
    """It does not open this vault."""


def make(folder: Path, passphrase: str, code: str, cost: Cost) -> Keys:
    """Make a vault's keys in its folder, which has none yet. Raises Refused, StoreFault."""
    refuse_weak(passphrase)
    vault, master, salt = os.urandom(16).hex(), os.urandom(32), os.urandom(16)
    found = KeyFile(format=FORMAT, vault=vault, version=1, cost=cost, salt=salt, by_passphrase=b"", by_recovery=b"")
    return _written(folder, found, master, passphrase, code)


def change(folder: Path, found: KeyFile, keys: Keys, passphrase: str, code: str) -> None:
    """Give an opened vault another passphrase and another recovery code. Raises Refused, StoreFault."""
    refuse_weak(passphrase)
    newer = structs.replace(found, version=found.version + 1, salt=os.urandom(16))
    _written(folder, newer, keys.master, passphrase, code)


def _written(folder: Path, found: KeyFile, master: bytes, passphrase: str, code: str) -> Keys:
    keys = _keys(found.vault, master)
    about = _about(found)
    found = structs.replace(
        found,
        by_passphrase=_wrap(_slow_key(passphrase, found), about, master),
        by_recovery=_wrap(_key_of_code(code, found), about, master),
    )
    write(folder, structs.replace(found, proof=_proof(found, keys)))
    return keys


def write(folder: Path, found: KeyFile) -> None:
    """Keep both copies, one after the other: whatever happens, one of them is whole. Raises StoreFault."""
    sealed = whole_files.seal(msgspec.to_builtins(found))
    for name in (NAME, COPY):
        whole_files.replace(folder / name, sealed)


# -- reading


def read(folder: Path) -> tuple[KeyFile, list[Problem]]:
    """What is kept of a vault's keys, and what is wrong with one of its copies.

    Raises Refused where there is no vault, StoreFault where neither copy is sound.
    """
    found: list[KeyFile] = []
    faults: list[StoreFault] = []
    missing = 0
    for name in (NAME, COPY):
        try:
            found.append(_read_one(folder / name))
        except (FileNotFoundError, NotADirectoryError):
            missing += 1
            faults.append(Damaged(folder / name, "is missing", MEND, code="vault_damaged"))
        except StoreFault as fault:
            faults.append(fault)
    if missing == 2:
        do = "make one with: siptui vault init"
        raise Refused(Problem(str(folder), "there is no vault here", do, code="no_vault"))
    if not found or any(isinstance(fault, Newer) for fault in faults):
        raise next((f for f in faults if isinstance(f, Newer)), faults[0])
    newest = max(found, key=lambda each: each.version)
    if len(found) == 2 and found[0] != found[1]:
        faults.append(Damaged(folder / COPY, "is not the copy of the other", MEND, code="vault_damaged"))
    return newest, [fault.problem for fault in faults]


def _read_one(path: Path) -> KeyFile:
    """One copy. Raises FileNotFoundError, StoreFault."""
    data, _ = whole_files.read(path, LARGEST)
    body = whole_files.unseal(path, data, MEND)
    try:
        found = msgspec.json.decode(body, type=_Format).format
        if found > FORMAT:
            raise Newer(path, f"was written by a newer siptui (format {found})", "update siptui on this machine")
        kept = msgspec.json.decode(body, type=KeyFile)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Damaged(path, "does not hold a vault's keys", MEND, code="vault_damaged") from fault
    if not kept.cost.sound:
        raise Damaged(path, "asks for more memory than any vault does", MEND, code="vault_damaged")
    return kept


class _Format(Struct):
    format: int


# -- opening


def open_by_passphrase(found: KeyFile, passphrase: str) -> Keys:
    """The keys of a vault. Raises WrongPassphrase; StoreFault where the file was changed."""
    return _opened(found, _slow_key(passphrase, found), found.by_passphrase, "passphrase")


def open_by_code(found: KeyFile, typed: str) -> Keys:
    """The same by the recovery code, as somebody typed it."""
    code = as_typed(typed)
    if code is None:
        what, do = "is no recovery code", "it has eight groups of four letters and digits"
        raise WrongPassphrase(Problem("recovery code", what, do, code="no_recovery_code"))
    return _opened(found, _key_of_code(code, found), found.by_recovery, "recovery code")


def _opened(found: KeyFile, key: bytes, wrapped: bytes, by: str) -> Keys:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        master = AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], _about(found))
    except (InvalidTag, ValueError):  # ValueError: what is wrapped is no such thing
        what, do = "does not open this vault", "type it again; the vault is as it was"
        raise WrongPassphrase(Problem(by, what, do, facts={"by": by}, code="wrong_passphrase")) from None
    keys = _keys(found.vault, master)
    if not hmac.compare_digest(_proof(found, keys), found.proof):
        raise Damaged(Path(NAME), "was changed by something other than siptui", MEND, code="vault_damaged")
    return keys


def _slow_key(passphrase: str, found: KeyFile) -> bytes:
    return slow_key(passphrase, found.salt, found.cost)


def _key_of_code(code: str, found: KeyFile) -> bytes:
    return derived(code.replace("-", "").encode(), "recovery", found.salt)


def derived(secret: bytes, use: str, salt: bytes | None = None) -> bytes:
    """A key for one use, of a secret that is long enough."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=f"siptui vault 1 {use}".encode()).derive(secret)


def _keys(vault: str, master: bytes) -> Keys:
    return Keys(vault, master, *(derived(master, use) for use in ("records", "drafts", "marks", "proof")))


def _wrap(key: bytes, about: bytes, master: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, master, about)


def _about(found: KeyFile) -> bytes:
    """What is proven with a wrapped key: another cost, salt or vault opens nothing."""
    return msgspec.json.encode([found.format, found.vault, found.version, found.cost, found.salt])


def _proof(found: KeyFile, keys: Keys) -> bytes:
    return hmac.digest(keys.proof, msgspec.json.encode(structs.replace(found, proof=b"")), "sha256")
