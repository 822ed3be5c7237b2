"""What a clash is about, as a person would say it."""

from screens.unsaved.clash import ClashScreen
from siptui.app import SiptuiApp
from siptui.desk.write_queue import Outcome
from siptui.records.change import Clash
from siptui.store.store import Store
from siptui.tracking.proposal_types import ANSWERS
from support.piloting import settle, shown


async def test_remembered_answers_are_told_in_words(store: Store, ashwell: str) -> None:
    clash = Clash(ANSWERS, None, "value:X=leave out", "value:X=2b")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(ClashScreen(Outcome(school_id=ashwell, why="imported", clashes=(clash,))))
        await settle(pilot)
        said = shown(pilot)
    assert "value:X=" not in said
    assert "X counts as" in said


async def test_what_one_wrote_oneself_is_not_called_somebody_elses(store: Store, ashwell: str) -> None:
    """As when a draft of the last session is kept after its field was written in again."""
    path = store.framework.roles.headteacher
    said = {}
    for who in ("tester", "other"):
        clash = Clash(path, None, "Ms Now", "Ms Then", who, "2010-11-26T10:00:00+00:00")
        async with SiptuiApp(Store(store.folder, "tester"), ashwell).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            pilot.app.push_screen(ClashScreen(Outcome(school_id=ashwell, why="typed", clashes=(clash,))))
            await settle(pilot)
            said[who] = shown(pilot)
    assert "You have written something else here meanwhile" in said["tester"]
    assert "what stands, by you" in said["tester"]
    assert "theirs" not in said["tester"]
    assert "elsewhere" not in said["tester"]
    assert "theirs, by other" in said["other"]
