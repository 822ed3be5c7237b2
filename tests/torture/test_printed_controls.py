"""Whatever is planted in records, paths, histories and arguments: what is printed holds nothing a terminal obeys."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siptui.store.store import Store
from support.stores.bad_records import document, plant
from support.stores.planted import raw_controls

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1800)]
obeyed = st.text(
    st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Lu", "Nd"], exclude_characters="\0"), min_size=1, max_size=30
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store.create(tmp_path_factory.mktemp("printed") / "s", "tester")
    made.add_school("Ashwell Primary", "primary")
    return made


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=obeyed, path=obeyed, value=obeyed, who=obeyed, argument=obeyed)
def test_anything(store: Store, name: str, path: str, value: str, who: str, argument: str) -> None:
    place = Path(store.folder) / "schools" / "ashwell_primary.json"
    whole = place.read_bytes()
    found = document(store.folder, "ashwell_primary")
    record = found["record"]["1"]
    record["values"] = {"school/name": name, "school/phase": value, path: value, "front/context": value}
    record["last"] |= {"who": who, "why": value, "when": who}
    try:
        plant(store.folder, "ashwell_primary", json.dumps(found).encode())
        for words in (
            ("schools",),
            ("review",),
            ("review", "--json"),
            ("dump",),
            ("get", "ashwell_primary"),
            ("get", "ashwell_primary", "front/context"),
            ("history", "ashwell_primary"),
            ("history", "ashwell_primary", argument),
            ("source", "ashwell_primary", "school/name"),
            ("verify",),
            ("get", argument),
            ("set", "ashwell_primary", "school/phase", argument),
            ("import", argument, "--school", "ashwell_primary"),
            (argument,),
        ):
            argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), *words]
            done = subprocess.run(argv, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
            assert done.returncode in range(4), words
            assert not raw_controls((done.stdout + done.stderr).decode("utf-8", "surrogateescape")), words
    finally:
        place.write_bytes(whole)
