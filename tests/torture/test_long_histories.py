"""Long histories: writers killed while segments are made, a damaged segment, and backups of what is left."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store import engines
from siptui.store.store import Store
from support.faults.watched_store import TRIALS, Witness
from support.stores.long_history import MAKE, TAKES, memory_taken, run

pytestmark = [pytest.mark.torture, pytest.mark.timeout(3000)]
TEXT = "visits/autumn/activities"


def test_nothing_takes_memory_by_its_length(store: Store, ashwell: str) -> None:
    """None of what is done with a history of 60 MB needs more than with one of 16 MB (tests/store)."""
    took = memory_taken(store, ashwell, 60)
    assert max(took.values()) < 16, took


def test_writers_killed_while_segments_are_made(tmp_path: Path) -> None:
    """Every acknowledged text is in the history once, in order, and a backup holds the same history."""
    import random
    import subprocess
    import sys
    import time

    witness = Witness(tmp_path / "s", schools=3)
    school = witness.schools[0]
    chance, said = random.Random(7), []
    for number in range(TRIALS):
        text = f"{number} " + chance.randbytes(14_000).hex()
        argv = [sys.executable, "-m", "siptui", "--store", str(witness.folder), "set", school, TEXT, text]
        running = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if number % 2:
            time.sleep(chance.uniform(0.05, 0.6))
            running.kill()
        if running.wait() == 0:
            said.append(text)
    store = Store(witness.folder, "x")
    held = [c.new for edit in store.history(school) for c in edit.changes if c.path == TEXT]
    assert [text for text in held if text in set(said)] == said
    assert [problem.line() for problem in store.care.faults()] == []
    assert len(store.backend.segments(school)) >= max(1, TRIALS // 80)
    store.care.back_up(tmp_path / "b.zip")
    list(engines.restore(tmp_path / "n", tmp_path / "b.zip"))
    assert [*Store(tmp_path / "n", "x").history(school)] == [*store.history(school)]
    print(f"\nlong histories: {TRIALS} trials, {len(said)} acknowledged, 0 failures")


def test_whatever_segment_is_damaged_the_rest_is_kept(store: Store, ashwell: str) -> None:
    """One by one: the school is said to be damaged, the others are backed up, and rebuild keeps all the others hold."""
    store.add_school("Zebra Lane", "infant", "CD")
    run(MAKE, store.folder, 3)
    for number in range(len(store.backend.segments(ashwell))):
        path = store.backend.segments(ashwell)[number]
        whole = path.read_bytes()
        standing = Store(store.folder, "x").load(ashwell).values
        for harm in (b"", whole[: len(whole) // 2], whole[:-1] + b"!"):
            path.write_bytes(harm)
            assert any(ashwell in problem.line() for problem in Store(store.folder, "x").care.faults())
            count, problems = store.care.back_up(store.folder.parent / "b.zip")
            assert (count, len(problems)) == (1, 1)
        path.write_bytes(whole)
    path.write_bytes(b"")
    run(TAKES, store.folder, "rebuild")
    again = Store(store.folder, "x")
    assert again.load(ashwell).values == standing
    assert [problem.line() for problem in again.care.faults()] == []
    assert again.change(ashwell, [Change(TEXT, "and on")])
