"""Once accepted, a figure says where it came from."""

from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from screens.importing import reading_file
from siptui.app import SiptuiApp
from siptui.intake.read_in_child import read_tracking
from siptui.records.source import Figure, Source
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal
from support.import_read import SIZE, read_in
from support.piloting import note, press


async def test_accepted_it_says_where_it_came_from_and_one_key_takes_it_back(
    store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "progress/reading/3/2010-12"
    source = Source("tracking.csv", "ab" * 32, {path: Figure(["tracking!E Reading Dec 10"], 2)})

    def read(*about: Any, **more: Any) -> TrackingProposal:
        return structs.replace(read_tracking(*about, **more), provenance=source)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        await press(pilot, "y")
        assert "tracking.csv: 3 figures imported; Ctrl+Z takes them all back" in note(pilot)
        last = store.load(ashwell).last
        assert (last.source, last.why) == (source, "imported from tracking.csv")
        assert store.load(ashwell).values[path] == 16
        await press(pilot, "ctrl+z")
        assert path not in store.load(ashwell).values
