"""A value whose field the framework no longer has is on the school's screen, by the path that it was typed at."""

import json
from pathlib import Path

from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.records.paths_in_words import NO_LONGER_ASKED
from siptui.store.store import Store
from support.import_read import SIZE
from support.piloting import settle, shown
from support.shell import Shell
from support.stores.bad_records import plant, with_values


def _plant(store: Store, school_id: str) -> None:
    values = {"school/name": "Ashwell Primary", "school/phase": "primary", "visits/winter/date": "2010-01-12"}
    plant(store.folder, school_id, with_values(store.folder, school_id, values))


async def test_it_is_on_the_schools_screen(store: Store, ashwell: str) -> None:
    _plant(store, ashwell)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "No longer asked" in shown(pilot)
        assert "1 kept" in shown(pilot)
        app.screen.query_one(Grid).move_to("(no longer asked)", "name")
        await pilot.press("enter")
        await settle(pilot)
        assert "visits/winter/date" in shown(pilot)
        assert "2010-01-12" in shown(pilot)


async def test_a_record_without_such_values_has_no_such_line(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "No longer asked" not in shown(pilot)


def test_it_is_said_with_an_export_and_in_the_history(store: Store, ashwell: str, tmp_path: Path) -> None:
    _plant(store, ashwell)
    shell = Shell(store.folder)
    out = str(tmp_path / "f.xlsx")
    notes = json.loads(shell("export", "summary", ashwell, "--out", out, "--json"))["notes"]
    assert any(NO_LONGER_ASKED in note and "visits/winter/date" in note for note in notes)
