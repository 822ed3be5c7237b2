"""Files of schools with a right seal and anything inside: no command stops, hangs or shows its insides."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siptui.cli.commands.invented_caseload import demo_store
from siptui.store.store import Store
from support.places import SAMPLES
from support.stores.bad_records import document, nested, plant

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1800)]
SECONDS = 5
PATHS = ("school/name", "visits/autumn/date", "visits/spring/next_date", "progress/reading/3/2010-12", "front/context")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(PATHS) | st.text(max_size=30)
records = st.dictionaries(keys, st.text(max_size=40) | st.integers() | st.floats(allow_nan=False), max_size=12)
PLACES = ("values", "last", "revision", "format", "id", "framework", "document", "record", "nested", "more")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound store of three schools."""
    return demo_store(tmp_path_factory.mktemp("bad") / "s", "tester", 3).folder


def run(store: Path, *words: str) -> tuple[int, str]:
    """A command's status and what it printed; its processor time is bounded, whatever else the machine does."""
    argv = [sys.executable, "-m", "siptui", "--store", str(store), "--as", "tester", *words]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(argv, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS * 12, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    TAKEN[words[0]] = max(took, TAKEN.get(words[0], 0))
    assert took < SECONDS, (words, took)
    assert done.returncode in range(4), (words, done)
    assert b"Traceback" not in done.stderr, (words, done.stderr)
    assert b"did not expect" not in done.stderr, (words, done.stderr)
    return done.returncode, done.stdout.decode()


def of_others(store: Path, bad: str) -> tuple[object, ...]:
    """What `get` and `review` say of every school but one."""
    rows = {row["id"]: row for row in json.loads(run(store, "review", "--json")[1])}
    others = sorted(school for school in rows if school != bad)
    assert len(others) == 2
    return *(run(store, "get", school) for school in others), [rows[school] for school in others]


TAKEN: dict[str, float] = {}
"""The longest that each command took, in seconds of its processes."""


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False)
@given(place=st.sampled_from(PLACES), what=anything, values=records)
def test_anything_under_a_right_seal(pristine: Path, place: str, what: object, values: dict[str, object]) -> None:
    store = pristine.with_name("tried")
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(pristine, store)
    good, bad, _ = (row.id for row in Store(store, "tester").overview()[0])
    before = of_others(store, bad)
    plant(store, bad, _body(store, bad, place, what, values))
    assert of_others(store, bad) == before
    for words in COMMANDS:
        given = {"BAD": bad, "GOOD": good, "TABLE": str(TABLE), "OUT": str(pristine.with_name("out"))}
        run(store, *(given.get(word, word) for word in words))
    assert of_others(store, bad) == before


def test_how_long_they_took() -> None:
    print("\n  the longest, in CPU seconds:", ", ".join(f"{name} {took:.2f}" for name, took in sorted(TAKEN.items())))


TABLE = SAMPLES / "tracking_whole_school.xlsx"
COMMANDS = (
    ("schools",),
    ("review",),
    ("verify",),
    ("dump",),
    ("init",),
    ("add-school", "Birch", "--phase", "moon"),
    ("get", "BAD"),
    ("get", "BAD", "school/name"),
    ("get", "BAD", "visits"),
    ("history", "BAD"),
    ("history", "BAD", "school/name"),
    ("source", "BAD", "visits/autumn/date"),
    ("import", "TABLE", "--school", "BAD", "--dry-run"),
    ("export", "summary", "BAD", "--out", "OUT", "--force"),
    ("export", "summary", "--all", "--out", "/dev/null/x"),
    ("backup",),
    ("set", "BAD", "school/number", "1"),
    ("import", "TABLE", "--school", "BAD", "--yes"),
    ("undo", "BAD"),
    ("redo", "BAD"),
    ("rebuild",),
    ("verify",),
    ("get", "BAD"),
)


def _body(store: Path, school_id: str, place: str, what: object, values: dict[str, object]) -> bytes:
    if place == "nested":
        return nested(store, school_id)
    found = document(store, school_id)
    record = found["record"]["1"]
    if place == "record":
        found["record"] = what
    elif place == "document":
        found["record"]["1"] = what
    elif place == "values":
        record["values"] = values or what
    else:
        record[place] = what
    return json.dumps(found).encode()
