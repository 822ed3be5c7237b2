"""Records kept in TinyDB, one file a school: whole or not there, one writer at a time, with history."""

from siptui.store.faults import Busy, Damaged, StoreFault
from siptui.store.folder.school import School
from siptui.store.store import Store

__all__ = ["Busy", "Damaged", "School", "Store", "StoreFault"]
