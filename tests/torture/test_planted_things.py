"""Every kind of thing that is no file, planted in every folder of a shared store by one of its members."""

import grp
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from msgspec import structs

from siptui.cli.commands.invented_caseload import demo_store
from siptui.records.change import Change
from siptui.store import engines
from siptui.store.office_settings import Sharing
from siptui.store.store import Store

pytestmark = [
    pytest.mark.torture,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be two people"),
]
MEMBER = 12345
TEXT = "visits/autumn/activities"
PATIENCE = 20  # seconds, of a command that takes a tenth of one
FOLDERS = {"schools": "{}.json", "history": "{}.jsonl", "locks": "{}.lock", "derived": "summary.json"} | {
    "copies": "2026-01-01.zip",
    "inbox": "tracking.xlsx",
    "drafts": "root",
}


def plug(path: Path) -> None:
    os.chdir(path.parent)
    socket.socket(socket.AF_UNIX).bind(path.name)


KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "link out": lambda path: path.symlink_to("/etc/shadow"),
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "folder": lambda path: path.mkdir(),
    "socket": plug,
}


@pytest.fixture
def house() -> Iterator[Path]:
    """A folder that every user of the machine may pass through, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="siptui-planted-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def become_member(group: int) -> None:
    """Be another member of the store's group from now on."""
    os.setgroups([])
    os.setresgid(group, group, group)
    os.setresuid(MEMBER, MEMBER, MEMBER)
    os.umask(0o002)


def as_member(group: int, act: Callable[[], object]) -> int:
    """Do something as another member of the store's group; 0 where that could be done."""
    pid = os.fork()
    if pid == 0:
        try:
            become_member(group)
            act()
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def command(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "siptui", "--store", str(folder), *map(str, words)]
    return subprocess.run(argv, capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_every_kind_of_thing_in_every_folder(house: Path) -> None:
    """Every command ends, in words; the thing is named; what it points to and every other school are as they were."""
    group = next(g for g in grp.getgrall() if g.gr_name == "users")
    made = demo_store(house / "made", "tester", 3)
    made.care.back_up(house / "b.zip")
    made.backend.set_office(lambda office: structs.replace(office, sharing=Sharing("users")))
    list(engines.rebuild(made.folder))
    made.care.back_up(house / "shared.zip")
    shadow = Path("/etc/shadow").stat()
    trials = 0
    for (where, name), (kind, plant) in product(FOLDERS.items(), KINDS.items()):
        folder = house / f"s{trials}"
        list(engines.restore(folder, house / "shared.zip"))
        store = Store(folder, "root")
        victim, *others = store.backend.ids()
        store.change(victim, [Change(TEXT, "standing")])
        before = {other: store.load(other) for other in others}
        path = folder / where / name.format(victim)
        done = as_member(group.gr_gid, lambda path=path, plant=plant: (path.unlink(missing_ok=True), plant(path)))
        assert done == 0, f"{kind} cannot be planted in {where}"
        named = False
        for words in (
            ("verify",),
            ("review",),
            ("get", victim, TEXT),
            ("set", victim, TEXT, "typed"),
            ("history", victim),
            ("backup",),
            ("backup", house / f"{trials}.zip"),
            ("rebuild",),
            ("restore", house / "shared.zip"),
            ("verify",),
        ):
            said = command(folder, *words)
            what = f"{kind} in {where}: {words}: {said.returncode} {said.stderr[-300:]}"
            assert said.returncode in (0, 1, 3), what
            assert "Traceback" not in said.stderr, what
            named |= words == ("verify",) and str(path) in said.stderr
        assert named or (where, kind) == ("drafts", "folder"), f"{kind} in {where} is not named by verify"
        assert {other: Store(folder, "x").load(other).values for other in others} == {
            other: found.values for other, found in before.items()
        }
        trials += 1
    after = Path("/etc/shadow").stat()
    assert (after.st_uid, after.st_gid, after.st_mode, after.st_ino) == (
        shadow.st_uid,
        shadow.st_gid,
        shadow.st_mode,
        shadow.st_ino,
    )
    print(f"\nplanted things: {trials} trials of 10 commands each, 0 failures")


def test_what_is_flipped_while_rebuild_sets_rights(house: Path) -> None:
    """A member who flips a file for a link while root rebuilds gets nothing of root's."""
    group = next(g for g in grp.getgrall() if g.gr_name == "users")
    store = demo_store(house / "s", "tester", 2)
    secret = house / "secret"
    secret.write_text("root's own")
    secret.chmod(0o600)
    store.backend.set_office(lambda office: structs.replace(office, sharing=Sharing("users")))
    list(engines.rebuild(store.folder))

    def flip() -> None:
        place = store.folder / "derived" / "flipped"
        while True:
            place.unlink(missing_ok=True)
            place.write_text("mine")
            place.unlink()
            place.symlink_to(secret)

    pid = os.fork()
    if pid == 0:
        try:
            become_member(group.gr_gid)
            flip()
        finally:
            os._exit(1)
    try:
        for _ in range(60):
            list(engines.rebuild(store.folder))
            assert (secret.stat().st_uid, secret.stat().st_mode & 0o777) == (0, 0o600)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
