"""A new year: the old one is kept whole and is never written again; whatever stops it, it can be begun again."""

import os
import shutil
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store import engines
from siptui.store.faults import StoreFault
from siptui.store.files import past_years
from siptui.store.folder.care import year_turned
from siptui.store.folder.care.restore import restore
from siptui.store.store import Store
from siptui.store.years.new_year import Turn
from siptui.store.years.store_of_each import all_years, year_before
from support.stores.next_year import NEXT
from support.stores.proof import proof, records

DATE = "visits/autumn/date"


def everything(store: Store) -> dict[str, list[object]]:
    return {subject: [store.load(subject), *store.history(subject)] for subject in store.subjects()}


def whole(folder: Path) -> dict[Path, bytes]:
    """Every file of a store but its locks, which hold nothing."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.parent.name != "locks"}


def test_the_old_year_stands_beside_the_new_one_to_the_last_edit(year: Store) -> None:
    before = everything(year)
    begun = Turn(year, NEXT).begin()
    assert begun.in_words() == "2 schools and 1 person go on into 2011-12 with 11 entries"
    now = Store(year.folder, "tester")
    past = year_before(now)
    assert past
    assert past.folder == year.folder / "past" / "2010-11"
    assert everything(past) == before
    assert [each.framework.identity.year for each in all_years(now)] == ["2011-12", "2010-11"]
    assert [each.framework.identity.year for each in all_years(past)] == ["2011-12", "2010-11"]
    assert proof(now) == proof(past) == []


def test_the_new_year_begins_with_a_history_of_one_edit_that_nobody_takes_back(year: Store) -> None:
    Turn(year, NEXT).begin()
    now = Store(year.folder, "tester")
    school = now.load("ashwell_primary")
    assert (school.revision, school.framework, school.values["front/la_category"]) == (1, NEXT, "2")
    assert DATE not in school.values
    with pytest.raises(Refused, match="changed nothing here that could be undone"):
        now.undo("ashwell_primary")
    now.change("ashwell_primary", [Change(DATE, "2011-10-11", None)])
    assert [edit.revision for edit in now.history("ashwell_primary")] == [1, 2]


def test_nothing_is_written_to_a_year_that_is_over(year: Store) -> None:
    Turn(year, NEXT).begin()
    past = Store(year.folder / "past" / "2010-11", "tester")
    before = whole(past.folder)
    for act in (
        lambda: past.change("ashwell_primary", [Change(DATE, "2010-10-13")]),
        lambda: past.add_school("Newcomer", "primary"),
        lambda: past.step("ashwell_primary", "visits/autumn", "send"),
        lambda: past.new("ashwell_primary", "alert"),
        lambda: past.backend.set_office(lambda office: office),
    ):
        with pytest.raises(StoreFault, match="the year 2010-11 is over, and stays as it was"):
            act()
    said = past.unwritable()
    assert said
    assert said.code == "year_over"
    past.overview()
    assert past.copy_of_today() == []
    left = {
        path: path.read_bytes() for path in past.folder.rglob("*") if path.is_file() and path.parent.name != "locks"
    }
    assert left == {path: data for path, data in before.items() if path.parent.name != "locks"}


def test_whoever_has_the_store_open_writes_nothing_more_once_another_year_has_begun(year: Store) -> None:
    open_still = Store(year.folder, "tester")
    open_still.change("ashwell_primary", [Change(DATE, "2010-10-13")])
    Turn(year, NEXT).begin()
    said = open_still.unwritable()
    assert said
    assert said.code == "year_turned"
    with pytest.raises(StoreFault, match="has begun another year since you opened it"):
        open_still.change("ashwell_primary", [Change("visits/spring/date", "2011-02-01")])
    assert "visits/spring/date" not in Store(year.folder, "tester").load("ashwell_primary").values


@pytest.mark.parametrize("stop", ["put_away", "_complete", "begin", "drafts_away"])
def test_stopped_on_the_way_it_is_begun_again_and_nobody_writes_meanwhile(
    year: Store, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    before = everything(year)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(year_turned, stop, stopped)
        with pytest.raises(KeyboardInterrupt):
            Turn(year, NEXT).begin()
    if stop != "drafts_away":
        with pytest.raises(StoreFault, match=f"finish: siptui new-year --framework {NEXT}"):
            Store(year.folder, "tester").change("ashwell_primary", [Change(DATE, "2010-10-14")])
        Turn(Store(year.folder, "tester"), NEXT).begin()
    now = Store(year.folder, "tester")
    past = year_before(now)
    assert past
    assert everything(past) == before
    assert now.load("ashwell_primary").values["last_year/priorities/1"] == "Writing"
    assert proof(now) == []
    now.change("ashwell_primary", [Change(DATE, "2011-10-11")])


def test_stopped_between_two_schools_each_still_begins_with_what_its_old_year_left(
    year: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = engines.begin_records

    def half(place: Path, all_of_them: object) -> None:
        first = next(iter(all_of_them))  # type: ignore[call-overload]
        begin(place, [first])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(engines, "begin_records", half)
        with pytest.raises(KeyboardInterrupt):
            Turn(year, NEXT).begin()
    Turn(Store(year.folder, "tester"), NEXT).begin()
    assert Store(year.folder, "tester").load("ashwell_primary").values["last_year/priorities/1"] == "Writing"


def test_a_school_that_has_closed_is_in_the_old_year_alone(year: Store) -> None:
    year.change("bramble_junior", [Change("deployment/closed", "2011-07-25")])
    begun = Turn(year, NEXT).begin()
    assert begun.closed == ["bramble_junior"]
    now = Store(year.folder, "tester")
    assert now.subjects() == ["@AB", "ashwell_primary"]
    past = year_before(now)
    assert past
    assert past.load("bramble_junior").values["deployment/closed"] == "2011-07-25"
    assert proof(now) == []


def test_a_framework_of_the_same_year_or_of_one_that_is_over_is_refused(year: Store) -> None:
    with pytest.raises(Refused, match="is of 2010-11, which this store has already"):
        Turn(year, "milton_keynes_2010_11")
    Turn(year, NEXT).begin()
    with pytest.raises(Refused, match="which this store has already"):
        Turn(Store(year.folder, "tester"), "milton_keynes_2010_11")
    with pytest.raises(Refused, match="is a year that is over"):
        Turn(Store(year.folder / "past" / "2010-11", "tester"), NEXT)


def test_a_school_that_cannot_be_read_stops_it_before_anything_is_put_away(year: Store) -> None:
    (year.folder / "schools" / "bramble_junior.json").write_bytes(b"garbage")
    with pytest.raises(StoreFault):
        Turn(year, NEXT).begin()
    assert past_years.names(year.folder) == []


def test_the_old_year_keeps_the_forms_it_was_written_under(year: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    Turn(year, NEXT).begin()
    folder = year.folder / "past" / "2010-11" / "frameworks"
    assert sorted(each.name for each in folder.iterdir()) == ["milton_keynes_2010_11", NEXT]
    past = Store(year.folder / "past" / "2010-11", "tester")
    home = past.office.framework_places(past.folder).find(past.office.framework)
    assert home
    assert home.lies == "store"


def test_a_backup_holds_every_year_and_gives_it_back(year: Store, tmp_path: Path) -> None:
    Turn(year, NEXT).begin()
    now = Store(year.folder, "tester")
    out = tmp_path / "all.zip"
    now.care.back_up(out)
    said = list(restore(tmp_path / "again", out))
    assert "put back the year 2010-11" in said
    again = Store(tmp_path / "again", "tester")
    assert records(again) == records(now)
    past, was = year_before(again), year_before(now)
    assert past
    assert was
    assert everything(past) == everything(was)
    assert past.office.closed
    assert proof(again) == []
    assert "2010-11: is there already, and stays as it is" in list(restore(tmp_path / "again", out))


def test_a_damaged_year_is_said_by_verify_and_put_back_from_a_backup(year: Store, tmp_path: Path) -> None:
    Turn(year, NEXT).begin()
    now, out = Store(year.folder, "tester"), tmp_path / "all.zip"
    now.care.back_up(out)
    hurt = year.folder / "past" / "2010-11" / "schools" / "ashwell_primary.json"
    hurt.write_bytes(b"garbage")
    assert [problem for problem in now.care.faults() if "past/2010-11" in problem.where]
    shutil.rmtree(year.folder / "past" / "2010-11")
    list(restore(year.folder, out))
    assert proof(Store(year.folder, "tester")) == []


def test_what_was_being_typed_goes_with_its_year(year: Store) -> None:
    kept = year.folder / "drafts" / "tester"
    kept.mkdir()
    (kept / "a draft").write_text("half a sentence")
    Turn(year, NEXT).begin()
    assert [*(year.folder / "drafts").iterdir()] == []
    assert (year.folder / "past" / "2010-11" / "drafts" / "tester" / "a draft").read_text() == "half a sentence"
    assert os.stat(year.folder / "drafts").st_mode & 0o777 == 0o700  # noqa: PTH116
