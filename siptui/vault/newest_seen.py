"""The newest state of each file of a vault that this device has seen, kept apart from the vault.

A whole vault, or one file of it, that is put back as it was some days ago opens as well as today's; here it is noticed.
A device that never saw the newer state cannot know.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.vault.keys.key_file import Keys
from siptui.vault.sealed_file import NotSealed, seal, unseal

LARGEST = 4 * 1024 * 1024  # bytes
KEY_FILE = "@keys"
"""What the vault's own key file stands under, beside the schools."""


class _Marks(Struct):
    versions: dict[str, int]


class NewestSeen:
    """The marks of one vault on this device."""

    def __init__(self, keys: Keys, folder: Path | None = None) -> None:
        """`folder` is where they lie; else in the user's folder for what programs remember."""
        self._keys = keys
        self._folder = folder or _own_folder()
        self.path = self._folder / f"{keys.vault}.marks"

    def all(self) -> dict[str, int]:
        """The newest version seen of each file; none on a device that has not seen this vault. Raises StoreFault."""
        try:
            data, _ = whole_files.read(self.path, LARGEST)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        try:
            found = msgspec.json.decode(unseal(self._keys.marks, self._keys.vault, data)[1], type=_Marks)
        except (NotSealed, msgspec.DecodeError):
            what = "does not say which state of the vault was the newest here"
            do = "see with `siptui vault verify` that all is there, and take this file away"
            raise StoreFault(self.path, what, do, code="marks_damaged") from None
        return found.versions

    def saw(self, name: str, version: int) -> None:
        """Remember a version, unless a newer one was seen. Raises StoreFault."""
        if self.all().get(name, 0) >= version:
            return
        whole_files.make_folder(self._folder, 0o700)
        with locked(self.path.with_suffix(".lock")):
            found = self.all()
            if found.get(name, 0) < version:
                self._keep(found | {name: version})

    def forget_all_but(self, versions: dict[str, int]) -> None:
        """Take what stands now for the newest: somebody has said that the older state is meant. Raises StoreFault."""
        whole_files.make_folder(self._folder, 0o700)
        with locked(self.path.with_suffix(".lock")):
            self._keep(versions)

    def _keep(self, versions: dict[str, int]) -> None:
        data = msgspec.json.encode(_Marks(versions))
        whole_files.replace(self.path, seal(self._keys.marks, self._keys.vault, 0, data))


def older(path: Path, found: int, seen: int) -> StoreFault:
    """What is said of a file that is older than one that stood here before."""
    return StoreFault(
        path,
        f"is older than the one that was here before (written {found} times, and that {seen})",
        "put back the newest; if this one is meant, say so: siptui vault verify --take-older",
        code="older_vault_file",
        facts={"found": found, "seen": seen},
    )


def _own_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("siptui-vaults", appauthor=False))
