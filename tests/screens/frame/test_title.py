"""The title says where one is; without room for all, what is here stays, and a long name is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.forms.form_screen import FormScreen
from screens.frame.title_and_note import TitleBar, fitted
from siptui.store.store import Store
from support.piloting import opened, shown


@pytest.mark.parametrize("width", [30, 60, 80, 120])
async def test_what_is_here_stays(store: Store, width: int) -> None:
    school = store.add_school("The Blessed Something of Nowhere in Particular Voluntary Controlled", "primary")
    visit = store.framework.visits[0]
    async with opened(store, school, FormScreen(school, visit.key), size=(width, 24)) as pilot:
        title = pilot.app.screen.query_one(TitleBar)
        said, whole = shown(pilot).splitlines()[0].strip(), " › ".join(title.way)
        here = title.way[-1]
        if cell_len(whole) <= width - 2:
            assert said == whole
        elif cell_len(f"… › {here}") <= width - 2:
            assert said.startswith("… › ")
            assert said.endswith(here)
        else:
            assert said.startswith("… › ")
            assert said.endswith("…")
        pilot.app.desk.read_only = object()  # type: ignore[assignment]
        pilot.app.screen.title_again()
        await pilot.pause()
        assert shown(pilot).splitlines()[0].strip().startswith("READ-ONLY · ")


LONG = "The Blessed Aldhelm and Saint Cuthburga Church of England First School"


@pytest.mark.parametrize(
    ("way", "room", "said"),
    [
        (["Caseload", "Ashwell Primary"], 80, "Caseload › Ashwell Primary"),
        (["Caseload", "Ashwell Primary", "Autumn visit"], 35, "… › Ashwell Primary › Autumn visit"),
        (["Caseload", LONG, "Front sheet"], 50, "… › The Blessed Aldhelm and Saint C… › Front sheet"),
        (["Caseload", LONG, "Autumn visit", "Judgements"], 50, "… › The Blessed Aldhe… › Autumn visit › Judgements"),
        (["Caseload", LONG, "Autumn visit", "Judgements"], 30, "… › Autumn visit › Judgements"),
        (["Caseload", "学校" * 20, "Judgements"], 40, "… › 学校学校学校学校学校学… › Judgements"),
        (["Caseload", LONG], 40, f"… › {LONG}"),
    ],
)
def test_a_long_name_on_the_way_is_cut_before_a_place_is_left_out(way: list[str], room: int, said: str) -> None:
    assert fitted(way, room) == said


@given(st.lists(st.text("ab 学", min_size=1, max_size=60), min_size=1, max_size=5), st.integers(10, 130))
def test_what_is_here_is_always_said_and_all_fits_that_can(way: list[str], room: int) -> None:
    said = fitted(way, room)
    assert said.endswith(way[-1])
    assert cell_len(said) <= room or said in (way[-1], f"… › {way[-1]}")
