"""A block pasted over fields: what fits, what would be written over, what does not fit; seen before it is done."""

from collections.abc import AsyncIterator

import pytest
from textual import events
from textual.pilot import Pilot

from screens.fields.paste_preview import PastePreview
from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, opened, press, settle, shown

READING = "progress/reading"


@pytest.fixture
async def pilot(store: Store, ashwell: str) -> AsyncIterator[Pilot[None]]:
    """Part D with one figure in it, the cursor on the first cell of Year 1."""
    store.change(ashwell, [Change(f"{READING}/1/2010-12", 9.5), Change(f"{READING}/2/2010-07", 11.25)])
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("reading/1", "2010-07")
        yield pilot


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


def figures(store: Store, ashwell: str) -> dict[str, object]:
    values = store.load(ashwell).values
    return {path.removeprefix(f"{READING}/"): value for path, value in values.items() if path.startswith(READING)}


async def test_into_empty_cells_it_is_pasted_at_once(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await paste(pilot, "8.25\t9.5\r\n\r\n")  # what stands there already is no matter
    assert not isinstance(pilot.app.screen, PastePreview)
    assert note(pilot) == "1 cell pasted; Ctrl+Z takes it back"
    assert figures(store, ashwell)["1/2010-07"] == 8.25


async def test_what_would_be_written_over_is_seen_before(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    before = figures(store, ashwell)
    await paste(pilot, "8.25\t10\n12\t13\n")
    text = shown(pilot)
    assert "Paste 4 cells, 2 of them filled in already" in text
    assert "now 9.5" in text
    assert "now 11.25" in text
    assert figures(store, ashwell) == before
    await press(pilot, "y")
    assert figures(store, ashwell) == {"1/2010-07": 8.25, "1/2010-12": 10, "2/2010-07": 12, "2/2010-12": 13}
    assert store.load(ashwell).last.why == "pasted"
    await press(pilot, "ctrl+z")
    assert figures(store, ashwell) == before  # one edit


async def test_only_into_empty_cells(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await paste(pilot, "8.25\t10\n12\t13\n")
    await press(pilot, "e")
    assert figures(store, ashwell) == {"1/2010-07": 8.25, "1/2010-12": 9.5, "2/2010-07": 11.25, "2/2010-12": 13}


async def test_a_blank_cell_over_a_filled_one_is_seen_before(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await paste(pilot, "8\t\t10\n")
    assert "(empty)" in shown(pilot)
    await press(pilot, "n")
    assert note(pilot) == "Nothing was pasted"
    assert figures(store, ashwell) == {"1/2010-12": 9.5, "2/2010-07": 11.25}


async def test_what_does_not_fit_is_said_and_the_rest_is_pasted(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await paste(pilot, "8.25\t\tabsent\n\tnine\t12.5\n")
    text = shown(pilot)
    assert "would be left out" in text
    assert "absent" in text
    assert "nine" in text
    await press(pilot, "y")
    assert figures(store, ashwell)["2/2011-03"] == 12.5
    assert figures(store, ashwell)["1/2010-07"] == 8.25


async def test_a_line_of_the_preview_is_read_whole(pilot: Pilot[None]) -> None:
    await paste(pilot, "8.25\tabsent since the start of term\n")
    await press(pilot, "down", "enter")
    assert "absent since the start of term" in shown(pilot)
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, PastePreview)


async def test_what_a_colleague_writes_meanwhile_stays(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await paste(pilot, "8.25\t10\n")
    store.change(ashwell, [Change(f"{READING}/1/2010-12", 17.5)])
    await press(pilot, "y")
    assert figures(store, ashwell)["1/2010-12"] == 17.5


async def test_more_rows_than_there_are_have_no_place(pilot: Pilot[None]) -> None:
    await paste(pilot, "\n".join(["1"] * 40))
    assert "there is no row for it" in shown(pilot)
    assert pilot.app.screen.query_one(Grid).row("unfit 0") is not None
