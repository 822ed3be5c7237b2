"""The store under kills, a full disk and many hands, through the command line: `make torture`.

A command that ends with 0 has promised that its edit is on disk. What is tested is the promise: afterwards the field
holds the new value (or, where nothing was promised, the old one), every other school is as it was, `verify` finds the
store sound, and the next edit goes through.
"""

import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from siptui.cli.demo import demo_store
from siptui.store import Store
from siptui.store.verify import faults

pytestmark = pytest.mark.torture
TRIALS = 200
FIELDS = [f"visits/{visit}/activities" for visit in ("autumn", "spring", "summer")]


@pytest.fixture
def office(tmp_path: Path) -> Store:
    """A store of ten invented schools."""
    return demo_store(tmp_path / "s", "tester", 10)


def command(store: Store, *argv: str) -> list[str]:
    return [sys.executable, "-m", "siptui", "--store", str(store.folder), *argv]


def others(store: Store, but: str) -> dict[str, object]:
    """Every record but one."""
    return {r.id: store.load(r.id).values for r in store.overview()[0] if r.id != but}


def judge(store: Store, school: str, field: str, old: object, new: str, promised: bool, before: object) -> None:
    """Old or new, new if promised; nobody else touched; sound; and it goes on."""
    found = store.load(school).values.get(field)
    assert found in ({new} if promised else {old, new})
    assert others(store, school) == before
    assert not [p.line() for p in faults(store.folder, store.framework, store.fields)]
    after = f"goes on after {new[:6]}"
    subprocess.run(command(store, "set", school, field, after), check=True, capture_output=True)
    assert store.load(school).values[field] == after
    assert not list(store.folder.rglob(".*.tmp"))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_killed_at_any_moment(office: Store, number: signal.Signals) -> None:
    chance = random.Random(number)
    schools = [r.id for r in office.overview()[0]]
    started = time.perf_counter()
    subprocess.run(command(office, "set", schools[0], FIELDS[0], "warm"), check=True)
    whole = time.perf_counter() - started
    for trial in range(TRIALS):
        school, field = chance.choice(schools), chance.choice(FIELDS)
        old, before = office.load(school).values.get(field), others(office, school)
        new = f"{trial} " + "é" * chance.choice((1, 300, 20_000))
        run = subprocess.Popen(command(office, "set", school, field, new), stderr=subprocess.PIPE)
        # Half anywhere in the run, half near its end, where it writes.
        time.sleep(chance.uniform(0, whole) if trial % 2 else chance.uniform(0.7, 1.05) * whole)
        run.send_signal(number)
        _, said = run.communicate(timeout=20)
        assert b"Traceback" not in said
        judge(office, school, field, old, new, run.returncode == 0, before)


def limited(most: int) -> Callable[[], None]:
    """A process that may not write a file longer than this, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def test_no_room(office: Store) -> None:
    school = office.overview()[0][0].id
    size = (office.folder / "schools" / f"{school}.json").stat().st_size
    for most in (0, 1, 10, 4096, size // 2, size - 1, size, size + 500, size + 30_000):
        old, before = office.load(school).values.get(FIELDS[0]), others(office, school)
        new = f"{most} " + "x" * 3000
        argv = command(office, "set", school, FIELDS[0], new)
        done = subprocess.run(argv, capture_output=True, text=True, preexec_fn=limited(most), check=False)
        assert done.returncode in (0, 3)
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == (done.returncode == 3)
        judge(office, school, FIELDS[0], old, new, done.returncode == 0, before)


@pytest.mark.parametrize("hands", [2, 8])
def test_many_hands_on_one_field(office: Store, hands: int) -> None:
    """Every acknowledged value is in the history once, and counting through --expect ends on the right number."""
    school = office.overview()[0][0].id
    script = (
        "import subprocess, sys\n"
        "for n in range(12):\n"
        "    subprocess.run([*sys.argv[3:], sys.argv[1], sys.argv[2] + '-' + str(n)], check=True)\n"
    )
    argv = command(office, "set", school)
    runs = [subprocess.Popen([sys.executable, "-c", script, FIELDS[0], f"hand{n}", *argv]) for n in range(hands)]
    assert [r.wait(120) for r in runs] == [0] * hands
    said = subprocess.run(command(office, "history", school, FIELDS[0]), capture_output=True, text=True, check=True)
    values = said.stdout.splitlines()
    assert all(values.count(f"hand{h}-{n}") == 1 for h in range(hands) for n in range(12))


def test_counting_up_together(office: Store) -> None:
    school = office.overview()[0][0].id
    subprocess.run(command(office, "set", school, FIELDS[0], "0"), check=True)
    script = (
        "import subprocess, sys\n"
        "good = 0\n"
        "for _ in range(15):\n"
        "    read = [*sys.argv[3:], 'get', *sys.argv[1:3]]\n"
        "    now = subprocess.run(read, capture_output=True, text=True).stdout.strip()\n"
        "    step = [*sys.argv[3:], 'set', *sys.argv[1:3], str(int(now) + 1), '--expect', now]\n"
        "    good += subprocess.run(step, capture_output=True).returncode == 0\n"
        "print(good)\n"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, school, FIELDS[0], *command(office)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(8)
    ]
    good = sum(int(r.communicate(timeout=200)[0]) for r in runs)
    assert office.load(school).values[FIELDS[0]] == str(good)
    assert good > 0


def test_readers_beside_a_writer(office: Store) -> None:
    school = office.overview()[0][0].id
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom siptui.store import Store\n"
            "from siptui.records.change import Change\n"
            "s = Store(Path(sys.argv[1]), 'w')\n"
            "for n in range(400):\n    s.change(sys.argv[2], [Change(sys.argv[3], f'v{n} ' + 'y' * (n % 7 * 900))])\n",
            str(office.folder),
            school,
            FIELDS[0],
        ]
    )
    read = 0
    while writer.poll() is None:
        value = str(office.load(school).values.get(FIELDS[0], ""))
        assert not value.startswith("v") or value == f"{value.split()[0]} " + "y" * (
            int(value[1:].split()[0]) % 7 * 900
        )
        assert office.history(school)
        read += 1
    assert writer.returncode == 0
    assert read > 10
