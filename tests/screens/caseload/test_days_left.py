"""Days left for the school's answer are in sight on the caseload, on the school and on the note."""

from datetime import date

import pytest
from textual.widgets import Static

from screens.caseload.caseload import CaseloadScreen
from screens.forms.form_screen import FormScreen
from screens.frame.title_and_note import TitleBar
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.framework import Framework
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, press, settle, shown


class Today(date):
    """A day of the year that the framework is of."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return date(2010, 10, 21)


@pytest.fixture(autouse=True)
def in_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("caseload.caseload", "caseload.school_line", "school.school_screen", "forms.form_screen"):
        monkeypatch.setattr(f"screens.{module}.date", Today)


async def test_days_left_are_in_sight_and_sorted_by(store: Store, framework: Framework) -> None:
    visit = framework.visits[0]
    form = framework.form(visit.key)
    if not form.deadlines:
        pytest.skip("this framework waits for no comments")
    sent = f"{visit.at}/{framework.roles.sent}"
    for name, day in (("Ashwell", 21), ("Beechcroft", 16), ("Cedar", 19)):
        school = store.add_school(f"{name} Primary", "primary", "AB")
        store.change(school, [Change(sent, f"2010-10-{day}")])
    store.add_school("Damson Primary", "primary", "AB")
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        grid = app.screen.query_one(Grid)

        def cells() -> list[str]:
            return [
                row.cell(grid.columns.index(next(c for c in grid.columns if c.key == visit.key))).text
                for row in grid.rows
            ]

        assert cells() == ["3 left", "late 2", "1 left", ""]
        assert "answers due: 3, 1 late" in note(pilot)
        while "by days left" not in note(pilot):
            await press(pilot, "s")
        assert cells() == ["late 2", "1 left", "3 left", ""]
        assert isinstance(app.screen, CaseloadScreen)
        grid.move_to("beechcroft_primary")
        await press(pilot, "enter")
        assert "2 days late" in " ".join(shown(pilot).split())
        app.push_screen(FormScreen("beechcroft_primary", visit.key))
        await settle(pilot)
        assert "2 days late" in " › ".join(app.screen.query_one(TitleBar).way)
        assert app.screen.query(Static)
