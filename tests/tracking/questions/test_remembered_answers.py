"""Answers remembered for a school: taken again, shown, changed, undone, and never where they could mislead."""

from collections.abc import Mapping
from pathlib import Path

from siptui.intake.read_in_child import read_tracking
from siptui.records.change import Record
from siptui.records.values import LONGEST_TEXT
from siptui.store.store import Store
from siptui.tracking.proposal_types import ANSWERS, TrackingProposal
from siptui.tracking.questions.remembered_answers import applying, fit_to_keep, remembered, to_remember
from support.spreadsheets.small_tables import FIELDS, FRAMEWORK, Rows, grid, people, xlsx

C_B_A = ".0 is c, .3 is b, .7 is a"
THIRDS = ".1 is c, .2 is b, .3 is a"
PLACE = ("reading", 3, "2010-12")


def read(path: Path, rows: Rows, record: Record, answers: Mapping[str, str] | None = None) -> TrackingProposal:
    return read_tracking(xlsx(path / "a.xlsx", {"T": rows}), FRAMEWORK, FIELDS, record, answers)


def accepted(found: TrackingProposal, record: Record) -> Record:
    """The record with a proposal's changes made."""
    assert not found.questions
    return {**record, **{c.path: c.new for c in found.changes if c.new is not None}}


DECIMALS = people([2.3], [2.7])  # 2b and 2a: 15 and 17
SIGNS = people(["2b+"], ["2a"])


def test_an_answer_is_remembered_with_the_figures_and_taken_again(tmp_path: Path) -> None:
    found = read(tmp_path, DECIMALS, {}, {"decimals": C_B_A})
    assert {c.path for c in found.changes} == {"progress/reading/3/2010-12", ANSWERS}
    record = accepted(found, {})
    assert record[ANSWERS] == f"decimals={C_B_A}"
    assert remembered(record) == {"decimals": C_B_A}
    again = read(tmp_path, DECIMALS, record)
    assert not again.questions
    assert grid(again) == {PLACE: (16.0, 2)}
    assert again.remembered_used == again.as_json()["remembered_used"] == {"decimals": C_B_A}
    assert again.changes == []


def test_another_answer_takes_its_place(tmp_path: Path) -> None:
    record = accepted(read(tmp_path, DECIMALS, {}, {"decimals": C_B_A}), {})
    rows = people([2.2], [2.3])
    other = read(tmp_path, rows, record, {"decimals": THIRDS})
    assert grid(other) == {PLACE: (16.0, 2)}
    assert other.remembered_used == {}
    assert remembered(accepted(other, record)) == {"decimals": THIRDS}


def test_what_a_file_does_not_ask_stays_remembered_and_is_not_said_to_be_used(tmp_path: Path) -> None:
    record = accepted(read(tmp_path, DECIMALS, {}, {"decimals": C_B_A}), {})
    found = read(tmp_path, SIGNS, record, {"plus": "one point more or less"})
    assert found.remembered_used == {}
    assert grid(found) == {PLACE: (16.5, 2)}
    assert remembered(accepted(found, record)) == {"decimals": C_B_A, "plus": "one point more or less"}


def test_what_is_remembered_and_is_no_choice_is_asked_again(tmp_path: Path) -> None:
    found = read(tmp_path, DECIMALS, {ANSWERS: "decimals=by guess\nnonsense\n=\nplus=as the level without the sign"})
    assert [q.key for q in found.questions] == ["decimals"]
    assert found.remembered_used == {}


def test_what_is_about_one_file_is_not_remembered(tmp_path: Path) -> None:
    found = read(tmp_path, people(["2b"], ["zz"]), {}, {"unknown": "leave out"})
    assert ANSWERS not in {c.path for c in found.changes}
    assert found.provenance is not None
    assert found.provenance.answers == {"unknown": "leave out"}
    undated = people(["2b"], ["2a"], head=("Reading",))
    found = read(tmp_path, undated, {}, {"point:undated": "2010-12"})
    assert grid(found) == {PLACE: (16.0, 2)}
    assert ANSWERS not in {c.path for c in found.changes}


def test_what_names_a_place_holds_for_the_same_layout_alone(tmp_path: Path) -> None:
    """Whether 1, 2 and 3 beside a high one are levels or points: the same question about another column is asked."""
    rows = people([2], [7])
    key = "notation:T!D"
    assert [q.key for q in read(tmp_path, rows, {}).questions] == [key]
    record = accepted(read(tmp_path, rows, {}, {key: "points"}), {})
    assert remembered(record) == {key: "points"}
    taller = people([3], [7], [7])
    assert grid(read(tmp_path, taller, record)) == {PLACE: (17 / 3, 3)}
    for other in (people([2], [7], head=("Maths Dec 10",)), [["Title"], *rows], [[*r, "seen"] for r in rows]):
        assert [q.key for q in read(tmp_path, other, record).questions] == [key]
    given = {key: "levels", "slips": "count"}
    answered = accepted(read(tmp_path, people([2], [7], head=("Maths Dec 10",)), record, given), record)
    assert remembered(answered) == {key: "levels"}
    assert [q.key for q in read(tmp_path, rows, answered).questions] == [key]


def test_the_same_text_is_kept_whatever_the_order(tmp_path: Path) -> None:
    given = {"plus": "as the level", "decimals": C_B_A, "notation:T!D": "points"}
    texts = {to_remember({}, dict(pairs), [], lambda: "5e") for pairs in (given.items(), reversed(given.items()))}
    assert texts == {f"decimals={C_B_A}\nlayout=5e\nnotation:T!D=points\nplus=as the level"}


def test_neither_times_nor_names_nor_what_breaks_a_line_are_remembered() -> None:
    answers = {
        "means:T!F": "reading 2010-12",
        "means:T!G": "leave out",
        "value:2w": "2c",
        "value:Abs": "leave out",
        "value:Wren Oak": "leave out",
        "value:2b Jay": "2b",
        "sheet:a\nb": "results",
        "plus": "a=b",
        "rows:T": "pupils",
    }
    text = to_remember({}, answers, ["2010-12"], lambda: "5e")
    assert text.split("\n") == ["layout=5e", "means:T!G=leave out", "value:2w=2c", "value:Abs=leave out"]
    assert set(answers) - set(fit_to_keep(answers)) == {"value:Wren Oak", "value:2b Jay"}


def test_it_never_outgrows_its_field() -> None:
    many = {f"value:{n}a": "2b" for n in range(5000)}
    assert 1000 < len(to_remember({}, many, [], lambda: "5e")) < LONGEST_TEXT


def test_undoing_the_import_forgets_what_it_taught(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "ab")
    school = store.add_school("Ashwell Primary", "primary")
    found = read(tmp_path, DECIMALS, {}, {"decimals": C_B_A})
    store.change(school, found.changes, "imported from a.xlsx", found.provenance)
    assert remembered(store.load(school).values) == {"decimals": C_B_A}
    store.undo(school)
    assert remembered(store.load(school).values) == {}
    store.redo(school)
    assert remembered(store.load(school).values) == {"decimals": C_B_A}


def test_what_is_said_of_places_holds_for_files_of_the_same_layout_only() -> None:
    told = dict.fromkeys(("tables:T", "subject:T", "point:undated", "point:summer"), "leave out")
    kept = {ANSWERS: to_remember({}, told, ["2010-12"], lambda: "one")}
    bound = {k: v for k, v in told.items() if k != "point:summer"}
    assert applying(kept, lambda: "one") == bound
    assert applying(kept, lambda: "other") == {}
