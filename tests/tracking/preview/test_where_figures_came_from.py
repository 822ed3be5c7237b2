"""Where a figure came from, whatever was typed, imported, undone and redone meanwhile, and by whom."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from siptui.records.change import Change, Conflict, Edit, Record, apply, settle
from siptui.records.edit_that_set_a_value import origin
from siptui.records.source import Figure, Source
from siptui.records.undo import inverse
from siptui.store.store import Store
from support.places import SAMPLES
from support.shell import Shell
from support.spreadsheets.small_tables import people, read, xlsx
from support.stores.undoing import undo_stack

PATHS = ("progress/reading/3/2010-12", "progress/reading/4/2010-12", "progress/writing/3/2010-12")
X, Y, _ = PATHS


def source(*paths: str, **values: float) -> Source:
    return Source("pupils.xlsx", "5e" * 32, {p: Figure(["Year 3!F Reading"], 12, value=values.get(p)) for p in paths})


class History:
    """A school's edits, made by the rules by which the store makes them."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.record: Record = {}

    def add(self, who: str, why: str, changes: list[Change], of: int = 0, source: Source | None = None) -> bool:
        try:
            settled = settle(self.record, changes)
        except Conflict:
            return False
        if not settled:
            return False
        number = len(self.edits) + 1
        self.edits.append(
            Edit(revision=number, who=who, when="2011-05-03", why=why, changes=settled, of=of, source=source)
        )
        self.record = apply(self.record, settled)
        return True

    def step(self, who: str, why: str) -> None:
        stack = undo_stack(self.edits, who)[why == "redo"]
        if stack:
            changes = inverse(stack[-1]) if why == "undo" else stack[-1].changes
            self.add(who, why, changes, stack[-1].revision)

    def typed(self, path: str, value: float | None, who: str = "ab") -> None:
        self.add(who, "typed", [Change(path, value)])

    def imported(self, value: float, *paths: str, who: str = "ab", also: tuple[str, ...] = ()) -> None:
        changes = [Change(path, value) for path in paths]
        figures = {p: Figure([], 9, value=value) for p in paths} | {
            p: Figure([], 9, value=self.record.get(p)) for p in also
        }  # type: ignore[arg-type]
        self.add(who, "imported from pupils.xlsx", changes, source=Source("pupils.xlsx", "5e", figures))

    def whence(self, path: str) -> int:
        """The revision that a path's value came from; 0 where it was never set."""
        found = origin(self.edits, path)
        return found[0].revision if found else 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "type", "import", "undo", "undo", "redo", "clear"]),
        st.sampled_from("abc"),
        st.lists(st.sampled_from(PATHS), min_size=1, max_size=3, unique=True),
    ),
    max_size=25,
)


@given(STEPS)
def test_a_value_is_traced_to_the_edit_that_first_brought_it(steps: list[tuple[str, str, list[str]]]) -> None:
    """Every value is brought only once, so that the first edit that holds it is known without any rule."""
    history = History()
    for number, (what, who, paths) in enumerate(steps, start=1):
        if what in {"undo", "redo"}:
            history.step(who, what)
        elif what == "import":
            history.imported(float(number), *paths, who=who)
        else:
            history.add(who, "typed", [Change(p, None if what == "clear" else float(number)) for p in paths])
    for path in PATHS:
        found = origin(history.edits, path)
        value = history.record.get(path)
        if value is None:
            assert found is None or found[1] is None
            continue
        first = next(e for e in history.edits if Change(path, value) in [Change(c.path, c.new) for c in e.changes])
        assert found is not None
        edit, figure = found
        assert edit is first
        assert (figure is not None) is (edit.why == "imported from pupils.xlsx")
        if figure is not None:
            assert figure.value == value
            assert edit.source


def test_never_set_and_cleared() -> None:
    history = History()
    assert origin(history.edits, X) is None
    history.typed(X, 15.5)
    history.typed(X, None)
    found = origin(history.edits, X)
    assert found == (history.edits[1], None)
    assert origin(history.edits, Y) is None


def test_undo_leads_back_past_a_typed_value_to_the_import() -> None:
    history = History()
    history.imported(15.5, X, Y)
    history.typed(X, 16.0)
    assert history.whence(X) == 2
    history.step("ab", "undo")
    found = origin(history.edits, X)
    assert found is not None
    assert found[0].revision == 1
    assert found[1] == Figure([], 9, value=15.5)


def test_undo_of_the_first_leaves_nothing_and_redo_the_import_again() -> None:
    history = History()
    history.imported(15.5, X)
    history.step("ab", "undo")
    assert origin(history.edits, X) is None
    history.step("ab", "redo")
    assert history.whence(X) == 1
    history.step("ab", "undo")
    assert origin(history.edits, X) is None


def test_an_import_that_left_a_figure_as_it_stood_counts_until_it_is_undone() -> None:
    history = History()
    history.typed(X, 15.5)
    history.imported(20.0, Y, also=(X,))
    assert history.whence(X) == 2
    history.step("ab", "undo")
    assert (history.whence(X), history.whence(Y)) == (1, 0)
    history.step("ab", "redo")
    assert (history.whence(X), history.whence(Y)) == (2, 2)


def test_undoing_an_import_says_nothing_of_a_figure_typed_since() -> None:
    history = History()
    history.typed(X, 15.5)
    history.imported(20.0, Y, also=(X,))
    history.typed(X, 17.0, who="c")
    history.step("ab", "undo")
    assert (history.whence(X), history.whence(Y)) == (3, 0)


def test_a_figure_that_moved_while_the_file_was_read_is_not_said_to_come_from_it() -> None:
    history = History()
    history.typed(X, 15.5)
    history.add("ab", "imported from pupils.xlsx", [Change(Y, 20.0)], source=source(X, Y, **{X: 14.0, Y: 20.0}))
    assert (history.whence(X), history.whence(Y)) == (1, 2)


def test_undo_by_one_leads_back_to_what_another_wrote() -> None:
    history = History()
    history.typed(X, 1.0, who="a")
    history.typed(X, 2.0, who="a")
    history.step("a", "undo")
    history.typed(X, 5.0, who="b")
    history.typed(X, 1.0, who="b")
    history.step("a", "redo")
    assert history.whence(X) == 2
    history.step("a", "undo")
    assert history.whence(X) == 5


def test_an_undo_whose_edit_is_lost_stands_for_itself() -> None:
    edits = [Edit(revision=9, who="a", when="2011", why="undo", changes=[Change(X, 4.0, 5.0)], of=3)]
    assert origin(edits, X) == (edits[0], None)


def test_it_is_kept_on_disk(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "ab")
    school = store.add_school("Ashwell Primary", "primary")
    store.change(school, [Change(X, 15.5)], "imported from pupils.xlsx", source(X))
    store.change(school, [Change(X, 16.0)])
    store.undo(school)
    found = origin(Store(tmp_path / "s", "ab").history(school), X)
    assert found is not None
    assert found[1] == Figure(["Year 3!F Reading"], 12)
    assert found[0].source is not None
    assert found[0].source.file == "pupils.xlsx"


def test_the_command_line_tells_it(tmp_path: Path) -> None:
    siptui = Shell(tmp_path / "s")
    siptui("init")
    siptui("add-school", "Ashwell Primary", "--phase", "primary")
    sample = str(SAMPLES / "tracking_whole_school.xlsx")
    assert "72 figures changed" in siptui("import", sample, "--school", "ashwell", "--yes")
    told = siptui("source", "ashwell", X)
    assert told.startswith("Reading Year 3 APS Dec 10: 16.48\n  imported from tracking_whole_school.xlsx, on ")
    assert "columns: Tracking 2010-11!Y Reading Dec 10\n" in told
    assert "pupils counted: 58; left out: 2 (1 disapplied, 1 absent)" in told
    assert "Boys: 17.00 (34 pupils)" in told
    data = json.loads(siptui("source", "ashwell", X, "--json"))
    assert (data["path"], data["who"], data["file"]) == (X, "tester", "tracking_whole_school.xlsx")
    assert (data["pupils"], data["left_out"], data["reasons"]) == (58, 2, {"disapplied": 1, "absent": 1})
    assert data["groups"]["Girls"] == {"aps": 15.75, "pupils": 24}
    dry = json.loads(siptui("import", sample, "--school", "ashwell", "--dry-run", "--json"))
    assert dry["sha256"] == data["sha256"]
    assert dry["again"].startswith("imported before, on ")
    assert dry["notes"][-1].endswith("420 are here again, 0 have gone, 0 are new")
    siptui("set", "ashwell", X, "17")
    assert "\n  typed, on " in siptui("source", "ashwell", X)
    assert set(json.loads(siptui("source", "ashwell", X, "--json"))) == {
        "path",
        "value",
        "revision",
        "who",
        "when",
        "why",
    }
    assert siptui("source", "ashwell", "progress/eyfs/psed").endswith(": was never set\n")
    assert json.loads(siptui("source", "ashwell", "progress/eyfs/psed", "--json")) is None
    assert "there is no such field" in siptui("source", "ashwell", "progress/reading/3/2010-13", status=1)


def test_an_import_tells_its_groups_and_what_was_remembered(tmp_path: Path) -> None:
    siptui = Shell(tmp_path / "s")
    siptui("init")
    siptui("add-school", "Ashwell Primary", "--phase", "primary")
    head = ("Gender", "Reading Dec 10", "Reading Mar 11")
    girls = [["F", 2.3, 2.7]] * 3 + [["F", 2.0, 2.0]] * 2
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["M", 2.0, 2.3], *girls, head=head)})
    answer = "decimals=.0 is c, .3 is b, .7 is a"
    assert "decimals" in siptui("import", str(path), "--school", "ashwell", "--dry-run", status=1)
    assert "2 averages of groups" in siptui("import", str(path), "--school", "ashwell", "--dry-run", "--answer", answer)
    told = siptui("import", str(path), "--school", "ashwell", "--yes", "--answer", answer, "--details")
    assert "Groups, in March 2011" in told
    assert [line.split() for line in told.splitlines() if "Girls" in line] == [["3", "Girls", "15.40", "(5)"]]
    assert "Boys" not in told  # one boy's result would be told
    assert "ashwell_primary: 2 figures changed" in told
    assert f"  answered: {answer}" in siptui("source", "ashwell", X)
    told = siptui("import", str(path), "--school", "ashwell", "--dry-run", "--details")
    assert "This very file was imported before" in told
    assert f"to answer otherwise):\n  {answer}\n" in told
    assert siptui("get", "ashwell", "progress/answers") == f"{answer}\n"
    siptui("undo", "ashwell")
    assert siptui("get", "ashwell", "progress/answers") == "\n"
    assert "taken back since" in siptui("import", str(path), "--school", "ashwell", "--dry-run", "--answer", answer)


def test_what_a_cell_holds_is_not_kept_where_somebody_leaves_it_out(tmp_path: Path) -> None:
    """A teacher may have typed a pupil's name where a level should stand."""
    path = xlsx(tmp_path / "a.xlsx", {"Y3": people(["2b"], ["Coot is absent"])})
    found = read(path, {"value:Coot is absent": "leave out"})
    assert [(c.aps, c.pupils) for c in found.grid] == [(15.0, 1)]
    assert found.provenance is not None
    assert found.provenance.figures[X].reasons == {"left out, as you said": 1}
    assert "coot" not in repr((found.provenance, found.changes)).casefold()
