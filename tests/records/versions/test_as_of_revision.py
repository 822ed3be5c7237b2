"""A record as it was at an earlier revision."""

from hypothesis import given
from hypothesis import strategies as st

from siptui.records.change import Change, Edit, Record, apply, settle
from siptui.records.versions.as_of_revision import as_of

CHANGES = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "a/c"]), st.sampled_from([None, "x", "y", 3]), min_size=1), max_size=6
)


@given(CHANGES)
def test_every_revision_comes_back_as_it_was(steps: list[dict[str, str | int | None]]) -> None:
    states: list[Record] = [{}]
    edits: list[Edit] = []
    for number, step in enumerate(steps, start=1):
        settled = settle(states[-1], [Change(path, new) for path, new in step.items()])
        edits.append(Edit(revision=number, who="a", when="", why="typed", changes=settled))
        states.append(apply(states[-1], settled))
    for revision, state in enumerate(states):
        assert as_of(states[-1], len(edits), reversed(edits), revision) == state
    assert as_of(states[-1], len(edits), reversed(edits), len(edits) + 1) is None
    assert as_of(states[-1], len(edits), reversed(edits), -1) is None
