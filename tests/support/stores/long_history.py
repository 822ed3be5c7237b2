"""A school with a long history, made quickly; and the memory (MB) that going through it takes, in its own process."""

import subprocess
import sys

from siptui.store.store import Store

MAKE = """
import sys, os, json, random
from pathlib import Path
from siptui.records.change import Change, Edit
from siptui.store.folder import history, school_file
from siptui.store.school import after
from siptui.store.store import Store
store, size = Store(Path(sys.argv[1]), "tester"), int(sys.argv[2])
place = store.backend.place("ashwell_primary")
def edits():
    school = store.load("ashwell_primary")
    yield school.last
    old, number, rnd = None, 1, random.Random(1)
    for _ in range(size * 2**20 // 45_000):
        number += 1
        new = rnd.randbytes(15_000).hex()
        edit = Edit(revision=number, who="tester", when="2026-11-21T10:00:00+00:00", why="typed",
                    changes=[Change("visits/autumn/judgements/S1.1/evaluation", new, old)])
        school, old = after(school, school.id, school.framework, edit), new
        yield edit
    school_file.write(place, school)
every = edits()
def but_last():
    before = next(every)
    for edit in every:
        yield before
        before = edit
history.write(store.backend.past("ashwell_primary"), but_last())
"""
TAKES = """
import sys
from pathlib import Path
from siptui.store import engines
from siptui.store.backup import write_archive  # what is imported for it is no part of a history
from siptui.store.folder.care import mend, restore, verify
from siptui.store.store import Store
at, act = Path(sys.argv[1]), sys.argv[2]
store = Store(at, "tester")
def most():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = most()
if act == "backup":
    assert store.care.back_up(at.parent / "b.zip") == (["ashwell_primary"], [])
elif act == "restore":
    list(engines.restore(at.parent / "new", at.parent / "b.zip"))
elif act == "verify":
    assert list(store.care.faults()) == []
elif act == "undo":
    store.undo("ashwell_primary")
elif act == "history":
    for edit in store.history("ashwell_primary"):
        pass
elif act == "rebuild":
    list(engines.rebuild(at))
print((most() - before) // 1024)
"""

ACTS = ("history", "undo", "verify", "backup", "restore")


def memory_taken(store: Store, school_id: str, megabytes: int) -> dict[str, int]:
    """The memory (MB) that all that is done with a history takes, of a school that is given one so long."""
    run(MAKE, store.folder, megabytes)
    took = {act: int(run(TAKES, store.folder, act)) for act in ACTS}
    store.backend.segments(school_id)[3].write_bytes(b"")
    return took | {"rebuild": int(run(TAKES, store.folder, "rebuild"))}


def run(script: str, *argv: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, argv)], capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
