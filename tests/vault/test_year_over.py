"""A new school year in a vault: last year's forms stay as they were, and the next review begins with what they left."""

from pathlib import Path

import pytest

from siptui.documents.returned.handed_over import keep, taken_over
from siptui.records.change import Change
from siptui.store.faults import StoreFault
from siptui.store.store import NEW_YEAR, Store
from siptui.store.years.store_of_each import year_before
from siptui.vault.deadlines_index import deadlines_in
from siptui.vault.files_out import hand_over
from siptui.vault.files_out.backup_copy import write as back_up
from siptui.vault.keys import key_file
from siptui.vault.vault_store import Vault, unlock
from support.stores.next_year import NEXT, begin_next
from support.stores.vaults import CHEAP, PASSPHRASE, PAST, made

SET, BEGUN = "htpm4/objectives/2/objective", "htpm3/previous/2/objective"
DAY, WORDS = "htpm1/review_date", "Boys' writing in Year 4"
GOVERNOR = "htpm1/governors/1/name"


@pytest.fixture
def vault(store: Store, ashwell: str) -> Vault:
    """The vault of a school whose headteacher's objectives have been set."""
    vault = made(store)
    vault.change(
        ashwell, [Change(SET, WORDS), Change(DAY, "2010-11-26"), Change(PAST, "Well"), Change(GOVERNOR, "Ms Oak")]
    )
    return vault


def again(store: Store, vault: Vault) -> Vault:
    return unlock(store, vault.folder, PASSPHRASE)


def own(vault: Vault, school: str) -> dict[str, object]:
    return vault.copied.left_out(vault.load(school).values)


def test_the_next_review_begins_with_the_objectives_that_were_set(store: Store, ashwell: str, vault: Vault) -> None:
    before = vault.engine.place(ashwell).read_bytes()
    now = again(begin_next(store), vault)
    assert own(now, ashwell) == {BEGUN: WORDS, GOVERNOR: "Ms Oak"}
    assert [(edit.why, edit.revision) for edit in now.history(ashwell)] == [(NEW_YEAR, 1)]
    assert now.engine.place(ashwell).read_bytes() == before  # reading writes nothing
    now.change(ashwell, [Change("htpm3/previous/2/evaluation", "Halfway there")])
    read = again(now.shared, now)
    assert own(read, ashwell) == {BEGUN: WORDS, GOVERNOR: "Ms Oak", "htpm3/previous/2/evaluation": "Halfway there"}
    assert [edit.revision for edit in read.history(ashwell)] == [1, 2]
    assert read.load(ashwell).framework == NEXT
    assert not list(read.care.faults())


@pytest.mark.parametrize("written", [False, True])
def test_last_year_is_read_as_it_was_and_never_written(store: Store, ashwell: str, vault: Vault, written: bool) -> None:
    before = own(vault, ashwell), list(vault.history(ashwell))
    now = again(begin_next(store), vault)
    if written:
        now.change(ashwell, [Change(PAST, "Better")])
    shared = year_before(now.shared)
    assert shared
    past = again(shared, vault)
    assert (own(past, ashwell), list(past.history(ashwell))) == before
    assert past.unwritable() is not None
    with pytest.raises(StoreFault, match="is over, and stays as it was"):
        past.change(ashwell, [Change(PAST, "Otherwise")])
    assert not list(past.care.faults())
    assert own(again(now.shared, vault), ashwell).get(PAST) == ("Better" if written else None)


def test_a_school_that_is_new_this_year_has_none_before(store: Store, ashwell: str, vault: Vault) -> None:
    now = again(begin_next(store), vault)
    birch = now.shared.add_school("Birch Infant", "infant", alone=True)
    now.change(birch, [Change(PAST, "New here")])
    shared = year_before(now.shared)
    assert shared
    assert own(again(shared, vault), ashwell)[PAST] == "Well"
    assert birch not in shared.subjects()


def test_an_older_file_of_last_year_put_back_is_noticed(store: Store, ashwell: str, vault: Vault) -> None:
    older = vault.engine.place(ashwell).read_bytes()
    vault.change(ashwell, [Change(PAST, "Very well")])
    now = again(begin_next(store), vault)
    now.change(ashwell, [Change(PAST, "Better")])
    (kept,) = (vault.folder / "past" / "2010-11").rglob("*.sealed")
    whole = kept.read_bytes()
    kept.write_bytes(older)
    assert [each.code for each in again(now.shared, now).care.faults()] == ["older_vault_file"]
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert [each.code for each in again(now.shared, now).care.faults()] != []
    kept.unlink()
    assert [each.code for each in again(now.shared, now).care.faults()] == ["record_missing"]
    again(now.shared, now).engine.take_for_newest()
    assert not list(again(now.shared, now).care.faults())
    now.engine.place(ashwell).write_bytes(older)
    assert [each.code for each in again(now.shared, now).care.faults()] == ["older_vault_file"]


def test_what_was_due_last_year_is_due_no_more(store: Store, ashwell: str, vault: Vault) -> None:
    assert deadlines_in(vault.folder, "2010-11")[ashwell]
    now = again(begin_next(store), vault)
    assert deadlines_in(vault.folder, "2011-12") == {}
    now.change(ashwell, [Change(DAY, "2011-11-25")])
    found = deadlines_in(vault.folder, "2011-12")[ashwell]
    assert {due.on[:4] for due in found} == {"2011"}


def test_a_backup_has_every_year(store: Store, ashwell: str, vault: Vault, tmp_path: Path) -> None:
    import zipfile

    now = again(begin_next(store), vault)
    now.change(ashwell, [Change(PAST, "Better")])
    back_up(vault.folder, tmp_path / "vault.zip", False)
    with zipfile.ZipFile(tmp_path / "vault.zip") as archive:
        archive.extractall(tmp_path / "back")
    (tmp_path / "back").chmod(0o700)
    shared = year_before(now.shared)
    assert shared
    (tmp_path / "back" / "locks").mkdir()
    past = unlock(shared, tmp_path / "back", PASSPHRASE)
    assert own(past, ashwell)[PAST] == "Well"
    assert (tmp_path / "back" / key_file.NAME).exists()


def test_last_years_records_are_handed_to_a_new_sip(store: Store, ashwell: str, vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "ashwell.handover"
    now = begin_next(store)
    shared = year_before(now)
    assert shared
    hand_over.write(again(shared, vault), ashwell, file, "quite other words", False, CHEAP)
    content = hand_over.read(file, "quite other words")
    theirs = made(now, "of the next SIP")
    theirs.change(ashwell, [Change(GOVERNOR, "Mr Elm")])
    back = taken_over(theirs, file, content, None)
    assert {each.path: each.new for each in back.proposal.merged.changes} == {BEGUN: WORDS}
    assert [(each.path, each.ours) for each in back.proposal.merged.clashes] == [(GOVERNOR, "Mr Elm")]
    theirs.change(ashwell, back.proposal.merged.changes)
    assert keep(theirs, ashwell, content) == "2010-11"
    assert keep(theirs, ashwell, content) == ""  # it is there
    past = unlock(shared, theirs.folder, PASSPHRASE)
    assert own(past, ashwell) == content.values
    assert not list(again(now, theirs).care.faults())
