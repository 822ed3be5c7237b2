"""Gives a framework by its name: as it was kept from the last time, or read from its files and checked."""

from functools import lru_cache
from pathlib import Path

from siptui.framework import kept_for_next_start
from siptui.framework.data_file import FrameworkFault
from siptui.framework.folders import FOLDER, Places
from siptui.framework.model import Framework

__all__ = ["FOLDER", "load", "names"]


def names(where: Path | Places = FOLDER) -> list[str]:
    """The frameworks there are, by name: in a folder, or in all places that a store goes by."""
    return sorted({name for name, _ in _places(where).all()})


@lru_cache(maxsize=8)
def load(name: str, where: Path | Places = FOLDER) -> Framework:
    """The framework `name`, read and checked. Raises FrameworkFault."""
    places = _places(where)
    home = places.find(name)
    if home is None:
        raise FrameworkFault(f"{name}: there is no such framework; there are: {', '.join(names(where))}")

    def read() -> tuple[Framework, list[Path]]:
        from siptui.framework import reading  # most starts can do without it

        try:
            return reading.read(name, home, places)
        except FrameworkFault as fault:
            raise FrameworkFault(f"{fault} (siptui framework check {home.folder} says every slip)") from fault

    def still(folders: list[str]) -> bool:
        """Nothing that it extends has since been put before what it was read from."""
        if not folders or folders[0] != str(home.folder):
            return False
        later = (places.find(Path(folder).name) for folder in folders[1:])
        return [str(each.folder) if each else "" for each in later] == folders[1:]

    return kept_for_next_start.ready(name, home.folder.parent, Framework, read, still)


def _places(where: Path | Places) -> Places:
    return where if isinstance(where, Places) else Places(package=where)
