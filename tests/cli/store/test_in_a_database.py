"""Every command on a store in a database does what it does on a folder; what does not apply is said in a sentence."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.store.transfer import to_another_place
from support import split_processes
from support.postgres.private_server import Server, server
from support.shell import Shell

CURRENT = "visits/autumn/judgements/S1.1/current"


@pytest.fixture
def private() -> Server:
    return server()


@pytest.fixture
def run() -> Callable[..., str]:
    """siptui on any place, as whoever that knows one as."""

    def run(place: str | Path, *argv: str, status: int = 0) -> str:
        done = split_processes.run(["--store", str(place), *argv])
        assert "Traceback" not in done.err, done.err
        assert done.status == status, done
        return done.err if status else done.out

    return run


@pytest.fixture
def moved(store: Store, ashwell: str, private: Server, run: Callable[..., str]) -> str:
    """The address of a store that was moved there from a folder, with some edits."""
    folder = Shell(store.folder)
    folder("set", ashwell, CURRENT, "3")
    folder("set", ashwell, CURRENT, "2")
    folder("add-person", "AB", "Ann Bee")
    address = private.address(private.new_database())
    run(store.folder, "move", "--to", address)
    return address


def test_there_and_back_again_is_the_same(
    store: Store, moved: str, run: Callable[..., str], tmp_path: Path, ashwell: str
) -> None:
    assert run(moved, "verify").endswith(": sound\n")
    assert run(moved, "dump") == run(store.folder, "dump")
    run(moved, "move", "--to", str(tmp_path / "back"))
    assert run(tmp_path / "back", "verify").endswith(": sound\n")
    for asked in (("dump",), ("history", ashwell), ("people",), ("review", "--json")):
        assert run(tmp_path / "back", *asked) == run(store.folder, *asked) == run(moved, *asked)
    assert Store(moved, "x").pupil_key == store.pupil_key == Store(tmp_path / "back", "x").pupil_key


def test_reading_and_editing(moved: str, run: Callable[..., str], ashwell: str) -> None:
    assert run(moved, "get", ashwell, CURRENT) == "2\n"
    run(moved, "set", ashwell, CURRENT, "4")
    assert run(moved, "undo", ashwell)
    assert run(moved, "get", ashwell, CURRENT) == "2\n"
    assert run(moved, "new", ashwell, "alert").strip() == "forms/alert/1"
    assert "Ashwell" in run(moved, "review")
    assert "no such school" in run(moved, "get", "nowhere", status=1)
    for asked in (("due",), ("check",), ("forms", ashwell), ("schools",), ("note", ashwell), ("find", "zzz")):
        run(moved, *asked)


def test_files_out_and_in(moved: str, run: Callable[..., str], ashwell: str, tmp_path: Path) -> None:
    book = tmp_path / "targets.xlsx"
    run(moved, "export", "targets", ashwell, "--out", str(book))
    run(moved, "import", str(book), "--yes")
    run(moved, "backup", str(tmp_path / "all.zip"))
    run(moved, "set", ashwell, CURRENT, "1")
    assert "put back" in run(moved, "restore", str(tmp_path / "all.zip"))
    assert run(moved, "get", ashwell, CURRENT) == "2\n"
    assert run(moved, "rebuild").endswith(": sound\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("backup",), "keeps no daily copies"),
        (("backup", "--keep", "3"), "keeps no daily copies"),
        (("new-year", "--framework", "milton_keynes_2010_11"), "is begun in a folder"),
        (("framework", "new", "ours", "--from", "milton_keynes_2010_11"), "is kept in a database"),
        (("init",), "holds a store already"),
        (("demo",), "is not made in a database"),
    ],
)
def test_what_does_not_apply_is_said(moved: str, run: Callable[..., str], asked: tuple[str, ...], said: str) -> None:
    assert said in run(moved, *asked, status=1)


def test_a_store_is_not_moved_onto_another_nor_onto_itself(store: Store, moved: str, run: Callable[..., str]) -> None:
    assert "holds a store already" in run(store.folder, "move", "--to", moved, status=1)
    assert "is where the store is already" in run(moved, "move", "--to", moved, status=1)
    assert "is a store already" in run(moved, "move", "--to", str(store.folder), status=1)


def test_a_move_that_does_not_end_well_leaves_no_store_there(
    store: Store, ashwell: str, private: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = private.address(private.new_database())

    def fails(*_: object) -> int:
        raise StoreFault("there", "fails", "try again", code="fails")

    with monkeypatch.context() as patch:
        patch.setattr(to_another_place, "_prove", fails)
        with pytest.raises(StoreFault, match="fails"):
            to_another_place.move(store, address)
    with pytest.raises(Refused, match="there is no store here"):
        Store(address, "x")
    assert to_another_place.move(store, address).subjects == [ashwell]


def test_a_server_that_is_not_there_is_status_3(run: Callable[..., str], tmp_path: Path) -> None:
    away = f"postgresql:///sips?host={tmp_path}"
    for asked in (("schools",), ("set", "ashwell", CURRENT, "2"), ("init",)):
        assert "cannot be reached" in run(away, *asked, status=3)


def test_a_password_in_an_address_is_refused_and_not_said(run: Callable[..., str]) -> None:
    said = run("postgresql://ab:hunter2@db/sips", "schools", status=1)
    assert "holds a password" in said
    assert "hunter2" not in said


def test_a_folder_s_store_loads_nothing_of_it(store: Store, ashwell: str) -> None:
    asked = ["--store", str(store.folder), "review"]
    code = (
        f"import sys; sys.argv = ['siptui', *{asked!r}]; from siptui.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if 'psycopg' in name or 'store.postgres' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n"), done.stdout
