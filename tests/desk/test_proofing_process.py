"""A draft proofed in a process of its own: what is found is found, whatever becomes of the process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from siptui.desk import proofing_process
from siptui.desk.proofing_process import ProofingProcess
from siptui.proofing.mark import Known
from siptui.proofing.proof import marks
from siptui.records.problem import Refused

TEXTS = {"a": "This is teh first .", "b": "“Good” — ok. S1.9"}
KNOWN = Known(codes=["S1.1"])


@pytest.fixture
def process() -> Iterator[ProofingProcess]:
    made = ProofingProcess()
    yield made
    made.end()


def pid(process: ProofingProcess) -> int:
    assert process._process
    return process._process.pid


def test_it_finds_what_is_found_here(process: ProofingProcess) -> None:
    process.begin()
    assert process.marks(TEXTS, KNOWN) == marks(TEXTS, KNOWN)
    assert process.marks(TEXTS, KNOWN, spelling=False) == marks(TEXTS, KNOWN, spelling=False)
    assert process.marks({}, Known()) == []


def test_a_process_that_died_is_started_again(process: ProofingProcess) -> None:
    process.marks(TEXTS, KNOWN)
    first = pid(process)
    os.kill(first, signal.SIGKILL)
    assert process.marks(TEXTS, KNOWN)
    assert pid(process) != first


def test_one_that_says_nothing_is_waited_for_only_so_long(
    process: ProofingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofing_process, "SECONDS", 0.05)
    monkeypatch.setattr(proofing_process, "_START", "import time; time.sleep(60)")
    with pytest.raises(Refused) as refused:
        process.marks(TEXTS, KNOWN)
    assert refused.value.problems[0].code == "no_proofing"


def test_one_that_cannot_be_started_is_said(process: ProofingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    process.begin()
    with pytest.raises(Refused, match="cannot be proofed"):
        process.marks(TEXTS, KNOWN)


def test_it_ends_with_whoever_started_it() -> None:
    script = (
        "from siptui.desk.proofing_process import ProofingProcess; from siptui.proofing.mark import Known\n"
        "p = ProofingProcess(); p.marks({}, Known()); print(p._process.pid, flush=True); import os; os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    child = int(done.stdout)
    at = Path(f"/proc/{child}/stat")
    for _ in range(200):
        try:
            if at.read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except OSError:
            return
        time.sleep(0.02)
    pytest.fail("it goes on")


def test_nothing_of_it_is_loaded_where_siptui_starts() -> None:
    script = "import sys; import siptui.app, siptui.cli; print(' '.join(n for n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"hunspell", "siptui.proofing.dictionary"} & set(done.stdout.split())


def test_asking_loads_no_dictionary_here() -> None:
    script = "import sys; import siptui.desk.proofing_process; print('hunspell' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
