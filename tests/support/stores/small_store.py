"""A store under a small invented framework of steps, numbers, rows, people and the office (`small_framework/`)."""

import shutil
from pathlib import Path

from msgspec import structs

from siptui.store.store import Store

NAME = "small_2010_11"
FOLDER = Path(__file__).parent / "small_framework" / NAME


def small_store(folder: Path, who: str = "tester") -> Store:
    """A store of one school, `ashwell_primary`, under the small framework, which lies in the store."""
    store = Store.create(folder, who)
    shutil.copytree(FOLDER, folder / "frameworks" / NAME)
    for path in (folder / "frameworks").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    store.backend.set_office(lambda office: structs.replace(office, framework=NAME))
    again = Store(folder, who)
    again.add_school("Ashwell Primary", "primary", "AB")
    return again
