"""Every kind of damage to every kind of file: it is said in words, and nothing wrong is served as good."""

import random
import shutil
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from support.faults.watched_store import FIELDS, Done, Values, Witness, rounds, said_in_words

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
BLOCK = 4096
Damage = Callable[[bytes, random.Random], bytes]


def a_block_zeroed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(max(1, len(data) - BLOCK))
    return data[:at] + bytes(min(BLOCK, len(data) - at)) + data[at + BLOCK :]


def a_bit_flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


DAMAGES: dict[str, Damage | None] = {
    "emptied": lambda data, chance: b"",
    "cut in half": lambda data, chance: data[: len(data) // 2],
    "without its last byte": lambda data, chance: data[:-1],
    "all zeros": lambda data, chance: bytes(len(data)),
    "with 4 KB of zeros": a_block_zeroed,
    "with a bit flipped": a_bit_flipped,
    "with another bit flipped": a_bit_flipped,
    "with a third bit flipped": a_bit_flipped,
    "with something appended": lambda data, chance: data + b'"}]}\n',
    "garbage": lambda data, chance: chance.randbytes(len(data)),
    "removed": None,
}


class Damaged:
    """A pristine store, and what is true of it; each trial damages a copy."""

    def __init__(self, place: Path) -> None:
        self.witness = Witness(place / "pristine", 4)
        for school, field in product(self.witness.schools, FIELDS[:3]):  # so that every history has many lines
            assert self.witness.run("set", school, field, self.witness.value()).returncode == 0
        self.witness.ids()  # which keeps the summary
        self.truth = self.witness.records()
        self.histories = {school: [*self.witness.store.history(school)] for school in self.witness.schools}
        self.pristine, self.copy = self.witness.folder, place / "copy"

    def kinds(self) -> dict[str, list[Path]]:
        """The files that hold anything, by folder and ending."""
        found: dict[str, list[Path]] = defaultdict(list)
        for path in sorted(self.pristine.rglob("*")):
            name = path.relative_to(self.pristine)
            if path.is_file() and path.stat().st_size:
                found[f"{name.parent}/*{name.suffix}"].append(name)
        return found

    def fresh(self) -> None:
        """A new copy, with all that is derived brought up to date."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.pristine, self.copy)
        self.witness.folder = self.copy
        self.witness.store = Store(self.copy, "witness")
        self.witness.ids()

    def unharmed(self) -> bool:
        """Whether everything can still be read as it was."""
        try:
            same = self.witness.records() == self.truth
            return same and {s: [*self.witness.store.history(s)] for s in self.witness.schools} == self.histories
        except (StoreFault, Refused):
            return False

    def schools(self, name: Path) -> list[str]:
        """The school whose file it is, else some school; and another."""
        own = [school for school in self.witness.schools if name.name.startswith(school)]
        others = [school for school in self.witness.schools if school not in own]
        return [*own, *self.witness.chance.sample(others, 2)][:2]


def test_every_damage_to_every_file(tmp_path: Path) -> None:
    damaged = Damaged(tmp_path)
    kinds, chance = damaged.kinds(), damaged.witness.chance
    assert len(kinds) >= 3, kinds
    for kind, damage in rounds(list(product(kinds, DAMAGES)), chance):
        name = chance.choice(kinds[kind])
        damaged.fresh()
        path, change = damaged.copy / name, DAMAGES[damage]
        if not path.exists():  # derived, and made again under another name
            damaged.witness.tally["not there again"] += 1
            continue
        if change is None:
            path.unlink()
        else:
            path.write_bytes(change(path.read_bytes(), chance))
        with damaged.witness.keeping():  # the next trial has a copy of its own
            judge(damaged, name, f"{name} {damage}", removed=change is None)
    damaged.fresh()
    damaged.witness.end(f"damage to {', '.join(kinds)}")


def judge(damaged: Damaged, name: Path, what: str, removed: bool) -> None:
    """The commands say that something is wrong, or nothing is."""
    witness = damaged.witness
    witness.tally["trials"] += 1
    schools = damaged.schools(name)
    said = False
    for school, field in product(schools, FIELDS[:2]):
        done = witness.run("get", school, field)
        said |= done.returncode != 0
        if done.returncode:
            said_in_words(done, what)
        else:
            assert done.stdout.removesuffix("\n") == damaged.truth[school].get(field, ""), f"SILENT: {what}"
    found = witness.run("verify")
    if found.returncode:
        # What verify finds is its answer; what keeps it from looking is a fault.
        said_in_words(Done(found.args, found.returncode, "", found.stdout + found.stderr), what)
        said = True
    if said:
        witness.tally["said so"] += 1
    else:
        assert removed, f"UNDETECTED: {what}"
        assert damaged.unharmed(), f"UNDETECTED: {what}"
        witness.tally["unharmed"] += 1
    _edit(damaged, schools[0], what)


def _edit(damaged: Damaged, school: str, what: str) -> None:
    """The next edit is refused in words; or it is made, and has covered up nothing."""
    witness = damaged.witness
    done = witness.run("set", school, FIELDS[0], "after the damage")
    if done.returncode:
        said_in_words(done, what)
        return
    expected: Values = {**damaged.truth[school], FIELDS[0]: "after the damage"}
    assert dict(witness.store.load(school).values) == expected, f"SILENT: {what}: an edit has covered it up"
    witness.tally["edits after it"] += 1
