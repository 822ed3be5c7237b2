"""A part of the invented authority, small enough for a test."""

from pathlib import Path

from siptui.cli.commands.caseload.invented_authority import authority_store
from siptui.store.store import Store

SCHOOLS = 24


def small_authority(folder: Path, past: int = 0) -> Store:
    """Some of its schools, with all its people, and so many past years."""
    return authority_store(folder, "tester", SCHOOLS, past=past)
