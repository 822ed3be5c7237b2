"""The three-way merge: nobody's change is lost, and nobody's is made up."""

from hypothesis import given
from hypothesis import strategies as st

from siptui.records.change import Change, Record, apply
from siptui.records.values import Value
from siptui.records.versions.merge import merge, resolved

PATHS = ("a", "b", "c/1", "c/2")
VALUES: st.SearchStrategy[Value] = st.sampled_from(["x", "y", "z", 3, 15.3])
RECORDS = st.dictionaries(st.sampled_from(PATHS), VALUES)


def stated(record: Record) -> dict[str, Value | None]:
    """A file that names every field, blank or filled."""
    return {path: record.get(path) for path in PATHS}


@given(RECORDS, RECORDS)
def test_an_untouched_file_proposes_nothing_whatever_was_done_since(base: Record, ours: Record) -> None:
    for blank in ("keeps", "erases"):
        merged = merge(base, ours, stated(base), blank)  # type: ignore[arg-type]
        assert (merged.changes, merged.clashes, merged.kept) == ([], [], [])


@given(RECORDS, RECORDS)
def test_where_only_they_changed_something_exactly_that_is_taken(base: Record, theirs: Record) -> None:
    merged = merge(base, base, stated(theirs), "erases")
    assert merged.clashes == []
    assert apply(base, merged.changes) == theirs
    assert {c.path for c in merged.changes} == {p for p in PATHS if base.get(p) != theirs.get(p)}


@given(RECORDS, RECORDS, RECORDS)
def test_each_field_is_as_the_one_left_it_who_changed_it_or_clashes(base: Record, ours: Record, theirs: Record) -> None:
    merged = merge(base, ours, stated(theirs), "erases")
    after = apply(ours, merged.changes)
    clashing = {clash.path for clash in merged.clashes}
    for path in PATHS:
        was, mine, new = base.get(path), ours.get(path), theirs.get(path)
        if path in clashing:
            assert was != mine
            assert was != new
            assert mine != new
            assert after.get(path) == mine
        else:
            assert after.get(path) == (new if mine == was else mine)


@given(RECORDS, RECORDS, RECORDS)
def test_it_does_not_matter_who_is_who(base: Record, ours: Record, theirs: Record) -> None:
    one = merge(base, ours, stated(theirs), "erases")
    other = merge(base, theirs, stated(ours), "erases")
    assert {c.path for c in one.clashes} == {c.path for c in other.clashes}
    taken = dict.fromkeys(PATHS, "theirs")
    left = {clash.path: "ours" for clash in other.clashes}
    here = apply(ours, resolved(one, taken).changes)  # type: ignore[arg-type]
    there = apply(theirs, resolved(other, left).changes)  # type: ignore[arg-type]
    assert here == there


@given(RECORDS, RECORDS, RECORDS)
def test_a_blank_keeps_what_is_there_unless_it_is_to_erase(base: Record, ours: Record, theirs: Record) -> None:
    merged = merge(base, ours, stated(theirs))
    assert all(change.new is not None for change in merged.changes)
    assert all(clash.theirs is not None for clash in merged.clashes)
    blanked = {p for p in PATHS if base.get(p) is not None and theirs.get(p) is None and ours.get(p) is not None}
    assert set(merged.kept) == blanked


@given(RECORDS, RECORDS)
def test_without_a_base_only_what_is_empty_here_is_filled(ours: Record, theirs: Record) -> None:
    merged = merge(None, ours, stated(theirs))
    assert {c.path for c in merged.changes} == {p for p in theirs if p not in ours}
    assert {c.path for c in merged.clashes} == {p for p in theirs if p in ours and ours[p] != theirs[p]}
    assert all(clash.base is None for clash in merged.clashes)


def test_last_digits_of_numbers_do_not_count_and_unnamed_fields_are_untouched() -> None:
    merged = merge({"a": 46 / 3}, {"a": 46 / 3, "b": "x"}, {"a": 15.3333333333333})
    assert merged.changes == []
    assert merge({"b": "x"}, {"b": "x"}, {}, "erases").changes == []


def test_clashes_are_answered_one_by_one() -> None:
    merged = merge({"a": "1", "b": "1"}, {"a": "2", "b": "2"}, {"a": "3", "b": "3"})
    assert [c.path for c in merged.clashes] == ["a", "b"]
    after = resolved(merged, {"a": "theirs"})
    assert [(c.path, c.new, c.old) for c in after.changes] == [("a", "3", "2")]
    assert [c.path for c in after.clashes] == ["b"]
    assert resolved(merged, {"a": "ours", "b": "ours"}).changes == []


def test_one_by_one_taken_left_or_edited() -> None:
    merged = merge(
        {"a": "x", "b": "x"}, {"a": "x", "b": "ours", "c": "ours"}, {"a": "y", "b": "theirs", "c": "theirs", "d": "y"}
    )
    assert [c.path for c in merged.changes] == ["a", "d"]
    found = resolved(merged, {"a": "ours", "b": "theirs"}, {"c": "both", "d": "z"})
    assert found.changes == [
        Change("b", "theirs", "ours"),
        Change("c", "both", "ours"),
        Change("d", "z", None),
    ]
    assert found.clashes == []
    assert [c.path for c in resolved(merged, {"b": "ours"}).clashes] == ["c"]
    assert resolved(merged, {}, {"b": "ours", "c": "ours"}).clashes == [], "edited to what stands is decided too"
