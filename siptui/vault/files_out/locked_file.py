"""A workbook or document locked with a passphrase, as Word, Excel and LibreOffice lock and open them."""

from io import BytesIO
from pathlib import Path

from siptui.records.problem import Problem, Refused


def locked(content: bytes, passphrase: str) -> bytes:
    """An Office file under a passphrase of its own (ECMA-376 agile encryption, by msoffcrypto)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    made = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(passphrase, made)
    return made.getvalue()


def unlocked(file: Path, passphrase: str) -> bytes:
    """What a locked file holds. Raises Refused."""
    from siptui.sheets.passwords import CannotUnlock, unlock

    try:
        found = unlock(file.read_bytes(), passphrase)
    except OSError as fault:
        raise Refused(Problem(str(file), f"cannot be read: {fault.strerror}", code="no_file")) from None
    except CannotUnlock as fault:
        raise Refused(Problem(str(file), str(fault), "send it without a lock", code="cannot_unlock")) from None
    if found is None:
        raise Refused(Problem(str(file), "is not opened by that passphrase", "type it again", code="wrong_passphrase"))
    return found
