"""The recovery code: what opens a vault whose passphrase is forgotten, to be written down on paper once."""

import secrets

FORGOTTEN = """\
What is in a vault is read with its passphrase, or with its recovery code, and with nothing else. If both are lost,
nobody can open it: not you, not whoever looks after this machine, not the makers of siptui."""
"""Told before the first word is typed."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is taken for a digit."""
GROUPS, LONG = 8, 4
_READ_AS = str.maketrans("OIL", "011")


def new_code() -> str:
    """A code of 160 bits, in eight groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))


def as_typed(text: str) -> str | None:
    """A code as `new_code` gives it, however it was typed; None for what can be none."""
    plain = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    if len(plain) != GROUPS * LONG or set(plain) - set(LETTERS):
        return None
    return "-".join(plain[i : i + LONG] for i in range(0, len(plain), LONG))
