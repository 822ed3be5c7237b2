"""The short way of `get` and of the start: where it answers at all, it answers what the long way does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from siptui.cli import fast_open_and_get
from siptui.cli.commands.get_set_undo_history import get_value
from siptui.records.change import Change
from siptui.store.store import Store

TEXT = "visits/autumn/judgements/S1.1/evaluation"
NUMBER = "progress/reading/3/2010-12"


@pytest.fixture
def typed(store: Store, ashwell: str) -> Store:
    store.change(ashwell, [Change(TEXT, "Boys' writing — [sic]\n🙂 second line"), Change(NUMBER, "18.25")])
    return store


def short(store: Store, *words: str) -> str | None:
    asked = fast_open_and_get.plain(["--store", str(store.folder), *words])
    return fast_open_and_get.text_of(*asked) if asked else None


@pytest.mark.parametrize("path", [TEXT, f"{TEXT}/", "school/name", "school/phase"])
def test_a_text_is_the_same_both_ways(typed: Store, ashwell: str, path: str) -> None:
    assert short(typed, "get", ashwell, path) == get_value(typed, ashwell, path)


@pytest.mark.parametrize(
    "words",
    [
        ("get", "ashwell", TEXT),
        ("get", "Ashwell Primary", TEXT),
        ("get", "ASHWELL_PRIMARY", TEXT),
        ("get", "ashwell_primary", NUMBER),
        ("get", "ashwell_primary", "visits/autumn"),
        ("get", "ashwell_primary", "no/such/field"),
        ("get", "ashwell_primary"),
        ("get", "ashwell_primary", TEXT, "--json"),
        ("get", "../office", TEXT),
        ("get", "", TEXT),
        ("set", "ashwell_primary", TEXT),
    ],
)
def test_whatever_else_goes_the_long_way(typed: Store, ashwell: str, words: tuple[str, ...]) -> None:
    assert short(typed, *words) is None


def test_no_damage_is_read_as_good(typed: Store, ashwell: str, tmp_path: Path) -> None:
    path = typed.folder / "schools" / f"{ashwell}.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 5):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 2]) + whole[place + 1 :])
        assert short(typed, "get", ashwell, "school/name") is None
    for harmed in (b"", whole[:-1], whole + b" ", whole.replace(b'"format":3', b'"format":4')):
        path.write_bytes(harmed)
        assert short(typed, "get", ashwell, "school/name") is None
    path.unlink()
    (tmp_path / "x.json").write_bytes(whole)
    path.symlink_to(tmp_path / "x.json")
    assert short(typed, "get", ashwell, "school/name") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give a file to somebody else")
def test_what_is_somebody_elses_is_not_read(typed: Store, ashwell: str) -> None:
    os.chown(typed.folder / "schools" / f"{ashwell}.json", 12345, -1)
    assert short(typed, "get", ashwell, "school/name") is None


@pytest.mark.parametrize(
    ("argv", "opens"),
    [
        ([], True),
        (["open"], True),
        (["open", "ashwell"], True),
        (["--store=/x", "--as", "ab", "open", "ashwell"], True),
        (["open", "a", "b"], False),
        (["review"], False),
        (["--help"], None),
        (["open", "--help"], None),
        (["--store"], None),
        (["--store", "/x", "--store", "/y"], None),
        (["--store", ""], None),
    ],
)
def test_what_opens_the_application(argv: list[str], opens: bool | None) -> None:
    asked = fast_open_and_get.plain(argv)
    assert (fast_open_and_get.opens(asked[1]) if asked else None) is opens


def test_the_short_way_imports_next_to_nothing(typed: Store, ashwell: str) -> None:
    script = (
        "import sys\nbefore = set(sys.modules)\nfrom siptui.cli import main\n"
        f"sys.argv = ['siptui', '--store', {str(typed.folder)!r}, 'get', {ashwell!r}, {TEXT!r}]\nmain()\n"
        "print(sorted({n.split('.')[0] for n in set(sys.modules) - before}), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "second line" in done.stdout
    assert not {"msgspec", "click", "pathlib", "typing", "textual", "tinydb"} & set(eval(done.stderr))


def test_an_error_at_the_start_is_in_words(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "siptui", "--store", str(tmp_path / "none")]
    for more in ([], ["open"], ["open", "x"]):
        done = subprocess.run([*argv, *more], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "there is no store here" in done.stderr
        assert "Traceback" not in done.stderr
