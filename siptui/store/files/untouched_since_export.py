"""A workbook or document that siptui wrote says in its archive's comment what its bytes are.

So one that nobody has saved since can be told from one in which somebody's answers may stand. Programs that save it
again leave the comment out, or change the bytes. It guards against mishaps, and not against anybody who means harm.
"""

import hashlib
from pathlib import Path

END_OF_ARCHIVE = b"PK\x05\x06"
LENGTH_OF_END = 22  # bytes, the last two of them the length of the comment behind it
SAID = b"siptui "
LONGEST = 256 << 20  # bytes; what is longer is none that siptui wrote


def signed(content: bytes) -> bytes:
    """An archive with the comment that says what its bytes are; unchanged if it is none, or has a comment already."""
    end = len(content) - LENGTH_OF_END
    if end < 0 or content[end : end + 4] != END_OF_ARCHIVE or content[-2:] != b"\0\0":
        return content
    said = _said(content)
    return content[:-2] + len(said).to_bytes(2, "little") + said


def is_as_written(file: Path) -> bool:
    """Whether a file has the very bytes that siptui wrote. Raises OSError."""
    if file.stat().st_size > LONGEST:
        return False
    content = file.read_bytes()
    length = len(_said(b""))
    bare = content[:-length][:-2] + b"\0\0"
    return content[-length:].startswith(SAID) and signed(bare) == content


def _said(content: bytes) -> bytes:
    return SAID + hashlib.sha256(content).hexdigest().encode()
