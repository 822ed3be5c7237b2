"""What reading a file comes to: what is shown of it, what is printed, and what a yes puts through."""

from siptui.records.change import Change
from siptui.records.source import Figure, Source
from siptui.tracking.proposal_types import (
    ColumnSeen,
    GridCell,
    GroupCell,
    Measurement,
    NotCounted,
    SheetSeen,
    TrackingProposal,
)
from siptui.tracking.words.reasons import why

HERE, THERE, ELSEWHERE = (f"progress/reading/{year}/2010-12" for year in (3, 4, 5))


def made(**about: object) -> TrackingProposal:
    return TrackingProposal(source="a.xlsx", **about)  # type: ignore[arg-type]


def test_groups_of_fewer_pupils_than_may_be_shown_are_not_printed() -> None:
    groups = [GroupCell("FSM", "reading", 3, "2010-12", 13.5, n) for n in (4, 5, 6)]
    found = made(groups=groups, fewest=5)
    assert [each.pupils for each in found.groups_shown] == [5, 6]
    assert [each["pupils"] for each in found.as_json()["groups"]] == [5, 6]


def test_an_average_without_somebody_is_incomplete_also_in_print() -> None:
    found = made(grid=[GridCell("reading", 3, "2010-12", 15.0, 4, 1), GridCell("reading", 4, "2010-12", 21.0, 4)])
    assert [cell.year for cell in found.incomplete] == [3]
    assert [cell.get("left_out", 0) for cell in found.as_json()["grid"]] == [1, 0]


def test_pupils_in_no_year_group_are_counted_by_the_code() -> None:
    reasons = [why("no_year_group"), why("no_single_year_group", value="KS2"), why("total")]
    assert made(not_counted=[NotCounted("T", n, "", "", r) for n, r in enumerate(reasons)]).in_no_year_group == 2


def test_a_yes_also_holds_to_the_figures_that_stay() -> None:
    """Whatever moved meanwhile would make of what was shown something else."""
    source = Source("a.xlsx", "5e", {path: Figure([], 3) for path in (HERE, THERE, ELSEWHERE)})
    found = made(changes=[Change(HERE, 15.0, None)], provenance=source)
    assert found.accepted({HERE: 14.0, THERE: 21.0}) == [Change(HERE, 15.0, 14.0), Change(THERE, 21.0, 21.0)]
    assert made(changes=[Change(HERE, 15.0, None)]).accepted({}) == [Change(HERE, 15.0, None)]


def test_pupils_names_are_never_printed() -> None:
    rows = SheetSeen("T", True, None, [1], 2, [ColumnSeen("A", "Name")], [2], [["Oakapple, Wren"]])
    assert "Oakapple" not in str(made(seen=[rows]).as_json())


def test_a_reason_that_many_cells_have_is_printed_with_each() -> None:
    cells = [
        NotCounted("T", n, "D", value, why("not_a_level", value=value)) for n, value in enumerate(("3x", "3x", "9q"))
    ]
    printed = made(not_counted=cells).as_json()["not_counted"]
    assert [each["reason"] for each in printed] == ["'3x' is not a level"] * 2 + ["'9q' is not a level"]
    assert [each["row"] for each in printed] == [0, 1, 2]


def test_a_share_is_also_told_of_those_with_a_result_and_of_the_year_group() -> None:
    share = Measurement("reading", 3, "2010-12", "expected", 62.5, 8, met=5, judged=6, cohort=10)
    assert (round(share.of_judged or 0, 1), share.of_cohort) == (83.3, 50.0)
    whole = Measurement("reading", 3, "2010-12", "expected", 62.5, 8, met=5, judged=8, cohort=8)
    assert (whole.of_judged, whole.of_cohort) == (None, None)
    mean = Measurement("reading", 3, "2010-12", "mean", 102.5, 8, judged=6, cohort=10)
    assert (mean.of_judged, mean.of_cohort) == (None, None)
