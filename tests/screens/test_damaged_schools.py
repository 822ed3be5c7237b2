"""A school whose record cannot be read is a line of the caseload; every other opens and is edited as ever."""

import pytest

from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import press, settle, shown
from support.stores.bad_records import BAD, plant


@pytest.mark.parametrize("kind", BAD)
async def test_one_bad_record_is_one_line(store: Store, ashwell: str, kind: str) -> None:
    store.add_school("Birch Infant", "infant")
    plant(store.folder, "birch_infant", BAD[kind](store.folder, "birch_infant"))
    app = SiptuiApp(Store(store.folder, "tester"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = shown(pilot).splitlines()
        assert any("birch_infant" in line and "damaged" in line for line in lines)
        row = next(n for n, line in enumerate(lines) if "Ashwell" in line)
        bad = next(n for n, line in enumerate(lines) if "birch_infant" in line)
        await press(pilot, *["down"] * max(0, row - bad), "enter")
        assert "Autumn visit" in shown(pilot)
        app.desk.change(ashwell, [Change("school/number", "7")])
        await settle(pilot)
    assert store.load(ashwell).values["school/number"] == "7"
    assert app.went_wrong() == []
