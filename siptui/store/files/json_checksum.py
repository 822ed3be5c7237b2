"""The checksum that is the first key of a JSON file of ours, so that the file stays plain JSON and shows any damage.

Nothing is imported here that a bare Python has not got: `get` of one text wants this and little else.
"""

import zlib

_HEAD = b'{"checksum":"'
_TAIL = b'",'
_LENGTH = len(_HEAD) + 8 + len(_TAIL)


class BadSeal(ValueError):
    """Bytes that are not as siptui left them; its text says how."""


def put_seal(body: bytes) -> bytes:
    """A JSON object, not an empty one, with the checksum of the rest as its first key."""
    rest = body[1:]
    return _HEAD + b"%08x" % zlib.crc32(rest) + _TAIL + rest


def without_seal(data: bytes) -> bytes:
    """The JSON that `put_seal` was given. Raises BadSeal."""
    check_seal(data)
    return b"".join((b"{", memoryview(data)[_LENGTH:]))


def check_seal(data: bytes) -> None:
    """Raise BadSeal where JSON that is read with its seal is not as it was; that of many schools is long to copy."""
    if not data:
        raise BadSeal("is empty, which siptui never leaves it")
    if not data.startswith(_HEAD + b"%08x" % zlib.crc32(memoryview(data)[_LENGTH:]) + _TAIL):
        raise BadSeal("is damaged, or was changed by something other than siptui")
