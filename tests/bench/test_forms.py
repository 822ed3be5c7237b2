"""A long form beside a short one, on a terminal of 120 x 40: what opening it costs, and what Tab sends; and what every
form of every framework sends."""

import os
import statistics
import sys
from pathlib import Path

import pytest

from siptui.framework import names
from siptui.framework.model import AnyBlock, RubricBlock
from siptui.framework.places import ANY
from siptui.records.change import Change
from siptui.rules.how_far import has
from siptui.rules.steps import why_locked
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.school import OFFICE
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


SAID = "The school's own view is borne out by what was seen, though not yet in every class."
TABS = 8
RUBRIC = 1_500
"""Bytes that Tab may send to where a grade is chosen from what each says: so much there is to read."""


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


def with_every_form(folder: Path, framework: str) -> dict[str, list[str]]:
    """A store in which every text of every form is written; gives the names of the forms by their subjects."""
    store = Store.create(folder, "tester", framework)
    add_person(store, "AB", Person("Ann Bell", "manager"))
    phases = [phase for phase in store.framework.phase_names() if phase in ("primary", "secondary")]
    subjects = {store.add_school(f"Bramble {phase}", phase, "AB"): "school" for phase in phases}
    found: dict[str, list[str]] = {}
    for subject, about in (subjects | {"@AB": "person", OFFICE: "office"}).items():
        record = store.load(subject).values
        for form in store.framework.forms:
            if form.about == about and not form.confidential and has(store.framework, form, record):
                place = store.new(subject, form.key) if form.occurs == "many" else form.place
                texts = [field for path, field in store.fields.of_form(form).items() if field.kind == "text"]
                paths = {form.numbered(place, field.path).replace(ANY, "1"): field for field in texts}
                record = store.load(subject).values
                open_now = [path for path in paths if why_locked(store.fields, record, path) is None]
                said = {path: SAID[: paths[path].most or None] for path in open_now}
                store.change(subject, [Change(path, words) for path, words in said.items()])
                found.setdefault(subject, []).append(form.key)
    return found


@pytest.mark.parametrize("framework", names())
def test_every_form_opens_and_is_gone_through_within_its_bytes(tmp_path: Path, framework: str) -> None:
    store, sent = tmp_path / "s", dict[str, tuple[int, int]]()
    for subject, forms in with_every_form(store, framework).items():
        argv = [sys.executable, "-m", "siptui", "--store", str(store), "open", subject]
        with Terminal(argv, 120, 40, {"XDG_CONFIG_HOME": os.devnull}) as terminal:
            terminal.wait_for("Enter Open")
            terminal.quiet(1)
            for form in forms:
                opened = terminal.press(ENTER, 0.4)
                assert "Enter Open" not in terminal.screen.display[-1], form
                tab = max(terminal.press(b"\t", 0.1) for _ in range(TABS))
                sent[f"{subject} {form}"] = opened, tab
                terminal.press(ESC, 0.4)
                terminal.press(DOWN, 0.1)
    for which, (opened, tab) in sorted(sent.items(), key=lambda each: each[1][1]):
        print(f"{framework} {which}: {opened} B to open, Tab at most {tab} B")
    assert {which: opened for which, (opened, _) in sent.items() if opened > OPENING} == {}
    graded = [form.key for form in Store(store, "").framework.forms if any(has_grades(b) for b in form.blocks)]
    most = {which: RUBRIC if which.split()[1] in graded else TAB for which in sent}
    assert {which: tab for which, (_, tab) in sent.items() if tab > most[which]} == {}


def has_grades(block: AnyBlock) -> bool:
    return isinstance(block, RubricBlock) and bool(block.grade)
