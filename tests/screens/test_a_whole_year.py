"""One school's whole year by keyboard alone, at 80 by 24: four visits, 32 rows of judgements, Part F, three notes
sent, commented on and agreed.

Source: the handbook, section 6 and Annex A; facts.md §8 and §9.
"""

from datetime import date

import pytest
from textual.pilot import Pilot

from screens.caseload.caseload import CaseloadScreen
from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.grid import Grid
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.framework import load
from siptui.framework.model import JudgementsBlock
from siptui.records.change import Record
from siptui.rules.findings import findings
from siptui.rules.forms.earlier_version import AsItWas
from siptui.rules.steps import state_of, steps_from
from siptui.rules.summary import part_f, year_in_one_line, year_of
from siptui.store.store import Store
from support.piloting import note, press, settle, shown, walk

MK = load("milton_keynes_2010_11")
DAYS = {"familiarisation": "20/9/10", "autumn": "12/10/10", "spring": "2/3/11", "summer": "8/6/11"}
SAID = {
    "S1.1": "Boys lag; all is above national, on target.",
    "S1.3": "Children in care do well.",
    "Q10.1": "Statutory requirements are fully met.",
    "E16": "Governors monitor.",
    "Q5": "Teaching is on plan.",
    "E18.2": "Value for money is good.",
}
"""What the rules ask an evaluation to speak of."""
OTHERWISE = "Agreed."


def place_of(form: str) -> str:
    """Where a form lies; of one that there can be many of, the first."""
    return MK.form(form).place.replace("#", "1")


class Keyboard:
    """Hands on the keys of the application, which look at what is on the screen and at nothing else."""

    def __init__(self, pilot: Pilot[None], store: Store, school: str) -> None:
        self.pilot, self.store, self.school = pilot, store, school

    @property
    def grid(self) -> Grid:
        return self.pilot.app.screen.query_one(Grid)

    @property
    def record(self) -> Record:
        return self.store.load(self.school).values

    async def go(self, row: str, column: str = "") -> None:
        """Walk to a row by the arrows, and to a column in it."""
        await walk(self.pilot, row, column)
        assert (self.grid.cursor_row_key, column or self.grid.cursor_column_key) == (row, self.grid.cursor_column_key)

    async def open(self, row: str) -> None:
        await self.go(row)
        await press(self.pilot, "enter")

    async def type(self, row: str, words: str, column: str = "") -> None:
        """Write in a field, whatever its kind, and leave it."""
        await self.go(row, column)
        await press(self.pilot, *words)
        written = self.pilot.app.screen.query_one(TextPane).editing
        await press(self.pilot, "escape" if written else "enter")

    async def choose(self, row: str, key: str, column: str = "") -> None:
        await self.go(row, column)
        await press(self.pilot, key)

    async def step(self, form: str, key: str) -> str:
        """Take a step of the form that is open, by its place in the list; gives where the form stands then."""
        place = place_of(form)
        steps = [each.key for each in steps_from(MK, MK.form(form), place, self.record)]
        await press(self.pilot, "f4", *["down"] * steps.index(key), "enter")
        state = state_of(MK, MK.form(form), place, self.record)
        assert state is not None
        assert note(self.pilot) == f"It is {state.name} now"
        return state.key

    # -- the work of a visit

    async def head(self, form: str, about: str) -> None:
        """What every visit has: when, how long, with whom, and what was done."""
        at = place_of(form)
        await self.type(f"{at}/date", DAYS[form])
        await self.type(f"{at}/time_in_school", "1 day")
        await self.type(f"{at}/present", "Head")
        await self.type(f"{at}/{about}", "Lessons were seen.")

    async def judge(self, form: str) -> None:
        """Every row of a part: current and target category, both ratings and the evaluation."""
        visit = MK.visit(form)
        number = next(n for n, b in enumerate(MK.form(form).blocks) if isinstance(b, JudgementsBlock))
        await self.open(f"block/{number}")
        assert isinstance(self.pilot.app.screen, JudgementScreen)
        for row in visit.rows:
            await self.go(row.kip, "current")
            words = SAID.get(row.kip, OTHERWISE)
            await self.pilot.press("2", "right", "1", "right", "g", "right", "a", "e", *words, "escape")
        await press(self.pilot, "escape")
        assert isinstance(self.pilot.app.screen, FormScreen)

    async def agree(self, form: str) -> None:
        """The note's way: sent, commented on, amended, agreed."""
        at = place_of(form)
        assert await self.step(form, "send") == "sent"
        await self.choose(f"{at}/accuracy", "a")
        await self.type(f"{at}/comments/1", "Head", "who")
        await self.type(f"{at}/comments/1", "Add the choir.", "comment")
        assert await self.step(form, "amend") == "amended"
        await self.type(f"{at}/other_judgements", "The choir sings well.")
        await self.type(f"{at}/comments/1", "Added.", "answer")
        assert await self.step(form, "agree") == "final"
        await self.go(f"{at}/present")
        await press(self.pilot, "x")
        assert "locked" in note(self.pilot)


@pytest.mark.timeout(300)
async def test_a_school_s_whole_year_is_written_by_keyboard_alone(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keyboard(pilot, store, ashwell)
        await settle(pilot)
        assert isinstance(app.screen, CaseloadScreen)
        await press(pilot, "enter")

        await press(pilot, "n")
        await keys.open("familiarisation")
        await keys.head("familiarisation", "points")
        assert await keys.step("familiarisation", "send") == "sent"
        await press(pilot, "escape")

        await keys.open("autumn")
        await keys.head("autumn", "activities")
        await keys.judge("autumn")
        await keys.type("visits/autumn/priorities/1", "Raise writing.")
        await keys.type("visits/autumn/actions/1", "Moderate writing.", "what")
        await keys.type("visits/autumn/actions/1", "Deputy", "lead")
        await keys.choose("visits/autumn/category_current", "2")
        await keys.agree("autumn")
        await press(pilot, "escape")

        await keys.open("spring")
        assert "Moderate writing." in shown(pilot)
        await keys.head("spring", "activities")
        await keys.choose("visits/spring/previous/1", "d", "progress")
        await keys.judge("spring")
        await keys.agree("spring")
        await press(pilot, "escape")

        await keys.open("summer")
        await keys.head("summer", "activities")
        await keys.judge("summer")
        await press(pilot, "escape")
        assert isinstance(app.screen, SchoolScreen)
        await keys.open("summary")
        assert isinstance(app.screen, SummaryScreen)
        for code in ("E13", "E14", "E15"):
            await keys.go(code, "current")
            await press(pilot, "2", "right", "1", "right", *"8/6/11", "enter")
        await press(pilot, "escape")
        await keys.open("summer")
        await keys.agree("summer")
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, CaseloadScreen)
        assert "autumn 1, spring 1, summer 1" in " ".join(shown(pilot).split()) or "judged" in note(pilot)

    record = store.load(ashwell).values
    judged = [(visit, row.kip) for visit in MK.visits for row in visit.rows]
    assert len(judged) == 32
    for visit, kip in judged:
        row = [record.get(f"{visit.judged_at}/{kip}/{f.key}") for f in MK.register.judgement]
        assert row == ["2", "1", "green", "amber", SAID.get(kip, OTHERWISE)], (visit.key, kip)
    rows = [row for section in part_f(MK, record) for row in section.rows]
    assert len(rows) == 32
    assert [row.code for row in rows if not (row.current and row.target and row.date)] == ["E14.1"]
    assert [record[f"{visit.at}/state"] for visit in MK.visits] == ["final"] * 3
    today = date.today().isoformat()
    assert [record[f"visits/{key}/sent"] for key in ("autumn", "spring", "summer")] == [today] * 3
    assert record["visits/spring/previous/1/progress"] == "done"
    assert year_in_one_line(MK, year_of(MK, record, "Q5")).count("2→1 G/A") == 3
    assert list(findings(store.fields, record, date(2011, 7, 1))) == []
    was = store.as_it_was(ashwell, "visits/autumn")
    assert isinstance(was, AsItWas)
    assert (store.folder / "schools" / f"{ashwell}.json").stat().st_size > 1000
