"""A SIP's login cannot read another's evaluation forms or drafts: by the store, by the command line, or by file."""

import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from siptui.framework.folders import lineage_of
from siptui.framework.own_folders import new_folder
from siptui.records.change import Change
from siptui.store import engines
from siptui.store.backup import write_archive
from siptui.store.drafts import Drafts, Entry, place_for
from siptui.store.office_settings import Person, Sharing
from siptui.store.people import add_person
from siptui.store.store import Store
from siptui.store.years.new_year import Turn
from support.faults.logins import done_as, logins

pytestmark = pytest.mark.xdist_group("users")  # the machine has them once
SIPS, MANAGERS = "siptui_test_all", "siptui_test_bosses"
ANN, BEN, MEG = "siptui_test_pa", "siptui_test_pb", "siptui_test_pm"
WORDS = "Always late, and the reports are thin."
PATH = "forms/school_evaluation/1/comments"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A shared store of two SIPs and a manager, all of them real logins, with an evaluation and a draft of Ann's."""
    with logins({ANN: (SIPS,), BEN: (SIPS,), MEG: (SIPS, MANAGERS)}):
        place = Path(tempfile.mkdtemp())
        try:
            place.chmod(0o755)
            store = Store.create(place / "store", "root", sharing=Sharing(SIPS))
            for initials, name, role, login in (
                ("AB", "Ann Bell", "sip", ANN),
                ("CD", "Ben Dunn", "sip", BEN),
                ("MM", "Meg Marsh", "manager", MEG),
            ):
                add_person(store, initials, Person(name, role, login))  # type: ignore[arg-type]
            store.add_school("Ashwell Primary", "primary", "AB")
            store.new("@AB", "school_evaluation")
            store.change("@AB", [Change(PATH, WORDS)])
            assert engines.make_private(store.folder, MANAGERS) == ["@AB", "@CD", "@MM"]
            yield store.folder
        finally:
            shutil.rmtree(place, ignore_errors=True)


def as_login(folder: Path, login: str, act: str, *said: str) -> str:
    """What a login gets to see by one way."""

    def done() -> object:
        store = Store(folder, login)
        match act:
            case "load":
                return store.load("@AB").values
            case "history":
                return [edit.changes for edit in store.history("@AB")]
            case "change":
                return store.change("@AB", [Change(PATH, said[0])])
            case "subjects":
                return store.subjects()
            case _:
                raise AssertionError(act)

    return done_as(login, done)


def test_the_sip_and_the_manager_read_it_and_a_colleague_does_not(folder: Path) -> None:
    assert WORDS in as_login(folder, ANN, "load")
    assert WORDS in as_login(folder, MEG, "load")
    assert "@AB: is for Ann Bell and the managers alone" in as_login(folder, BEN, "load")
    assert "is for Ann Bell and the managers alone" in as_login(folder, BEN, "history")
    assert as_login(folder, BEN, "subjects") == "['@CD', 'ashwell_primary']"
    assert as_login(folder, MEG, "subjects") == "['@AB', '@CD', '@MM', 'ashwell_primary']"


def test_each_reads_what_the_other_wrote_whatever_the_umask(folder: Path) -> None:
    assert "Edit(" in as_login(folder, MEG, "change", WORDS + " And so they were.")
    assert "And so they were." in as_login(folder, ANN, "load")
    note = [Change("person/not_schools", "Bramble, where a cousin works.")]
    assert "Edit(" in done_as(ANN, lambda: Store(folder, ANN).change("@AB", note), umask=0o077)
    assert "where a cousin works" in as_login(folder, MEG, "load")
    assert "is for Ann Bell" in as_login(folder, BEN, "change", "Never late.")


def printed(folder: Path, *argv: str) -> str:
    """What the command line says, to whoever runs this."""
    from siptui.cli.run_command import command

    receive, send = os.pipe()
    for number in (1, 2):
        os.dup2(send, number)
    sys.stdout, sys.stderr = (open(number, "w", closefd=False) for number in (1, 2))  # noqa: SIM115
    sys.argv = ["siptui", "--store", str(folder), *argv]
    command()
    sys.stdout.flush()
    sys.stderr.flush()
    for number in (1, 2, send):
        os.close(number)
    with os.fdopen(receive, "rb") as pipe:
        return pipe.read().decode()


def test_the_command_line_says_whose_it_is(folder: Path) -> None:
    assert WORDS in done_as(MEG, lambda: printed(folder, "get", "@AB", PATH))
    for argv in (("get", "@AB", PATH), ("get", "@AB"), ("history", "@AB"), ("forms", "@AB"), ("set", "@AB", PATH, "x")):
        said = done_as(BEN, lambda argv=argv: printed(folder, *argv))
        assert "is for Ann Bell and the managers alone; ask one of them" in said, argv
    for argv in (("dump",), ("find", "reports"), ("people",), ("quality",), ("due",), ("verify",)):
        said = done_as(BEN, lambda argv=argv: printed(folder, *argv))
        assert WORDS not in said, argv
        assert "Traceback" not in said, argv


def test_no_file_of_it_can_be_read_by_a_colleague(folder: Path) -> None:
    def everything() -> str:
        found = []
        for above, _, names in os.walk(folder):
            for name in names:
                try:
                    found.append(Path(above, name).read_bytes())
                except OSError:
                    continue
        assert len(found) > 3
        return str(WORDS.encode() in b"".join(found))

    assert done_as(BEN, everything) == "False"
    assert done_as(ANN, everything) == "True"


def test_nor_a_draft_by_whoever_is_not_its_writer(folder: Path) -> None:
    entry = Entry(school="@AB", path=PATH, old=None, text="half a sentence", when="2010-11-02T10:00:00")

    def typed() -> str:
        drafts = Drafts(place_for(folder, ANN))
        drafts.keep([entry])
        drafts._kept = []
        return str(drafts.folder)

    place = done_as(ANN, typed)
    assert Path(place).is_dir()
    for login in (BEN, MEG):
        assert "Permission" in done_as(login, lambda: os.listdir(place))  # noqa: PTH208
        assert done_as(login, lambda: [*Drafts(Path(place)).peek()]) == "[]"


def test_it_is_in_no_shared_copy_and_in_no_backup_of_a_colleagues(folder: Path, tmp_path: Path) -> None:
    store = Store(folder, "root")
    assert store.copy_of_today() == []
    [copy] = (folder / "copies").glob("*.zip")
    assert not [name for name in zipfile.ZipFile(copy).namelist() if "@AB" in name]
    out = Path(tempfile.mkdtemp())
    try:
        out.chmod(0o777)
        backed = lambda login: done_as(login, lambda: write_archive.write(Store(folder, login).backend, out / login))  # noqa: E731
        assert "@AB" not in backed(BEN)
        assert "@AB" in backed(MEG)
    finally:
        shutil.rmtree(out)


def test_a_folder_that_a_colleague_puts_in_its_place_is_not_believed(folder: Path) -> None:
    (folder / "people" / "@CD").rename(folder / "people" / "aside")
    try:
        made = done_as(ANN, lambda: (folder / "people" / "@CD").mkdir(0o777))
        assert made == "None"
        assert "belongs to somebody else" in done_as(MEG, lambda: Store(folder, MEG).load("@CD"))
        assert "belongs to somebody else" in done_as(
            MEG, lambda: Store(folder, MEG).change("@CD", [Change("forms/shadowing/1/school", "x")])
        )
        (folder / "people" / "@CD").rmdir()
        assert "has no folder yet" in done_as(MEG, lambda: Store(folder, MEG).load("@CD"))
    finally:
        (folder / "people" / "aside").rename(folder / "people" / "@CD")


def test_the_store_is_sound_for_each_of_them(folder: Path) -> None:
    for login in (ANN, BEN, MEG):
        assert done_as(login, lambda login=login: [p.line() for p in Store(folder, login).care.faults()]) == "[]"


def test_only_root_makes_records_private_and_begins_a_year_of_such(folder: Path) -> None:
    assert "only the machine's administrator" in done_as(MEG, lambda: engines.make_private(folder, MANAGERS))
    assert "only the machine's administrator" in done_as(MEG, lambda: Turn(Store(folder, MEG), "england_2025_26"))


def test_in_a_year_that_is_over_it_is_as_private(folder: Path) -> None:
    store = Store(folder, "root")
    places = store.office.framework_places(folder)
    home = places.find(store.framework.name)
    assert home
    new_folder.of_another_year(lineage_of(home, places), store.framework.name, folder / "frameworks", "next_year", 1)
    Turn(Store(folder, "root"), "next_year").begin()
    past = folder / "past" / "2010-11"
    assert WORDS in done_as(ANN, lambda: Store(past, ANN).load("@AB").values)
    assert WORDS in done_as(MEG, lambda: Store(past, MEG).load("@AB").values)
    assert "is for Ann Bell and the managers alone" in done_as(BEN, lambda: Store(past, BEN).load("@AB").values)
    assert "Ann Bell" in done_as(ANN, lambda: Store(folder, ANN).load("@AB").values)
    assert "is for Ann Bell" in done_as(BEN, lambda: Store(folder, BEN).load("@AB").values)
