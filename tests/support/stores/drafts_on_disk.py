"""The drafts that lie beside a store."""

from msgspec import json

from siptui.store.drafts import place_for
from siptui.store.store import Store


def kept(store: Store) -> list[tuple[str, str, object, str]]:
    """School, path, what stood there and text of each draft on disk, living sessions' too."""
    found = []
    for path in place_for(store.folder, store.who).glob("*.json"):
        found += [(e["school"], e["path"], e["old"], e["text"]) for e in json.decode(path.read_bytes())["entries"]]
    return found
