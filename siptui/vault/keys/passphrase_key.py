"""The key that a passphrase stands for: made slowly, so that guessing is slow. scrypt, of the cryptography library."""

import unicodedata

from msgspec import Struct

from siptui.records.problem import Problem, Refused

LEAST, LONGEST = 10, 1024  # characters of a passphrase
MOST_MEMORY = 1 << 30  # bytes that scrypt may ask for


class Cost(Struct, frozen=True):
    """What scrypt spends on one passphrase: 128 * n * r bytes of memory, p times over."""

    n: int = 2**17
    r: int = 8
    p: int = 1

    @property
    def sound(self) -> bool:
        """Whether it is a cost that a machine can bear."""
        whole = self.n > 1 and not self.n & (self.n - 1) and self.r > 0 and 0 < self.p <= 16
        return whole and 128 * self.n * self.r <= MOST_MEMORY


def refuse_weak(passphrase: str) -> None:
    """Raises Refused for a passphrase that is too short to keep anything, or longer than any."""
    if not LEAST <= len(passphrase) <= LONGEST:
        what = f"is {'too short' if len(passphrase) < LEAST else 'too long'}"
        do = f"take one of at least {LEAST} characters, such as four words that do not belong together"
        raise Refused(Problem("passphrase", what, do, facts={"least": LEAST, "most": LONGEST}, code="weak_passphrase"))


def slow_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes; the same passphrase typed on another keyboard gives the same."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=cost.n, r=cost.r, p=cost.p).derive(text)
