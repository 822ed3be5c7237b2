"""Gives a framework by its name: as it was kept from the last time, or read from its files and checked."""

from functools import lru_cache
from pathlib import Path

from schemas import ROOT
from siptui.framework import kept_for_next_start
from siptui.framework.model import Framework

FOLDER = ROOT / "frameworks"


def names(folder: Path = FOLDER) -> list[str]:
    """The frameworks there are, by name."""
    return sorted(p.parent.name for p in folder.glob("*/framework.toml"))


@lru_cache(maxsize=4)
def load(name: str, folder: Path = FOLDER) -> Framework:
    """The framework `name`, read and checked. Raises FrameworkFault."""

    def read() -> tuple[Framework, list[Path]]:
        from siptui.framework import reading  # most starts can do without it

        return reading.read(name, folder, names(folder))

    return kept_for_next_start.ready(name, folder, Framework, read)
