"""What screens do beside the keys."""

import gc
import warnings

from screens.frame.desk_screen import DeskScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import settle


async def test_a_job_whose_turn_never_comes_was_never_begun(store: Store, ashwell: str) -> None:
    done: list[str] = []

    async def job(name: str) -> None:
        done.append(name)

    app = SiptuiApp(store, ashwell)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with app.run_test() as pilot:
            await settle(pilot)
            screen = app.screen
            assert isinstance(screen, DeskScreen)
            screen.work(lambda: job("first"), "some")
            screen.work(lambda: job("second"), "some")
            await settle(pilot)
            screen.work(lambda: job("third"), "some")
            screen.workers.cancel_all()
        gc.collect()
    assert done == ["second"]
    assert [str(each.message) for each in said if "never awaited" in str(each.message)] == []
