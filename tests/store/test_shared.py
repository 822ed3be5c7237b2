"""A shared store, and two real users of the machine with a group: what one may not read or write, one cannot."""

import contextlib
import io
import json
import os
import pwd
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.folder.office_file import FOLDERS
from siptui.store.office_settings import Sharing
from siptui.store.store import Store
from support.faults.logins import done_as, logins

pytestmark = pytest.mark.xdist_group("users")  # the machine has them once
TEXT = "visits/autumn/judgements/S1.1/evaluation"
USERS = {"siptui_test_ann": "member", "siptui_test_ben": "member", "siptui_test_eve": "stranger"}
GROUP = "siptui_test_sips"


def modes(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): stat.S_IMODE(p.stat().st_mode) for p in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize("write", [True, False])
def test_whatever_is_made_in_a_shared_store_is_the_groups(tmp_path: Path, umask: int, write: bool) -> None:
    import grp

    group = grp.getgrgid(os.getegid()).gr_name
    before = os.umask(umask)
    try:
        store = Store.create(tmp_path / "s", "ann", sharing=Sharing(group, write))
        school = store.add_school("Ashwell Primary", "primary")
        store.change(school, [Change(TEXT, "x")])
        store.overview()
    finally:
        os.umask(before)
    for name, mode in modes(store.folder).items():
        if name == "drafts":
            assert mode == 0o3770
        elif name in FOLDERS:
            assert mode == (0o2770 if write and name not in ("frameworks", "past") else 0o2750), name
        elif name == ".":
            assert mode == 0o2750
        else:
            assert mode == (0o660 if write and "/" in name else 0o640), name
    assert [p.line() for p in store.care.faults()] == []


def test_in_a_shared_store_one_is_who_one_logged_in_as(tmp_path: Path) -> None:
    import grp

    group = grp.getgrgid(os.getegid()).gr_name
    argv = [sys.executable, "-m", "siptui", "--store", str(tmp_path / "s")]
    subprocess.run([*argv, "init", "--shared", "--group", group], check=True, capture_output=True)
    done = subprocess.run(
        [*argv, "--as", "boss", "add-school", "Ashwell", "--phase", "primary"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "you are who you logged in as" in done.stderr
    env = os.environ | {"LOGNAME": "boss", "USER": "boss"}
    subprocess.run([*argv, "add-school", "Ashwell", "--phase", "primary"], check=True, capture_output=True, env=env)
    assert next(Store(tmp_path / "s", "x").history("ashwell")).who == pwd.getpwuid(os.geteuid()).pw_name


def test_a_group_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no group"):
        Store.create(tmp_path / "s", "ann", sharing=Sharing("nobody_has_this"))


def test_what_is_foreign_or_a_link_is_refused(store: Store, ashwell: str, tmp_path: Path) -> None:
    (store.folder / "locks").rename(tmp_path / "locks")
    (store.folder / "locks").symlink_to(tmp_path / "locks")
    with pytest.raises(StoreFault, match="symbolic link"):
        store.change(ashwell, [Change(TEXT, "x")])
    if os.geteuid() == 0:
        os.chown(store.folder / "schools" / f"{ashwell}.json", 12345, 12345)
        with pytest.raises(StoreFault, match="somebody else"):
            Store(store.folder, "x").load(ashwell)


# -- real users


@pytest.fixture(scope="module")
def people() -> Iterator[dict[str, int]]:
    """Users of this machine, two of them in the group: their numbers by name."""
    with logins({name: (GROUP,) if role == "member" else () for name, role in USERS.items()}):
        yield {name: pwd.getpwnam(name).pw_uid for name in USERS}


def as_user(name: str, act: Callable[[], object], umask: int = 0o077) -> str:
    """What `act` gives when that user does it, a closed umask being theirs; what it raises, by name and words."""
    return done_as(name, lambda: act() or "", umask)


def command(*argv: str) -> Callable[[], str]:
    """A siptui command, run in the process it is called in: its exit status, and what it said."""

    def act() -> str:
        from siptui.cli import main

        sys.argv = ["siptui", *argv]
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                main()
            except SystemExit as left:
                return f"{left.code} {out.getvalue()}"
        return f"? {out.getvalue()}"

    return act


@pytest.fixture
def house(people: dict[str, int], tmp_path: Path) -> Path:
    """A folder that everybody can get to, and in which the first user makes things."""
    for level in (tmp_path, *tmp_path.parents):
        if str(level).startswith("/tmp/") and level.stat().st_uid == 0:
            level.chmod(level.stat().st_mode | 0o011)
    place = tmp_path / "srv"
    place.mkdir()
    os.chown(place, people["siptui_test_ann"], -1)
    place.chmod(0o755)
    return place


ANN, BEN, EVE = USERS


def test_two_users_share_a_store_and_a_third_is_kept_out(house: Path) -> None:
    at = ["--store", str(house / "s")]
    assert as_user(ANN, command(*at, "init", "--shared", "--group", GROUP)).startswith("0 ")
    assert as_user(ANN, command(*at, "add-school", "Ashwell Primary", "--phase", "primary")).startswith("0 ")
    for user, text in ((BEN, "by ben"), (ANN, "by ann"), (BEN, "by ben again")):
        assert as_user(user, command(*at, "set", "ashwell", TEXT, text)) == "0 "
        assert as_user(user, command(*at, "review")).startswith("0 ")
    assert as_user(ANN, command(*at, "get", "ashwell", TEXT)) == "0 by ben again\n"
    said = as_user(BEN, command(*at, "history", "ashwell", "--json"))
    assert [edit["who"] for edit in json.loads(said.removeprefix("0 "))] == [ANN, BEN, ANN, BEN]
    assert as_user(BEN, command(*at, "undo", "ashwell")).startswith("0 ")
    assert as_user(BEN, command(*at, "backup")).startswith("0 ")
    for user in (ANN, BEN):
        assert as_user(user, command(*at, "verify")) == f"0 {house / 's'}: sound\n"

    for argv in (("get", "ashwell", TEXT), ("set", "ashwell", TEXT, "eve was here"), ("dump",), ("verify",)):
        said = as_user(EVE, command(*at, *argv))
        assert said[0] in "13", said
        assert said.count("\n") == 1
        assert "by ann" not in said
    files = [p for p in (house / "s").rglob("*") if p.is_file()]
    assert len(files) > 5
    for path in files:
        assert as_user(EVE, path.read_text).startswith("PermissionError"), path
        assert as_user(EVE, lambda path=path: str(path.write_text("x"))).startswith("PermissionError"), path
        assert as_user(EVE, lambda path=path: path.unlink()).startswith("PermissionError"), path


def test_only_the_owner_changes_what_a_shared_store_is(house: Path) -> None:
    at = ["--store", str(house / "s")]
    as_user(ANN, command(*at, "init", "--shared", "--group", GROUP))
    settings = house / "s" / "office.json"
    assert as_user(BEN, lambda: str(len(settings.read_text()))) != "0"
    for act in (lambda: str(settings.write_text("x")), lambda: settings.unlink(), lambda: (house / "s/x").mkdir()):
        assert as_user(BEN, act).startswith("PermissionError")


def test_where_the_group_may_only_read(house: Path) -> None:
    at = ["--store", str(house / "s")]
    assert as_user(ANN, command(*at, "init", "--shared", "--group", GROUP, "--read-only")).startswith("0 ")
    as_user(ANN, command(*at, "add-school", "Ashwell Primary", "--phase", "primary"))
    as_user(ANN, command(*at, "set", "ashwell", TEXT, "by ann"))
    assert as_user(BEN, command(*at, "get", "ashwell", TEXT)) == "0 by ann\n"
    assert as_user(BEN, command(*at, "review")).startswith("0 ")
    said = as_user(BEN, command(*at, "set", "ashwell", TEXT, "by ben"))
    assert said.startswith("3 ")
    assert "you may not do that" in said
    assert as_user(ANN, command(*at, "get", "ashwell", TEXT)) == "0 by ann\n"
    for path in (house / "s").rglob("*.json*"):
        assert as_user(BEN, lambda path=path: str(path.write_text("x"))).startswith("PermissionError"), path


def test_a_private_store_is_its_owners_alone(house: Path) -> None:
    at = ["--store", str(house / "s")]
    as_user(ANN, command(*at, "init"), umask=0)
    as_user(ANN, command(*at, "add-school", "Ashwell Primary", "--phase", "primary"), umask=0)
    for argv in (("schools",), ("get", "ashwell_primary"), ("set", "ashwell_primary", TEXT, "x")):
        said = as_user(BEN, command(*at, *argv))
        assert said[0] in "13", said
    assert as_user(BEN, lambda: str(list((house / "s").iterdir()))).startswith("PermissionError")
    # The machine's administrator may, and leaves the owner everything.
    Store(house / "s", "root").change("ashwell_primary", [Change(TEXT, "by root")])
    assert as_user(ANN, command(*at, "get", "ashwell", TEXT)) == "0 by root\n"
    assert as_user(ANN, command(*at, "set", "ashwell", TEXT, "by ann")) == "0 "
    assert as_user(ANN, command(*at, "verify")) == f"0 {house / 's'}: sound\n"


def test_a_draft_is_its_writers_alone(house: Path) -> None:
    as_user(ANN, command("--store", str(house / "s"), "init", "--shared", "--group", GROUP))
    mine = house / "s" / "drafts" / "ann"
    as_user(ANN, lambda: mine.mkdir(0o700))
    as_user(ANN, lambda: str((mine / "x.json").write_text("half a sentence")))
    assert as_user(BEN, (mine / "x.json").read_text).startswith("PermissionError")
    assert as_user(BEN, lambda: str(mine.rename(house / "s" / "drafts" / "gone"))).startswith("PermissionError")
