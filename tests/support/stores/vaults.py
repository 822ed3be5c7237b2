"""Vaults whose passphrase costs next to nothing, for tests open thousands of them."""

from pathlib import Path

from siptui.store.store import Store
from siptui.vault import place
from siptui.vault.keys import key_file
from siptui.vault.keys.key_file import Keys
from siptui.vault.keys.passphrase_key import Cost
from siptui.vault.vault_store import Vault, make, unlock

CHEAP = Cost(n=2, r=1, p=1)
PASSPHRASE = "four words of mine"
CODE = "W4TV-ER8V-3TAK-1GP1-2T4M-2KYA-9YRD-4H0R"
PAST = "htpm1/past"


def new_vault(beside: Path) -> tuple[Path, Keys]:
    """The folder of a new vault, and its keys."""
    folder = beside / "vault"
    place.make_folders(folder, beside / "store")
    return folder, key_file.make(folder, PASSPHRASE, CODE, CHEAP)


def made(store: Store, name: str = "vault") -> Vault:
    """A vault beside a store."""
    return make(store, store.folder.parent / name, PASSPHRASE, CODE, CHEAP)


def opened(vault: Vault) -> Vault:
    """The same vault, opened anew."""
    return unlock(vault.shared, vault.folder, PASSPHRASE)
