"""Edits for which there is no room: refused in words, or done after all."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from support.faults.mounts import MEGABYTE, ext4_image, fill, mounted, tmpfs
from support.faults.watched_store import TRIALS, Witness, said_in_words

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
SIZES = (0, 400, 3000)


def limited(most: int) -> Callable[[], None]:
    """A process that may not write a file longer than this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def test_no_file_may_grow(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "limit")
    for turn in range(TRIALS):
        trial = witness.trial()
        sizes = [path.stat().st_size for path in witness.folder.rglob("*") if trial.school in path.name]
        near = [max(0, size + more) for size in sizes for more in (-1, 0, 1, 100, 500, 30_000)]
        most = witness.chance.choice([0, 1, 10, 4096, *near, witness.chance.randrange(max(sizes) * 2)])
        done = witness.run(*trial.argv, limit=limited(most))
        what = f"trial {turn}: no file longer than {most}"
        if done.returncode:
            said_in_words(done, what)
        witness.judge(trial, done, what)
    assert witness.tally["not acknowledged"] > TRIALS // 4
    witness.end("no file may grow")


def test_a_full_tmpfs(tmp_path: Path) -> None:
    with tmpfs(tmp_path, 16 * MEGABYTE) as at:
        fill_again_and_again(at, "a full tmpfs")


def test_a_full_ext4(tmp_path: Path) -> None:
    with mounted(ext4_image(tmp_path, 24 * MEGABYTE)) as at:
        fill_again_and_again(at, "a full ext4")


def fill_again_and_again(at: Path, name: str) -> None:
    witness = Witness(at / "store")
    for _ in range(TRIALS):
        trial = witness.trial(sizes=SIZES)
        room = witness.chance.choice((0, 0, 1, 4096, 8192, 12288, 16384, 32768, witness.chance.randrange(100_000)))
        what = f"{name} with room for {room}"
        filler = fill(at, room)
        try:
            done = witness.run(*trial.argv)
            if done.returncode:
                said_in_words(done, what)
            full = witness.run("get", trial.school, trial.field)
            assert full.returncode == 0, f"UNREADABLE: {what}: {full.stderr}"
        finally:
            filler.unlink()
        witness.judge(trial, done, what)
    assert witness.tally["not acknowledged"] > TRIALS // 5
    witness.end(name)
