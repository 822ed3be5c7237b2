"""What is counted in each average, whose, and who is left out; earlier attainment; typed cell by cell."""

from siptui.framework import load
from siptui.records.fields import fields_of
from siptui.tracking.figures.counting import LeftOut, TableCount, Tally
from siptui.tracking.figures.earlier_attainment import EarlierAttainment
from siptui.tracking.figures.group_membership import Membership
from siptui.tracking.figures.same_pupils_progress import suggestions
from siptui.tracking.preview.provenance import proposed, provenance
from siptui.tracking.proposal_types import EyfsResult, GridCell, TrackingProposal
from siptui.tracking.pupils.pupil_rows import Rows as PupilRows
from siptui.tracking.pupils.pupil_rows import read_rows
from siptui.tracking.results.result_columns import ResultReader
from siptui.tracking.tables.around_header import settle
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, asking, table

FRAMEWORK = load("milton_keynes_2010_11")
LEVELS = Levels(level_table())
READING = ("reading", 4, "2010-12")


def counted(
    *rows: list[object], again: dict[tuple[str, int], frozenset[tuple[str, str]]] | None = None
) -> tuple[Tally, Table, PupilRows, list[LeftOut], TableCount]:
    """A table's results counted, and what of it is in no average."""
    found, asked = table(*rows), asking()
    settle(found, HEADINGS)
    pupils = read_rows(found, HEADINGS, [4, 5], asked)
    reader = ResultReader(found, pupils, HEADINGS, LEVELS, asked)
    results = reader.read(reader.look()).results
    tally = Tally([found])
    count = TableCount(tally, found, pupils, [4, 5], again or {})
    left_out = [out for result in results for out in count.column(result)]
    tally.say_columns(found, results, {})
    return tally, found, pupils, left_out, count


HEAD: list[object] = ["Surname", "Forename", "Year", "Sex", "Reading Dec 10"]
PUPILS: Rows = [
    ["Oak", "Wren", 4, "F", "2b"],
    ["Ash", "Teal", 4, "M", "2a"],
    ["Elm", "Coot", 4, "F", "zork"],
    ["Yew", "Kite", 5, "F", "3c"],
    ["Fir", "Knot", 4, "M", ""],
]


def test_each_average_its_pupils_and_its_column() -> None:
    tally, *_ = counted(HEAD, *PUPILS)
    assert set(tally.places) == {READING, ("reading", 5, "2010-12")}
    counting = tally.at(READING)
    assert (counting.mean, len(counting.children)) == (16, 2)
    assert counting.columns == ["Class 3!E Reading Dec 10"]


def test_what_does_not_count_is_listed_and_a_blank_is_no_result_left_out() -> None:
    tally, _, _, left_out, _ = counted(HEAD, *PUPILS)
    assert [(out.row, out.column, out.place) for out in left_out] == [(3, 4, READING), (5, 4, READING)]
    assert sum(tally.at(READING).reasons.values()) == 2
    assert tally.at(READING).results_left_out == 1
    assert "zork" not in str(tally.at(READING).reasons)


def test_what_counts_on_another_sheet_does_not_count_here() -> None:
    again = {("Class 3", 1): frozenset({("reading", "2010-12")})}
    tally, _, _, left_out, _ = counted(HEAD, *PUPILS, again=again)
    assert tally.at(READING).mean == 17
    assert [out.row for out in left_out] == [1, 3, 5]


def test_groups_count_what_the_whole_year_group_does() -> None:
    tally, *_ = counted(HEAD, *PUPILS)
    found = {(g.group, g.aps, g.pupils) for g in tally.groups([READING])}
    assert {(aps, pupils) for _, aps, pupils in found} == {(15, 1), (17, 1)}


def test_a_pupil_of_one_upn_is_one_child_on_two_sheets() -> None:
    head = ["UPN", "Surname", "Forename", "Year", "Reading Dec 10"]
    one = table(head, ["A826999907001", "Oak", "Wren", 4, "2b"], name="A")
    two = table(head, ["A826999907001", "Oak", "Wren", 4, "2b"], ["B826999907002", "Ash", "Teal", 4, "2a"], name="B")
    tally = Tally([one, two])
    pupils = [read_rows(each, HEADINGS, [4], asking()).pupils for each in (one, two)]
    assert tally.children(one, pupils[0]) + tally.children(two, pupils[1]) == [0, 0, 1]


def test_a_value_that_no_group_knows_is_said_and_guessed_nowhere() -> None:
    found = table(HEAD, ["Oak", "Wren", 4, "zork", "2b"], ["Ash", "Teal", 4, "F", "2b"])
    membership = Membership([found])
    one, other = membership.of(found, [1, 2])
    assert one == {}
    assert [groups for groups in other.values() if groups]
    (note,) = membership.notes({})
    assert "'zork' not understood (first in Class 3!D2; pupils: 1)" in note


# -- earlier attainment


def test_key_stage_1_is_said_and_stands_in_no_average() -> None:
    head = [*HEAD, "KS1 Reading"]
    rows: Rows = [[*p, ks1] for p, ks1 in zip(PUPILS, ("2c", "2b", "1a", "2a", "2b"), strict=True)]
    tally, found, pupils, _, count = counted(head, *rows)
    earlier = EarlierAttainment(HEADINGS, LEVELS)
    earlier.read(found, pupils, count.children)
    assert [(e.year, e.pupils, e.unit) for e in earlier.entry] == [(4, 4, "points"), (5, 1, "points")]
    assert [e.mean for e in earlier.entry] == [(13 + 15 + 11 + 15) / 4, 17]
    assert len(earlier.key_stage_1["reading"].points) == 5
    assert set(tally.places) == {READING, ("reading", 5, "2010-12")}


def test_few_pupils_make_no_sentence() -> None:
    head = ["Surname", "Forename", "Year", "Reading Jul 10", "Reading Mar 11"]

    def said(pupils: int) -> list[str]:
        tally, *_ = counted(head, *([f"Oak{n}", "Wren", 4, "2b", "3c"] for n in range(pupils)))
        grid = [GridCell(*place, 15.0, pupils) for place in tally.places]
        return suggestions(tally, grid, FRAMEWORK.progress, [])

    fewest = Membership([]).table.fewest
    assert said(fewest - 1) == []
    assert said(fewest)[0].startswith("Year 4 made 4.0 points in reading from")


# -- what is kept of it


def test_figures_by_their_path_with_where_they_come_from() -> None:
    tally, *_ = counted(HEAD, *PUPILS)
    grid = [GridCell(*place, c.mean, len(c.points)) for place, c in tally.places.items()]
    found = TrackingProposal(source="school.xlsx", grid=grid, groups=tally.groups(list(tally.places)), sha256="ab")
    found.eyfs = EyfsResult(10, {"psed": 61.25}, ["E!C"], 0, {})
    assert proposed(found) == {
        "progress/reading/4/2010-12": 16,
        "progress/reading/5/2010-12": 19,
        "progress/eyfs/psed": 61.2,
    }
    kept = provenance(found, tally, {"plus": "as said"}, {"4": ["ab12"]}, fields_of(FRAMEWORK))
    figure = kept.figures["progress/reading/4/2010-12"]
    assert (figure.columns, figure.pupils, figure.left_out) == (["Class 3!E Reading Dec 10"], 2, 2)
    assert figure.groups == {}  # too few pupils to be kept
    assert kept.figures["progress/eyfs/psed"].pupils == 10
    assert "Oak" not in str(kept)
