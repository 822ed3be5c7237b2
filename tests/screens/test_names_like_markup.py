"""No text from data is read as markup or as a command on any screen: it is shown as it is, or as a mark."""

import pytest
from textual.command import CommandList
from textual.pilot import Pilot

from screens.fields.history import HistoryScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.frame.help import HelpScreen
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Grid
from screens.unsaved.not_saved_list import NotSavedScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.records.controls_made_visible import marked
from siptui.records.problem import Problem, Refused
from siptui.store.drafts import Drafts, Entry, place_for
from siptui.store.store import Store
from support.names_like_markup import NAMES
from support.piloting import answer, note, press, settle, shown, until

SIZE = (200, 50)
TURNED = "as \u202edetrevni\u202c"
ALL = (*NAMES, "{no.such}", TURNED, "$warning [$text]", "\\[b]", "[link=x]y[/link]")
EACH_KIND = (*NAMES[:3], "{no.such}", TURNED)
EVALUATION = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture(params=EACH_KIND)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def school(store: Store, name: str) -> str:
    """A school of that name, in whose every text the name stands."""
    school_id = store.add_school(name, "primary")
    of_schools = {form.key for form in store.framework.forms if form.about == "school"}
    texts = [
        path
        for path, field in store.fields.items()
        if field.kind in {"line", "text"} and field.form in of_schools and path != "school/name"
    ]
    store.change(school_id, [Change(path, name) for path in texts])
    return school_id


def stands(pilot: Pilot[None], name: str, times: int = 1) -> None:
    """The name is on the screen as it is, so often at least."""
    picture = "".join(shown(pilot).split())
    assert picture.count("".join(marked(name).split())) >= times, f"{name}\n{shown(pilot)}"


async def test_on_every_screen_of_a_school(store: Store, school: str, name: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        stands(pilot, name)
        await press(pilot, "enter")
        stands(pilot, name, 4)  # in the title, and among the facts
        for screen, row, column in (
            (FormScreen(school, "front"), "school/headteacher", "value"),
            (FormScreen(school, "front"), "front/context", "value"),
            (FormScreen(school, "autumn"), "visits/autumn/focus", "value"),
            (JudgementScreen(school, "autumn"), "S1.1", "evaluation"),
            (ProgressScreen(school), "reading/1", "comment"),
            (SummaryScreen(school), "E13", "current"),
        ):
            app.push_screen(screen)
            await settle(pilot)
            app.screen.query_one(Grid).move_to(row, column)
            await settle(pilot)
            stands(pilot, name, 1 if isinstance(screen, SummaryScreen) else 2)
        app.push_screen(HistoryScreen(school, EVALUATION, app.screen.where()))
        await settle(pilot)
        stands(pilot, name, 3)


async def test_where_it_is_edited(store: Store, school: str, name: str) -> None:
    app = SiptuiApp(store, school)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.push_screen(FormScreen(school, "front"))
        await settle(pilot)
        app.screen.query_one(Grid).move_to("school/chair", "value")
        await press(pilot, "s")
        assert "was: " in shown(pilot)
        stands(pilot, f"was: {name}")
        await press(pilot, "escape", "f9")
        stands(pilot, name)
        assert store.load(school).values["school/chair"] == name


async def test_in_the_finder(store: Store) -> None:
    for name in ALL:
        store.change(store.add_school(name, "primary"), [Change("school/sip", name)])
    app = SiptuiApp(store)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for name in ALL:
            await pilot.press("ctrl+p")
            await until(pilot, lambda: app.screen.query(CommandList))
            await pilot.press(*[c for c in name if c.isalpha()][:3])
            await until(pilot, lambda name=name: [marked(name), f"primary school of {marked(name)}"] in listed(pilot))
            await press(pilot, "escape", "escape")


def listed(pilot: Pilot[None]) -> list[list[str]]:
    """The lines of each thing the finder offers; the caseload below shows the names too."""
    return [str(each.prompt).splitlines() for each in pilot.app.screen.query_one(CommandList).options]


async def test_in_what_is_said(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for name in ALL:
            app.screen.say(f"About {name}, \x1b[31m and \x9b31m", problem=True)
            await settle(pilot)
            stands(pilot, f"About {name}, ␛[31m and <U+009B>31m")
            await press(pilot, "f5")
            assert isinstance(app.screen, MessageScreen)
            stands(pilot, name)
            app.push_screen(HelpScreen(name, [(name, name)], [name]))
            await settle(pilot)
            stands(pilot, name, 4)
            await press(pilot, "escape", "escape")


async def test_in_a_clash_and_in_what_is_not_saved(store: Store, school: str, name: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.colleagues_changes.EVERY", 600)
    app = SiptuiApp(store, school)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        Store(store.folder, "other").change(school, [Change(EVALUATION, f"theirs {name}")])
        app.desk.change(school, [Change(EVALUATION, f"mine {name}")])
        await settle(pilot)
        stands(pilot, f"theirs {name}")
        stands(pilot, f"mine {name}")
        await answer(pilot, "t")

        def refuse(*_: object, **__: object) -> None:
            raise Refused(Problem(name, f"is refused, {name}", code="refused"))

        monkeypatch.setattr(store, "change", refuse)
        app.desk.change(school, [Change(EVALUATION, f"lost {name}")])
        await settle(pilot)
        assert "is refused" in note(pilot)
        stands(pilot, f"is refused, {name}")
        await press(pilot, "f12")
        assert isinstance(app.screen, NotSavedScreen)
        stands(pilot, f"lost {name}", 2)
        stands(pilot, f"is refused, {name}")


async def test_in_a_draft_that_is_offered(store: Store, school: str, name: str) -> None:
    session = Drafts(place_for(store.folder, store.who))
    session.keep(
        [Entry(school=school, path=EVALUATION, old=name, text=f"half {name}", when="2010-10-12T09:05:00+00:00")]
    )
    session.close()
    app = SiptuiApp(store)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        stands(pilot, f"half {name}")
        await answer(pilot, "k")
    assert store.load(school).values[EVALUATION] == f"half {name}"
