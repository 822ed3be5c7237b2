"""What is typed in a vault's forms and is not in them yet: drafts as of the store, sealed."""

from siptui.store.drafts import Drafts, place_for
from siptui.vault.keys.key_file import Keys
from siptui.vault.sealed_file import seal, unseal
from siptui.vault.vault_store import Vault


class Sealed:
    """The cover of a vault's drafts."""

    def __init__(self, keys: Keys) -> None:
        self._key, self._about = keys.drafts, f"{keys.vault} draft"

    def put_on(self, data: bytes) -> bytes:
        """The bytes that are kept."""
        return seal(self._key, self._about, 0, data)

    def take_off(self, data: bytes) -> bytes:
        """What was covered. Raises NotSealed."""
        return unseal(self._key, self._about, data)[1]


def drafts_of(vault: Vault) -> Drafts:
    """This session's drafts of a vault."""
    return Drafts(place_for(vault.folder, vault.who), Sealed(vault.keys))
