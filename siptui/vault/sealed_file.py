"""What one file of a vault holds: encrypted, and bound to its vault, its name and how often it was written.

AES-256-GCM of the cryptography library. The version stands in the clear before what is encrypted, and is proven with
it. A file's length, when it was written and of which school it is are not hidden.
"""

import os

from siptui.store.faults import Damaged

MAGIC = b"siptui vault 1\n"
VERSION, NONCE, TAG = 8, 12, 16  # bytes
HEAD = len(MAGIC) + VERSION
MEND = "nothing was changed; put back the vault's backup, or take this file away if it is of no use"


class NotSealed(ValueError):
    """Bytes that are not as the vault left them; its text says how."""


def seal(key: bytes, about: str, version: int, data: bytes) -> bytes:
    """`data` as the bytes of a file; `about` says whose and what it is, and is not kept."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, nonce = MAGIC + version.to_bytes(VERSION, "big"), os.urandom(NONCE)
    return head + nonce + AESGCM(key).encrypt(nonce, data, head + about.encode())


def unseal(key: bytes, about: str, sealed: bytes) -> tuple[int, bytes]:
    """The version of a file and what `seal` was given. Raises NotSealed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not sealed.startswith(MAGIC) or len(sealed) < HEAD + NONCE + TAG:
        raise NotSealed("is no file of a vault, or a piece of one")
    head, nonce, rest = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
    try:
        data = AESGCM(key).decrypt(nonce, rest, head + about.encode())
    except InvalidTag:
        raise NotSealed("is damaged, was changed by something other than siptui, or belongs elsewhere") from None
    return int.from_bytes(head[len(MAGIC) :], "big"), data


def damaged(path: object, fault: NotSealed) -> Damaged:
    """What is said of a file of the vault that is not as it was left."""
    from pathlib import Path

    return Damaged(Path(str(path)), str(fault), MEND, code="vault_damaged")
