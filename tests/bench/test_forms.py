"""A long form beside a short one, on a terminal of 120 x 40: what opening it costs, and what Tab sends."""

import statistics
import sys
from pathlib import Path

import pytest

from siptui.store.store import Store
from support.frameworks.small_store import FRONT, SCALES
from support.terminal import Terminal
from support.wire import DOWN, ENTER, ESC

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]
FEW, MANY = 20, 300
MORE, OPENING, TAB = 30.0, 12_000, 450
"""Milliseconds of processor that the long form may take more; bytes that opening a form, and Tab, may send."""
TITLES = {FEW: "Few", MANY: "Many"}
TIMES = 7


def form(title: str, fields: int) -> str:
    asked = ", ".join(f'{{ key = "f{n}", label = "{title} {n}", kind = "line" }}' for n in range(fields))
    return f'title = "{title}"\n[[blocks]]\nblock = "fields"\nfields = [{asked}]\n'


def kept_under_two_forms(folder: Path) -> Store:
    """A store under a framework of its own: who the school is, a short form and a long one."""
    Store.create(folder, "tester")
    own = folder / "frameworks" / "two"
    files = {
        "framework": 'title = "T"\nauthority = "A"\nyear = "2025-26"\nforms = ["front", "few", "many"]\n',
        "scales": SCALES,
        "forms/front": FRONT,
        "forms/few": form("Few", FEW),
        "forms/many": form("Many", MANY),
    }
    for name, text in files.items():
        (own / f"{name}.toml").parent.mkdir(parents=True, exist_ok=True)
        (own / f"{name}.toml").write_text(text, "utf-8")
    return Store(folder, "tester")


def test_a_form_of_300_fields_beside_one_of_20(tmp_path: Path) -> None:
    from msgspec import structs

    store = kept_under_two_forms(tmp_path / "s")
    store.backend.set_office(lambda office: structs.replace(office, framework="two"))
    Store(store.folder, "tester").add_school("Bramble Primary", "primary")
    costs: dict[int, list[float]] = {FEW: [], MANY: []}
    sent: list[int] = []
    with Terminal([sys.executable, "-m", "siptui", "--store", str(store.folder)], 120, 40) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet(1.5)
        terminal.press(ENTER)
        terminal.press(DOWN)  # from who the school is to the short form
        for _ in range(TIMES):
            for fields in (FEW, MANY):
                before = terminal.cpu()
                sent.append(terminal.press(ENTER, 0.4))
                costs[fields].append(terminal.cpu() - before)
                assert f"{TITLES[fields]} 15" in "\n".join(terminal.screen.display)
                terminal.press(ESC, 0.4)
                terminal.press(DOWN if fields == FEW else b"\x1b[A")
        terminal.press(DOWN)
        terminal.press(ENTER, 0.4)
        assert "Many 15" in "\n".join(terminal.screen.display)
        tabs = [terminal.press(b"\t") for _ in range(30)]
    few, many = (statistics.median(costs[fields][1:]) for fields in (FEW, MANY))
    print(
        f"\nopening a form of {FEW} fields {few:.0f} ms of processor, of {MANY} {many:.0f} ms (at most {MORE:.0f} more)"
    )
    print(f"opening sends at most {max(sent)} B (budget {OPENING}); Tab {max(tabs)} B (budget {TAB})")
    assert many - few <= MORE
    assert max(sent) <= OPENING
    assert max(tabs) <= TAB
