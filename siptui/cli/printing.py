"""Printing to standard output, where a terminal may lack characters."""

import sys
from typing import Any


def say(text: str) -> None:
    """Print to standard output, whatever characters the terminal lacks."""
    stream = sys.stdout
    try:
        stream.write(text + "\n")
    except UnicodeEncodeError:
        stream.write(text.encode(stream.encoding, "backslashreplace").decode(stream.encoding) + "\n")


def say_json(thing: Any) -> None:
    """Print as JSON."""
    import msgspec

    say(msgspec.json.format(msgspec.json.encode(thing), indent=2).decode())
