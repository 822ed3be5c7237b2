"""What a school's history knows of a file that was read: whether it was imported before, and which pupils it had."""

from siptui.records.change import Change, Edit
from siptui.records.source import Source
from siptui.tracking.preview.imported_before import again, compare_with, day_of, known_pupils
from siptui.tracking.proposal_types import TrackingProposal

SHA = "5e" * 32


def edit(number: int, why: str = "imported from a.xlsx", of: int = 0, **source: object) -> Edit:
    sent = Source(**{"file": "a.xlsx", "sha256": SHA, "figures": {}} | source) if why.startswith("imp") else None  # type: ignore[arg-type]
    when = f"2011-05-0{number}T09:00:00+00:00"
    return Edit(revision=number, who="jb", when=when, why=why, changes=[Change("x", number)], of=of, source=sent)


def test_a_file_that_was_imported_before_says_when_and_by_whom() -> None:
    assert again([edit(3)], SHA) == "imported before, on 3 May 2011 by jb"
    assert again([edit(3), edit(4, sha256="aa")], SHA) == "imported before, on 3 May 2011 by jb"
    assert again([edit(3), edit(4)], SHA) == "imported before, on 4 May 2011 by jb"
    assert again([edit(3), edit(4, "undo", of=3)], SHA).endswith("by jb, and taken back since")
    assert again([edit(3), edit(4, "undo", of=3), edit(5, "redo", of=3)], SHA).endswith("by jb")
    assert again([edit(3)], "aa") == again([edit(3, sha256="")], "") == again([], SHA) == ""


def test_pupils_of_the_last_import_are_known_again() -> None:
    """Of Year 3 one is here again, one has gone and two are new; Years 5 and 1 are in one import alone."""
    before = edit(1, pupils={"3": ["a", "b"], "5": ["f"]})
    now = Source("b.xlsx", "bb", {}, {}, {"3": ["a", "c", "d"], "1": ["g"]})
    said = ["pupils of the last import (a.xlsx): 1 are here again, 1 have gone, 2 are new"]
    assert known_pupils([before], now) == said
    assert known_pupils([edit(1, pupils={"3": ["z"]}), before, edit(3), edit(4, "typed")], now) == said
    assert known_pupils([before, edit(2, "undo", of=1)], now) == []
    assert known_pupils([before], Source("b.xlsx", "bb", {})) == []


def test_many_pupils_who_moved_more_than_one_year_group_are_a_warning() -> None:
    before = edit(1, pupils={"2": [f"p{n}" for n in range(20)]})

    def with_moved(count: int, year: str) -> int:
        pupils = {"2": [f"p{n}" for n in range(count, 20)], year: [f"p{n}" for n in range(count)]}
        return len(known_pupils([before], Source("b", "b", {}, {}, pupils)))

    assert [with_moved(n, "4") for n in (0, 1, 2, 20)] == [1, 1, 2, 2]
    assert with_moved(20, "3") == 1


def test_the_day_of_an_edit_is_said_as_people_say_it() -> None:
    assert day_of(edit(3)) == "3 May 2011"
    assert day_of(Edit(revision=1, who="jb", when="soon", why="typed", changes=[])) == "a day that is not known"


def test_what_history_knows_is_said_once() -> None:
    pupils = {"3": ["a", "b"], "4": ["c"]}
    found = TrackingProposal(source="b.xlsx", sha256=SHA, provenance=Source("b.xlsx", SHA, {}, {}, pupils))
    history = [edit(1, pupils=pupils)]
    assert compare_with(history, compare_with(history, found)) is found
    assert found.again == "imported before, on 1 May 2011 by jb"
    assert found.notes == ["pupils of the last import (a.xlsx): 3 are here again, 0 have gone, 0 are new"]
    assert found.as_json()["again"] == found.again


def test_of_a_file_that_cannot_be_taken_history_says_nothing_of_pupils() -> None:
    found = compare_with([edit(1, pupils={"3": ["a"]})], TrackingProposal(source="b.xlsx", sha256="other"))
    assert (found.again, found.notes) == ("", [])
