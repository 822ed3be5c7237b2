"""At the desk: a row that two begin at once, forms begun, and steps taken, with what was typed before on disk."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from siptui.desk.open_records import Desk
from siptui.desk.write_queue import Outcome, gone_in_words
from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.store import Store
from support.stores.small_store import small_store

ROW, NEXT = "visits/look/actions/3", "visits/look/actions/4"
TEXT = "visits/look/text"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small_store(tmp_path / "s")


@pytest.fixture
def ashwell(store: Store) -> str:
    return "ashwell_primary"


@pytest.fixture
def told() -> list[Outcome]:
    return []


@pytest.fixture
async def desk(store: Store, ashwell: str, told: list[Outcome]) -> AsyncIterator[Desk]:
    """Ann's desk, with the school open."""
    found = Desk(Store(store.folder, "ann"), told.append, lambda: None)
    await found.open(ashwell)
    work = asyncio.create_task(found.work())
    yield found
    work.cancel()


async def test_the_row_of_whoever_comes_second_goes_down_with_all_that_was_typed_in_it(
    store: Store, ashwell: str, desk: Desk, told: list[Outcome]
) -> None:
    store.change(ashwell, [Change(f"{ROW}/what", "Ben's action")])
    desk.change(ashwell, [Change(f"{ROW}/what", "Ann's action", None)])
    desk.change(ashwell, [Change(f"{ROW}/lead", "Ann", None)])
    await desk.settled()
    values = store.load(ashwell).values
    assert {path: values[path] for path in values if "/actions/" in path} == {
        f"{ROW}/what": "Ben's action",
        f"{NEXT}/what": "Ann's action",
        f"{NEXT}/lead": "Ann",
    }
    assert desk.record(ashwell) == values
    assert [outcome.rows for outcome in told] == [{ROW: NEXT}, {}]
    assert gone_in_words(told[0].rows) == "Row 3 was begun by somebody else meanwhile, and yours is row 4"
    assert desk.undo(ashwell)
    await desk.settled()
    assert f"{NEXT}/lead" not in store.load(ashwell).values


async def test_a_row_that_was_emptied_and_begun_again_goes_where_it_went(
    store: Store, ashwell: str, desk: Desk
) -> None:
    store.change(ashwell, [Change(f"{ROW}/what", "Ben's action")])
    desk.change(ashwell, [Change(f"{ROW}/what", "Ann's action", None)])
    desk.change(ashwell, [Change(f"{ROW}/what", None)])
    desk.change(ashwell, [Change(f"{ROW}/what", "Ann's other action", None)])
    await desk.settled()
    values = store.load(ashwell).values
    assert (values[f"{ROW}/what"], values[f"{NEXT}/what"]) == ("Ben's action", "Ann's other action")


async def test_what_was_typed_is_on_disk_before_a_step_and_locked_after_it(
    store: Store, ashwell: str, desk: Desk
) -> None:
    desk.change(ashwell, [Change(TEXT, "typed just before")])
    await desk.step(ashwell, "visits/look", "send", "26/11/2010")
    assert [edit.why for edit in store.history(ashwell)] == ["added", "typed", "step: send"]
    await desk.step(ashwell, "visits/look", "agree")
    assert desk.record(ashwell)["visits/look/state"] == "final"
    assert (await desk.as_it_was(ashwell, "visits/look")).values[TEXT] == "typed just before"
    with pytest.raises(Refused, match="is final"):
        await desk.step(ashwell, "visits/look", "send")
    desk.change(ashwell, [Change(TEXT, "typed after")])
    await desk.settled()
    assert [(each.reason, each.text) for each in desk.not_saved()] == [("refused", "typed after")]
    assert store.load(ashwell).values[TEXT] == "typed just before"


async def test_a_form_is_begun_and_its_beginning_can_be_undone(store: Store, ashwell: str, desk: Desk) -> None:
    assert await desk.new(ashwell, "alarm", "3/2/2011") == "forms/alarm/1"
    assert desk.record(ashwell)["forms/alarm/1/on"] == "2011-02-03"
    assert desk.undo(ashwell)
    await desk.settled()
    assert "forms/alarm/1/on" not in desk.record(ashwell)
