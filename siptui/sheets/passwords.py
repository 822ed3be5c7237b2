"""Takes the lock off a password-protected workbook. A password is used here and nowhere kept or said."""

import io
import zipfile
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
            return _unverified(data, password or EVERYBODYS)
        opened = io.BytesIO()
        office.decrypt(opened)
    except MemoryError:
        raise
    except Exception as fault:  # what a damaged lock raises is anything
        raise CannotUnlock("its lock is damaged or of a kind that is not known") from fault
    return opened.getvalue()


def _unverified(data: bytes, password: str) -> bytes | None:
    """The workbook, if a password opens it that msoffcrypto 6.1 takes for wrong, as with Excel 2010's locks."""
    import msoffcrypto

    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password)
        office.decrypt(opened)
        with zipfile.ZipFile(opened) as archive:
            return opened.getvalue() if archive.namelist() else None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - with a wrong password what comes out is anything
        return None


def _load(office: Any, password: str) -> None:
    try:
        office.load_key(password=password, verify_password=True)
    except TypeError:  # the older formats always verify
        office.load_key(password=password)
