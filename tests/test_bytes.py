"""What each step may send to the terminal. Bytes are the same on any machine, so that they are part of `make test`."""

from pathlib import Path

from wire import BUDGETS, IDLE_SHARE, idle, running, steps


def test_no_step_sends_more_than_its_budget(tmp_path: Path) -> None:
    with running(tmp_path / "s") as terminal:
        found = steps(terminal)
        # What the last edit set going may still be under way; the ten seconds of the budget are for `make bench`.
        for _ in range(3):
            found["idle, bytes"], share = idle(terminal, 3)
            if share < IDLE_SHARE:
                break
    assert found.keys() == BUDGETS.keys()
    assert {step: sent for step, sent in found.items() if sent > BUDGETS[step]} == {}
    assert share < IDLE_SHARE
