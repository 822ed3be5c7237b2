"""Clients and servers killed, lines dropped, a full disk: what was acknowledged is there, and nothing twice."""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from support.faults.mounts import MEGABYTE, tmpfs
from support.places import ROOT
from support.postgres.dropping_way import Way
from support.postgres.private_server import OWNER, Server, server

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
SCHOOLS = ("ashwell", "birch", "cedar")
CLIENTS = 6
SECONDS = 12.0
CLIENT = ROOT / "tests" / "support" / "postgres" / "editing_client.py"


class Clients:
    """Processes that edit, with what each said; a killed one is followed by another."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address, self._folder, self._number = address, folder, 0
        self.running: list[subprocess.Popen[bytes]] = []
        for _ in range(CLIENTS):
            self.begin()

    def begin(self, seconds: float = SECONDS) -> None:
        name = f"client{self._number}"
        self._number += 1
        school = SCHOOLS[self._number % len(SCHOOLS)]
        with (self._folder / name).open("wb") as out:
            words = [sys.executable, str(CLIENT), self._address, school, name, str(seconds)]
            self.running.append(subprocess.Popen(words, stdout=out, stderr=out))

    def kill_one(self, chance: random.Random) -> None:
        killed = self.running.pop(chance.randrange(len(self.running)))
        killed.kill()
        killed.wait()
        self.begin(SECONDS / 2)

    def acknowledged(self) -> list[str]:
        """Every value that a client was told is saved, when all have ended."""
        for each in self.running:
            assert each.wait(120) == 0
        found: list[str] = []
        for path in self._folder.iterdir():
            text = path.read_text(errors="replace")
            assert "Traceback" not in text, text
            found += [line.removeprefix("ack ") for line in text.splitlines() if line.startswith("ack ")]
        return found


def judged(store: Store, acknowledged: list[str]) -> None:
    """Every acknowledged value is in the history once, every other at most once, and every history is sound."""
    counted = Counter(
        change.new
        for school in SCHOOLS
        for edit in store.history(school)
        if edit.why == "typed"
        for change in edit.changes
    )
    print(f"{len(acknowledged)} edits acknowledged, {sum(counted.values())} there")
    assert [value for value in acknowledged if counted[value] != 1] == []
    assert [value for value, number in counted.items() if number > 1] == []
    assert list(store.care.faults()) == []


@pytest.fixture
def private() -> Server:
    return server(safe=True, insists=True)


@pytest.fixture
def database(private: Server) -> str:
    name = private.new_database()
    store = Store.create(private.address(name), OWNER)
    for school in SCHOOLS:
        store.add_school(school.capitalize(), "primary")
    return name


def test_clients_killed_between_and_inside_edits(private: Server, database: str, tmp_path: Path) -> None:
    clients, chance = Clients(private.address(database), tmp_path), random.Random(1)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        time.sleep(chance.random() * 0.6)
        clients.kill_one(chance)
    judged(Store(private.address(database), OWNER), clients.acknowledged())


def test_the_server_stopped_at_once_between_and_inside_edits(private: Server, database: str, tmp_path: Path) -> None:
    clients, chance = Clients(private.address(database), tmp_path), random.Random(2)
    until, stops = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        time.sleep(1.0 + chance.random() * 0.7)
        private.stop()
        stops += 1
        time.sleep(chance.random() * 0.2)
        private.start()
    print(f"the server was stopped {stops} times")
    judged(Store(private.address(database), OWNER), clients.acknowledged())


@pytest.fixture
def way(private: Server) -> Iterator[Way]:
    found = Way(private)
    yield found
    found.end()


def test_lines_dropped_at_any_moment(private: Server, database: str, way: Way, tmp_path: Path) -> None:
    clients, chance = Clients(way.address(database), tmp_path), random.Random(3)
    until, drops = time.monotonic() + SECONDS, 0
    acts: list[Callable[[], None]] = [way.cut]
    for when in ("before commit", "after commit", "after commit, for long"):
        acts.append(lambda when=when: setattr(way, "drops", when))  # type: ignore[misc]
    while time.monotonic() < until:
        time.sleep(chance.random() * 0.2)
        chance.choice(acts)()
        drops += 1
        time.sleep(chance.random() * 0.1)
        way.close()
        way.open()
    way.drops = ""
    print(f"the line was dropped {drops} times")
    judged(Store(private.address(database), OWNER), clients.acknowledged())


def test_the_server_s_disk_full() -> None:
    """Edits are refused in words while it is; there is room again, and all that was acknowledged is there."""
    place = Path(tempfile.mkdtemp(prefix="siptui-full-", dir="/tmp"))
    place.chmod(0o711)
    try:
        with tmpfs(place, 160 * MEGABYTE) as at:
            at.chmod(0o777)
            private = Server(server(safe=True, insists=True).programs, safe=True, inside=at)
            try:
                fill_and_make_room(private, at)
            finally:
                private.end()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def fill_and_make_room(private: Server, at: Path) -> None:
    name = private.new_database()
    store = Store.create(private.address(name), OWNER)
    for school in SCHOOLS:
        store.add_school(school.capitalize(), "primary")
    acknowledged: list[str] = []
    refused: list[str] = []
    for turn in range(6):
        ballast = at / "ballast"
        with ballast.open("wb") as file:
            file.write(b"x" * max(0, shutil.disk_usage(at).free - (turn + 1) * 200_000))
        for number in range(400):
            value = f"{turn}.{number} " + random.Random(number).randbytes(9000).hex()
            try:
                store.change(SCHOOLS[number % 3], [Change("front/context", value)])
                acknowledged.append(value)
            except StoreFault as fault:
                refused.append(fault.problem.code)
                break
        ballast.unlink()
        if private.has_ended():
            private.start()
        while True:
            try:
                Store(private.address(name), OWNER).load(SCHOOLS[0])
                break
            except StoreFault:
                time.sleep(0.2)
    print(f"refused: {Counter(refused)}")
    assert refused
    assert set(refused) <= {"disk_full", "server_away", "unsure"}
    judged(Store(private.address(name), OWNER), acknowledged)
