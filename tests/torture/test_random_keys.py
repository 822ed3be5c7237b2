"""Ten thousand random keys over every screen, with resizes: no error, no growth, and the store holds what was shown."""

import os
import random
from pathlib import Path

import pytest

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.frame.desk_screen import DeskScreen
from siptui.app import SiptuiApp
from siptui.cli.commands.invented_caseload import demo_store
from siptui.store.store import Store
from support.piloting import settle

pytestmark = [pytest.mark.torture, pytest.mark.timeout(2400)]
KEYS, SEED = int(os.environ.get("RANDOM_KEYS", "10000")), int(os.environ.get("RANDOM_SEED", "7"))
GROWTH = 30  # MB
WARM = 2_000
"""Keys after which all screens have been seen, and what they import is in."""
MOVES = "up down left right home end pageup pagedown tab shift+tab".split()
COMMANDS = "enter escape delete backspace f2 f3 f6 f8 ctrl+z ctrl+y ctrl+p slash question_mark space".split()
BLOCKS = "shift+down shift+right ctrl+a ctrl+c ctrl+v".split()
LETTERS = list("1234ragedsintpkmxbw .5é学🙂")
SIZES = [(80, 24), (120, 40), (60, 15), (200, 60), (20, 5), (300, 80)]


def memory() -> float:
    """Megabytes this process has in use."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def step_to(app: SiptuiApp, chance: random.Random) -> None:
    """Open a screen of some school, as its own screen would."""
    school = chance.choice(app.desk.rows).id
    await app.desk.open(school)
    screen = chance.choice((JudgementScreen, JudgementScreen, FormScreen, ProgressScreen, SummaryScreen))
    visit = chance.choice(app.desk.framework.visits).key
    app.push_screen(screen(school, visit) if screen in (JudgementScreen, FormScreen) else screen(school))


async def test_ten_thousand_random_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where an export goes that is not told otherwise
    chance = random.Random(SEED)
    store = demo_store(tmp_path / "s", "tester", 6)
    app = SiptuiApp(Store(store.folder, "tester"))
    seen: set[str] = set()
    grown = before = 0.0
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for number in range(KEYS):
            if number == WARM:
                before = memory()
            if chance.random() < 0.01:
                await pilot.resize_terminal(*chance.choice(SIZES))
            kind = chance.choices((MOVES, COMMANDS, LETTERS, BLOCKS), (50, 40, 20, 5))[0]
            await pilot.press(chance.choice(kind))
            seen.add(type(app.screen).__name__)
            assert app._exception is None
            if number % 250 == 249:  # chance alone seldom finds the way to some
                await step_to(app, chance)
            if len(app.screen_stack) > 8:
                await pilot.press("escape", "escape", "escape")
        await settle(pilot)  # a screen may have been opened last
        grown = memory() - before if before else 0.0
        for _ in range(20):
            for screen in app.screen_stack:
                if isinstance(screen, DeskScreen):
                    screen.leave()
            await settle(pilot)
            if len(app.screen_stack) == 1:
                break
            app.pop_screen()
        shown = {school: dict(app.desk.record(school)) for school in app.desk._records}
    held = {school: Store(store.folder, "x").load(school).values for school in shown}
    print(f"\nscreens seen: {', '.join(sorted(seen))}; {len(shown)} schools opened; {grown:.1f} MB more")
    assert shown == held
    assert shown
    assert grown < GROWTH
    assert [p.line() for p in store.care.faults()] == []
