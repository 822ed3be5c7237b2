"""Where the locale is not UTF-8, every sign as one that the terminal has; all that is written goes through here.

Borders and marks become ASCII, whatever the locale could say: many a character set has some of them and not others.
What people have typed stays as far as it can be said, and is `?` where it cannot. Nothing changes its width.
"""

import codecs
import os
import re
import sys
from collections.abc import Callable, Mapping

MARKS = str.maketrans(
    {
        **dict.fromkeys("─━┄┅┈┉╌╍═╴╶╸╺‐‑‒–—−▔⎯", "-"),
        **dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻▏▎▍▌▋▊▉▐▕", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╭╮╯╰╔╗╚╝╠╣╦╩╬", "+"),
        **dict.fromkeys("█▓▒▇▆▅▄■▪", "#"),
        **dict.fromkeys("░·‧", "."),
        **dict.fromkeys("▁▂▃", "_"),
        **dict.fromkeys("›→▶▸»", ">"),
        **dict.fromkeys("‹←◀◂«", "<"),
        **dict.fromkeys("↑▲▴", "^"),
        **dict.fromkeys("↓▼▾", "v"),
        **dict.fromkeys("•●∙", "*"),
        **dict.fromkeys("‘’‚′", "'"),
        **dict.fromkeys("“”„″", '"'),
        "…": "~",
        "✓": "+",
        "✗": "x",
        "×": "x",
        "○": "o",
        "⏎": "/",
        "§": "S",
        "\u00a0": " ",
    }
)
UTF8 = re.compile(r"utf-?8", re.IGNORECASE)
COERCED = {"C.UTF-8", "C.utf8", "UTF-8"}
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def charset(environ: Mapping[str, str], coerced: bool) -> str:
    """The character set that the locale names; `ascii` where it names none, as in C.

    Python puts a UTF-8 of its own into LC_CTYPE where the locale is C, which is not what the terminal was told.
    """
    kinds = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if coerced and kinds[1] in COERCED:
        kinds[1] = ""
    locale = next(filter(None, kinds), "")
    if UTF8.search(locale):
        return "utf-8"
    return locale.partition(".")[2].partition("@")[0] or "ascii"


def _named() -> str:
    coerced = bool(sys.flags.utf8_mode) and not os.environ.get("PYTHONUTF8")
    return charset(os.environ, coerced)


def typed_in() -> str:
    """The character set of what is typed here; C has no letters beyond ASCII's, so it may as well be UTF-8."""
    try:
        known = codecs.lookup(_named()).name
    except LookupError:
        return "utf-8"
    return "utf-8" if known == "ascii" else known


def translation() -> Callable[[str], str] | None:
    """What is to be done to all that is written to this terminal; None where it takes everything."""
    if _named() == "utf-8":
        return None
    written = (sys.__stderr__ and sys.__stderr__.encoding) or "ascii"
    # What Python would write in UTF-8 all the same cannot be written in the locale's own.
    return into("ascii" if UTF8.search(written) else written)


def into(encoding: str) -> Callable[[str], str]:
    """A function that says a text in a character set, each sign as wide as it was."""

    def one(found: re.Match[str]) -> str:
        sign = found[0]
        try:
            sign.encode(encoding)
        except UnicodeEncodeError:
            from rich.cells import cell_len

            return "?" * cell_len(sign)
        return sign

    def say(text: str) -> str:
        return text if text.isascii() else NOT_ASCII.sub(one, text.translate(MARKS))

    return say
