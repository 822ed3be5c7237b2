"""The title says where one is; where it has no room for all, what is here stays and the beginning goes."""

import pytest
from rich.cells import cell_len

from screens.forms.form_screen import FormScreen
from screens.frame.title_and_note import TitleBar
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
