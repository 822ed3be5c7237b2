"""Takes the lock off a password-protected workbook. A password is used here and nowhere kept or said."""

import io
from typing import Any

EVERYBODYS = "VelvetSweatshop"
"""The password of workbooks that Excel itself opens without asking for one."""


class CannotUnlock(Exception):
    """Whatever the password, this lock cannot be opened here; the text says why."""


def unlock(data: bytes, password: str) -> bytes | None:
    """The workbook without its lock; None where `password` does not open it. Raises CannotUnlock."""
    if data.startswith(b"PK"):
        raise CannotUnlock("the locks of OpenDocument are not opened here")
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        try:
            _load(office, password or EVERYBODYS)
        except InvalidKeyError:
            return None
        opened = io.BytesIO()
        office.decrypt(opened)
    except MemoryError:
        raise
    except Exception as fault:  # what a damaged lock raises is anything
        raise CannotUnlock("its lock is damaged or of a kind that is not known") from fault
    return opened.getvalue()


def _load(office: Any, password: str) -> None:
    try:
        office.load_key(password=password, verify_password=True)
    except TypeError:  # the older formats always verify
        office.load_key(password=password)
