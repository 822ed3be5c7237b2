"""Regular expressions as Python worked them out at an earlier start. Written for Python 3.11 to 3.14; guarded by
tests/screens/terminal/less_work/test_kept_patterns.py.

Textual and what it stands on have some hundred of them, worked out anew at each start: a sixteenth of the time to the
first picture. What Python makes of one, a list of numbers, is kept in the user's own cache and given to Python as it
would give it to itself (`re._compiler.compile`); Python checks it before it uses it, as its own. One that is not
kept is worked out, and kept for the next start.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from msgspec import Struct

from siptui.framework import kept_for_next_start

NOT_KEPT = re.LOCALE | re.DEBUG
"""Of these flags one depends on where it is used, and one is to be heard."""
MOST = 500
"""Patterns that are kept, and that are noted in one session."""


class Pattern(Struct, array_like=True):
    """A regular expression, as written and as worked out."""

    text: str
    flags: int  # that it was asked for with
    all_flags: int  # and that it has itself
    code: bytes
    groups: int
    names: dict[str, int]

    def made(self, engine: Any) -> re.Pattern[Any]:
        """The pattern itself. Raises RuntimeError, ValueError, OverflowError where Python does not believe it."""
        names: list[str | None] = [None] * (self.groups + 1)
        for name, group in self.names.items():
            names[group] = name
        code = memoryview(self.code).cast("I").tolist()
        made: re.Pattern[Any] = engine.compile(self.text, self.all_flags, code, self.groups, self.names, tuple(names))
        return made


class Patterns(Struct):
    """All that are kept."""

    all: list[Pattern]


Key = tuple[str, int]
_kept: dict[Key, Pattern] = {}
_new: dict[Key, None] = {}
_begun = _noting = False


def _place() -> tuple[str, Path]:
    """Under which name, and for which Python."""
    return f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}", Path(sys.prefix)


def begin() -> None:
    """Have those that are kept used from now on, and note those that are not, until `all_imported`."""
    global _begun, _noting
    compiler: Any = getattr(re, "_compiler", None)
    if _begun or not hasattr(compiler, "_sre"):
        return
    _begun = _noting = True
    found = kept_for_next_start.find(*_place(), Patterns)
    for each in found.all if found else ():
        _kept[each.text, each.flags] = each
    pythons, engine = compiler.compile, compiler._sre

    def compiled(text: Any, flags: int = 0) -> Any:
        """As Python's own."""
        if type(text) is not str or flags & NOT_KEPT:
            return pythons(text, flags)
        key = (text, int(flags))
        if (known := _kept.get(key)) is not None:
            try:
                return known.made(engine)
            except (RuntimeError, ValueError, IndexError, OverflowError, TypeError):
                del _kept[key]
        made = pythons(text, flags)
        if _noting and len(_new) < MOST:
            _new[key] = None
        return made

    compiler.compile = compiled


def all_imported() -> None:
    """Note no more: from now on a pattern may have been made from what somebody has written."""
    global _noting
    _noting = False


def keep() -> None:
    """Keep for the next start what was worked out in this one."""
    new = [worked_out(text, flags) for text, flags in _new]
    _new.clear()
    if new:
        for each in new:
            _kept[each.text, each.flags] = each
        kept_for_next_start.keep(*_place(), Patterns(list(_kept.values())[-MOST:]))


def worked_out(text: str, flags: int) -> Pattern:
    """A regular expression as Python works it out (`re._compiler.compile`)."""
    from array import array

    compiler: Any = getattr(re, "_compiler")  # noqa: B009 - a private name, whatever types say
    parsed = compiler._parser.parse(text, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return Pattern(text, flags, flags | state.flags, code, state.groups - 1, dict(state.groupdict))
