"""What Textual imports at once and the first picture can do without: it is imported when it is asked for, or when
nobody types. Written for Textual 8.2.8; guarded by tests/screens/terminal/less_work/test_late_imports.py.

Textual's finder brings every kind of list and tree with it, and asyncio what a safe connection needs: an eighth of the
time to the first picture. `begin` must be called before anything imports either; where it has not been, all is as
Textual has it.
"""

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

FINDER = "textual.command"
PAUSE = 0.02
"""Seconds between two imports, in which keys are answered."""
TABLES = "rich.table"
TAKEN: dict[str, dict[str, tuple[str, ...]]] = {
    FINDER: {
        "textual.app": ("CommandListItem", "CommandPalette", "Provider", "SimpleProvider"),
        "textual.theme": ("DiscoveryHit", "Hit", "Hits", "Provider"),
    },
    TABLES: {"textual.design": ("Table",)},  # for showing a theme, which nothing here does
}
"""What is imported late, and what Textual's modules take from it."""


class StandIn(ModuleType):
    """A module in the place of one that is imported later."""


def begin() -> None:
    """Import Textual without its finder, and asyncio without TLS, which nothing here speaks."""
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # which is how an import is told that there is none
        try:
            import asyncio

            del asyncio
        finally:
            del sys.modules["ssl"]
    if "textual.app" in sys.modules:
        return
    late = [name for name in TAKEN if name not in sys.modules]
    for module in late:
        sys.modules[module] = standing = StandIn(module)
        for name in {name for names in TAKEN[module].values() for name in names}:
            setattr(standing, name, type(name, (), {}))
    try:
        import_module("textual.app")
    finally:
        for module in late:
            del sys.modules[module]


def finder() -> Any:
    """Textual's finder, `CommandPalette`; all of it is put where its stand-in was."""
    real = import_module(FINDER)
    for module, names in TAKEN[FINDER].items():
        for name in names:
            setattr(sys.modules[module], name, getattr(real, name))
    return real.CommandPalette


async def when_quiet(names: Iterable[str], quiet: Callable[[], bool]) -> None:
    """Import modules, one at a time, while nobody types: the screen that needs them then opens at once."""
    import asyncio  # not before `begin`

    for name in names:
        if name in sys.modules:
            continue
        await asyncio.sleep(PAUSE)
        while not quiet():
            await asyncio.sleep(PAUSE)
        import_module(name)
