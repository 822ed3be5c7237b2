"""From what went wrong to an exit status and lines that a SIP can act on."""

import os

from siptui.framework import FrameworkFault
from siptui.records.change import Conflict
from siptui.records.controls_made_visible import quoted
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault

EXIT_REFUSED = 1
EXIT_STORE = 3


def refusal(fault: Exception) -> tuple[int, list[str]]:
    """The exit status of `fault` and what to say of it, one line a problem."""
    if isinstance(fault, Refused):
        return EXIT_REFUSED, [p.line() for p in fault.problems]
    if isinstance(fault, StoreFault):
        return EXIT_STORE, [fault.problem.line()]
    if isinstance(fault, FrameworkFault):
        return EXIT_STORE, [" ".join(str(fault).split())]
    if isinstance(fault, Conflict):
        return EXIT_REFUSED, [
            f"{c.path}: is {_shown(c.found)} and no longer {_shown(c.expected)}; nothing was changed; look at it again"
            for c in fault.clashes
        ]
    if isinstance(fault, MemoryError):
        what = "there is too little memory for this; close other programs and try again"
        return EXIT_STORE, [f"siptui: {what}; what was saved before still stands"]
    if isinstance(fault, OSError):
        what = f"{fault.strerror or fault}; what was saved before still stands"
        return EXIT_STORE, [f"{fault.filename or 'siptui'}: {what}"]
    what = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    return EXIT_STORE, [f"siptui: met something it did not expect ({what}); what was saved before still stands"]


def unexpected(fault: Exception) -> bool:
    """Whether a fault is siptui's own, and whoever runs it wants to see where (SIPTUI_DEBUG)."""
    known = (Refused, StoreFault, FrameworkFault, Conflict, OSError)
    return bool(os.environ.get("SIPTUI_DEBUG")) and not isinstance(fault, known)


def _shown(value: object) -> str:
    return "empty" if value is None else quoted(value) if isinstance(value, str) else repr(value)[:80]
