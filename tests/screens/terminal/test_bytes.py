"""What each step may send to the terminal. Bytes are the same on any machine, so that they are part of `make test`."""

from pathlib import Path

from support.wire import BUDGETS, idle, running, steps

RUNS_ON = 0.02  # of a processor


def test_no_step_sends_more_than_its_budget(tmp_path: Path) -> None:
    with running(tmp_path / "s") as terminal:
        found = steps(terminal)
        # What the last edit set going may still be under way. How much of a processor an idle siptui takes is the
        # machine's matter too, and for `make bench`; here it is only seen that nothing runs on and on.
        for _ in range(3):
            found["idle, bytes"], share = idle(terminal, 2)
            if share < RUNS_ON:
                break
    assert found.keys() == BUDGETS.keys()
    assert {step: sent for step, sent in found.items() if sent > BUDGETS[step]} == {}
    assert share < RUNS_ON
