"""What fits in a field, what a Change does to a record, and how changes meet."""

from datetime import date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.framework import load
from siptui.framework.folders import Places
from siptui.framework.model import Kind, Scale
from siptui.records.change import Change, Conflict, Edit, apply, settle
from siptui.records.fields import NoSuchPath, field_at, fields_named, fields_of
from siptui.records.undo import inverse, to_redo, to_undo
from siptui.records.values import LONGEST_LINE, LONGEST_TEXT, NOT_TYPED, BadValue, Field, Value, clean, parse
from support.stores.undoing import undo_stack

MK = load("milton_keynes_2010_11")
FIELDS = fields_of(MK)


def field(kind: Kind, scale: str = "") -> Field:
    return Field("a/path", "A label", kind, MK.scales.get(scale))


# --- values


@pytest.mark.parametrize("kind", sorted(set(get_args(Kind)) - set(NOT_TYPED)))
@pytest.mark.parametrize("empty", [None, "", "  ", "\n\t", "\x00\x07"])
def test_nothing_typed_is_an_empty_field(kind: Kind, empty: object) -> None:
    assert parse(field(kind, "agreement"), empty) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3/10/2010", "2010-10-03"),
        ("03/10/10", "2010-10-03"),
        ("3.10.2010", "2010-10-03"),
        ("3-10-2010", "2010-10-03"),
        ("3 Oct 2010", "2010-10-03"),
        (" 3 October 2010 ", "2010-10-03"),
        ("3 oct 10", "2010-10-03"),
        ("2010-10-03", "2010-10-03"),
        (date(2010, 10, 3), "2010-10-03"),
        (datetime(2010, 10, 3, 14, 30), "2010-10-03"),
    ],
)
def test_dates_are_day_first(typed: object, kept: str) -> None:
    assert parse(field("date"), typed) == kept


@pytest.mark.parametrize("typed", ["31/11/2010", "10/31/2010", "1/1/1899", "30-02-11", "2010-02-30", "31.4.10"])
def test_a_day_that_there_is_not_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(BadValue, match="is not a date: there is no such day"):
        parse(field("date"), typed)


@pytest.mark.parametrize("typed", ["soon", "40000", 40000, "31/11", "2010-10-03" * 10])
def test_what_is_no_date_is_refused_with_an_example(typed: object) -> None:
    with pytest.raises(BadValue, match="is not a date; type it like 12/10/2010"):
        parse(field("date"), typed)


@pytest.mark.parametrize("typed", ["red", "RED", "Red", "r", "R", " r "])
def test_a_scale_takes_its_value_key_or_name_in_any_case(typed: str) -> None:
    assert parse(field("scale", "agreement"), typed) == "red"


@pytest.mark.parametrize("typed", ["2", 2, 2.0, "good", "GOOD"])
def test_a_category_may_come_as_a_number(typed: object) -> None:
    assert parse(field("scale", "kip_category"), typed) == "2"


@pytest.mark.parametrize("typed", ["5", "0", "2.5", 2.5, "re", "1 2"])
def test_what_is_off_the_scale_is_refused_with_what_is_on_it(typed: object) -> None:
    with pytest.raises(BadValue, match=r"is not on the scale; give one of: 1 \(Outstanding\), 2 \(Good\)"):
        parse(field("scale", "kip_category"), typed)


def test_a_phase_has_no_key_and_an_empty_key_is_no_answer() -> None:
    assert parse(field("scale", "phase"), "pru") == "pru"
    assert parse(field("scale", "phase"), "Junior") == "junior"
    with pytest.raises(BadValue):
        parse(field("scale", "phase"), "x")
    with pytest.raises(BadValue):
        parse(Field("a/path", "A label", "scale"), "x")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("percent", "0", 0),
        ("percent", "100%", 100),
        ("percent", "74.5", 74.5),
        ("percent", 100.0, 100),
        ("number", "15.25", 15.25),
        ("number", "1,204", 1204),
        ("whole", "60", 60),
        ("whole", 60.0, 60),
    ],
)
def test_numbers_as_people_type_them(kind: Kind, typed: object, kept: Value) -> None:
    found = parse(field(kind), typed)
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("percent", "-0.1"),
        ("percent", "100.1"),
        ("number", "-1"),
        ("number", "2b"),
        ("whole", "1.5"),
        ("whole", "-1"),
        *(
            (kind, bad)
            for kind in ("number", "percent", "whole")
            for bad in ("nan", "inf", "-inf", "1e999", float("nan"), float("inf"), 10**7)
        ),
    ],
)
def test_numbers_out_of_bounds_are_refused(kind: Kind, typed: object) -> None:
    with pytest.raises(BadValue):
        parse(field(kind), typed)


@pytest.mark.parametrize("raw", [True, b"x", [1], {"a": 1}, object()])
def test_what_is_neither_text_nor_number_nor_date_is_refused(raw: object) -> None:
    with pytest.raises(BadValue, match="does not fit here"):
        parse(field("text"), raw)


def test_control_characters_are_removed_and_line_ends_made_one_kind() -> None:
    assert parse(field("text"), "a\x00b\x1b[31mc\x7f\td") == "ab[31mc\td"
    assert parse(field("text"), "one\r\ntwo\rthree\x0bfour\x85five") == "one\ntwo\nthree\nfour\nfive"
    assert parse(field("line"), "one\r\ntwo\nthree") == "one two three"
    assert clean("plain, café, 学校 🙂") == "plain, café, 学校 🙂"
    with pytest.raises(BadValue, match="not text"):
        clean("half a character: \ud800")


@pytest.mark.parametrize(("kind", "most"), [("text", LONGEST_TEXT), ("line", LONGEST_LINE)])
def test_a_text_too_long_is_refused_and_not_cut(kind: Kind, most: int) -> None:
    assert parse(field(kind), "x" * most) == "x" * most
    with pytest.raises(BadValue, match=f"is {most + 1:,} characters long; at most {most:,} fit"):
        parse(field(kind), "x" * (most + 1))


def test_text_keeps_what_a_person_typed() -> None:
    assert parse(field("text"), "  =1+1\n\n- item ") == "  =1+1\n\n- item "
    assert parse(field("line"), 7.0) == "7"


RAW = st.one_of(
    st.text(max_size=80),
    st.sampled_from(["3/10/2010", "2010-10-03", "green", "2", "74.5%", "1,204", " 60 ", "a\r\nb", "a\rb\x00"]),
    st.integers(-10, 10**6),
    st.floats(),
    st.dates(date(1980, 1, 1), date(2110, 1, 1)),
    st.none(),
)


@given(st.sampled_from(sorted(FIELDS)), RAW)
def test_parsing_what_was_parsed_changes_nothing(path: str, raw: object) -> None:
    try:
        kept = parse(FIELDS[path], raw)
    except BadValue:
        return
    assert parse(FIELDS[path], kept) == kept
    assert kept is None or parse(FIELDS[path], str(kept)) == kept


# --- paths


def test_a_field_is_found_by_its_path() -> None:
    found = field_at(FIELDS, "visits/autumn/judgements/S1.1/agreement")
    assert found.label == "SIP's agreement with category (RAG)"
    assert isinstance(found.scale, Scale)
    assert fields_named("milton_keynes_2010_11", Places()) == FIELDS


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("summary/S1.1/current", "is taken from the visits; set visits/autumn/judgements/S1.1/current instead"),
        ("summary/Q5/current", "set visits/summer/judgements/Q5/current instead"),
        ("visits/autumn", "is a form and not a field; name one in it, such as visits/autumn/date"),
        ("visits/autumn/actions/1", "such as visits/autumn/actions/1/what"),
        ("visits/autum/date", "there is no such field; did you mean visits/autumn/date"),
        ("", "there is no such field"),
        ("x" * 1000, "there is no such field"),
    ],
)
def test_a_wrong_path_is_refused_with_what_to_do_instead(path: str, says: str) -> None:
    with pytest.raises(NoSuchPath) as caught:
        field_at(FIELDS, path)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 500


# --- changes

PATHS = st.sampled_from(["a", "b", "c", "d"])
VALUES = st.one_of(st.integers(0, 4), st.sampled_from(["x", "y"]))
RECORDS = st.dictionaries(PATHS, VALUES)
SETS = st.lists(st.builds(Change, PATHS, st.one_of(st.none(), VALUES)), max_size=8)


def edit(
    revision: int, changes: list[Change] | None = None, *, who: str = "gm", why: str = "typed", **more: Any
) -> Edit:
    when = f"2010-10-12T09:{revision % 60:02}:00Z"
    return Edit(revision=revision, who=who, when=when, why=why, changes=changes or [], **more)


@given(RECORDS, SETS)
def test_settled_changes_do_what_the_plain_ones_say_and_no_more(
    record: dict[str, Value], changes: list[Change]
) -> None:
    settled = settle(record, changes)
    assert apply(record, settled) == apply(record, changes)
    assert all(c.old != c.new and c.old == record.get(c.path) for c in settled)
    assert len({c.path for c in settled}) == len(settled)
    assert settle(record, settled) == settled


@given(RECORDS, SETS)
def test_the_inverse_restores(record: dict[str, Value], changes: list[Change]) -> None:
    before = dict(record)
    settled = settle(record, changes)
    after = apply(record, settled)
    back = settle(after, inverse(edit(1, settled)))
    assert apply(after, back) == before
    assert record == before
    assert apply(before, settle(before, inverse(edit(2, back)))) == after


@given(RECORDS, VALUES, VALUES)
def test_a_change_whose_old_value_has_moved_is_a_conflict(record: dict[str, Value], old: Value, new: Value) -> None:
    moved = {**record, "a": "moved"}
    with pytest.raises(Conflict) as caught:
        settle(moved, [Change("b", new), Change("a", new, old), Change("c", new, "gone")])
    clash = caught.value.clashes[0]
    assert (clash.path, clash.expected, clash.found, clash.wanted) == ("a", old, "moved", new)
    assert [c.path for c in caught.value.clashes] == ["a", "c"]
    assert "'moved'" in str(caught.value)


def test_an_empty_field_expected_to_be_empty_is_no_conflict() -> None:
    assert settle({}, [Change("a", 1, None)]) == [Change("a", 1, None)]
    with pytest.raises(Conflict):
        settle({"a": 2}, [Change("a", 1, None)])


def test_a_field_named_twice_goes_from_its_first_value_to_its_last() -> None:
    assert settle({"a": 1}, [Change("a", 2), Change("a", 3, 2)]) == [Change("a", 3, 1)]
    assert settle({"a": 1}, [Change("a", 2), Change("a", 1)]) == []


@given(RECORDS, VALUES, st.one_of(st.none(), VALUES))
def test_changes_to_different_fields_commute(record: dict[str, Value], one: Value, other: Value | None) -> None:
    first = Change("a", one, record.get("a"))
    second = Change("b", other, record.get("b"))
    there = apply(record, settle(record, [first]))
    both = apply(there, settle(there, [second]))
    here = apply(record, settle(record, [second]))
    assert apply(here, settle(here, [first])) == both


# --- undo


def numbers(history: list[Edit], who: str = "gm") -> tuple[list[int], list[int]]:
    undoable, redoable = undo_stack(history, who)
    return [e.revision for e in undoable], [e.revision for e in redoable]


def test_undo_takes_the_latest_first_and_redo_brings_it_back() -> None:
    typed = [edit(1), edit(2), edit(3, why="imported from tracking.xls")]
    assert numbers(typed) == ([1, 2, 3], [])
    undone = [*typed, edit(4, why="undo", of=3), edit(5, why="undo", of=2)]
    assert numbers(undone) == ([1], [3, 2])
    assert numbers([*undone, edit(6, why="redo", of=2)]) == ([1, 2], [3])


def test_a_new_edit_ends_what_could_be_redone() -> None:
    assert numbers([edit(1), edit(2), edit(3, why="undo", of=2), edit(4)]) == ([1, 4], [])


def test_each_undoes_only_their_own() -> None:
    history = [edit(1), edit(2, who="ab"), edit(3, who="ab", why="undo", of=2)]
    assert numbers(history) == ([1], [])
    assert numbers(history, "ab") == ([], [2])
    assert numbers(history, "nobody") == ([], [])


@given(st.lists(st.sampled_from(["typed", "undo", "redo"]), max_size=30))
def test_undo_and_redo_walk_through_the_states_a_person_saw(acts: list[str]) -> None:
    """Driven as the door drives it, the record is always the one that the list of kept edits makes."""
    record: dict[str, Value] = {}
    history: list[Edit] = []
    seen: list[dict[str, Value]] = [{}]
    at = 0
    for number, act in enumerate(acts, 1):
        undoable, redoable = undo_stack(history, "gm")
        assert (len(undoable), len(redoable)) == (at, len(seen) - 1 - at)
        assert to_undo(reversed(history), "gm") == (undoable[-1] if undoable else None)
        assert to_redo(reversed(history), "gm") == (redoable[-1] if redoable else None)
        if act == "typed":
            changes, of = [Change("a", number)], 0
            del seen[at + 1 :]
        else:
            stack = undoable if act == "undo" else redoable
            if not stack:
                continue
            of = stack[-1].revision
            changes = inverse(stack[-1]) if act == "undo" else stack[-1].changes
        settled = settle(record, changes)
        record = apply(record, settled)
        history.append(edit(number, settled, why=act, of=of))
        if act == "typed":
            seen.append(record)
        at += {"typed": 1, "undo": -1, "redo": 1}[act]
        assert record == seen[at]
