"""The bookmark that an answer is known by in a document: what survives Word's and LibreOffice's ways of saving it."""

import base64
import re
from hashlib import blake2b

START = "answer_"
MARK = re.compile(f"{START}[a-z2-7]{{24}}")


def mark_of(path: str) -> str:
    """The name of the bookmark of the answer at a path: a letter first, and no more than 40 characters, as Word has it.

    Paths are longer and have signs that no bookmark may have, so that it is a digest; case does not count in it.
    """
    return START + base64.b32encode(blake2b(path.encode("utf-8", "replace"), digest_size=15).digest()).decode().lower()


def is_mark(name: str) -> bool:
    """Whether a bookmark is an answer's own.

    LibreOffice names those of words that were copied, or struck out and kept in an .odt, `..._Copy_1`: they say where
    the words are from, and not whose answer the cell is.
    """
    return MARK.fullmatch(name) is not None
