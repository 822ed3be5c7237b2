"""Files of schools with a right seal and anything inside: no command stops, hangs or shows its insides."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siptui.cli.commands.demo import demo_store
from siptui.store.store import Store
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
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return demo_store(tmp_path_factory.mktemp("bad") / "s", "tester", 3)


def run(store: Store, *words: str) -> tuple[int, str]:
    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), "--as", "tester", *words]
    done = subprocess.run(argv, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS * 6, check=False)
    assert done.returncode in range(4), (words, done)
    assert b"Traceback" not in done.stderr, (words, done.stderr)
    assert b"did not expect" not in done.stderr, (words, done.stderr)
    return done.returncode, done.stdout.decode()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=False)
@given(place=st.sampled_from(PLACES), what=anything, values=records)
def test_anything_under_a_right_seal(store: Store, place: str, what: object, values: dict[str, object]) -> None:
    good, bad, other = (row.id for row in store.overview()[0][:3])
    path = Path(store.folder) / "schools" / f"{bad}.json"
    whole = path.read_bytes()
    before = run(store, "get", good), run(store, "get", other)
    rows = {row["id"]: row for row in json.loads(run(store, "review", "--json")[1])}
    try:
        plant(store.folder, bad, _body(store, bad, place, what, values))
        assert (run(store, "get", good), run(store, "get", other)) == before
        now = {row["id"]: row for row in json.loads(run(store, "review", "--json")[1])}
        assert {k: v for k, v in now.items() if k != bad} == {k: v for k, v in rows.items() if k != bad}
        for words in COMMANDS:
            run(store, *(bad if word == "BAD" else word for word in words))
    finally:
        path.write_bytes(whole)


COMMANDS = (
    ("schools",),
    ("review",),
    ("verify",),
    ("dump",),
    ("get", "BAD"),
    ("get", "BAD", "school/name"),
    ("get", "BAD", "visits"),
    ("history", "BAD"),
    ("history", "BAD", "school/name"),
    ("source", "BAD", "visits/autumn/date"),
    ("set", "BAD", "school/number", "1"),
    ("undo", "BAD"),
    ("export", "summary", "--all", "--out", "/dev/null/x"),
)


def _body(store: Store, school_id: str, place: str, what: object, values: dict[str, object]) -> bytes:
    if place == "nested":
        return nested(store.folder, school_id)
    found = document(store.folder, school_id)
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
