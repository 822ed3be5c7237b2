"""Rows that are no pupils though no word says so: they are asked about; the answers are worked out by hand."""

from pathlib import Path

import pytest

from support.spreadsheets.invented_pupils import DECEMBER
from support.spreadsheets.small_tables import Rows, grid, named, people, read, readings, xlsx

LABELS = (
    "Ave|Av.|Av|AV PTS|Class av|3b ave|Tot|Pts|A.P.S.|Mode|Range|St Dev|3B|Class 3B|Oak Class|3B (28 pupils)|"
    "Mrs J Smith|Teacher: Mrs Smith|Red group|Set 1|Whole class|Age related|ARE|Benchmark|2b+|L4+|Lower quartile|"
    "Summer born|Not SEN|School Action|SA+|G&T|White British|Pupil Premium|Leavers|Variance|Increase"
)


@pytest.mark.parametrize("label", LABELS.split("|"))
def test_a_row_that_is_no_pupil_is_never_counted_unasked(tmp_path: Path, label: str) -> None:
    """15 and 17 are 16, or it is asked."""
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": named(["Ann Ash", 15], ["Bob Bell", 17], [label, 40])})
    found = read(path)
    if not found.questions:
        assert grid(found) == {("reading", 3, DECEMBER): (16.0, 2)}
        return
    assert not found.grid
    assert [q.key for q in found.questions] == ["rows:Year 3"]
    assert grid(read(path, {"rows:Year 3": "no pupils"})) == {("reading", 3, DECEMBER): (16.0, 2)}


@pytest.mark.parametrize(("label", "value"), [("All", 16), ("Sum", 32), ("Max", 17)])
def test_a_name_that_may_be_a_total_between_pupils(tmp_path: Path, label: str, value: int) -> None:
    """Without the row 15, 17, 21 and 23 are 19."""
    rows = named(["Ann", 15], ["Bob", 17], [label, value], ["Cy", 21], ["Di", 23])
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["rows:Year 3:4"]
    assert grid(read(path, {"rows:Year 3:4": "no pupils"})) == {("reading", 3, DECEMBER): (19.0, 4)}


@pytest.mark.parametrize(
    "row",
    [["Zog", 17], ["Zog", 51], ["Zog", 16.8]],
)
def test_rows_worked_out_of_those_above(tmp_path: Path, row: list[object]) -> None:
    rows = named(["Ann", 15], ["Bob", 17], ["Cy", 19], row)
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}))
    assert [q.key for q in found.questions] == ["rows:Year 3"]


def test_levels_that_are_the_mean_of_those_above(tmp_path: Path) -> None:
    """2c, 2b and 2a are 13, 15 and 17: their mean is 2b."""
    rows = named(["Ann", "2c"], ["Bob", "2b"], ["Cy", "2a"], ["Zog", "2b"])
    assert [q.key for q in read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows})).questions] == ["rows:Year 3"]


def test_a_row_by_itself_below_a_blank_row(tmp_path: Path) -> None:
    rows = named(["Ann", 15], ["Bob", 17], ["Cy", 19], [], ["Zog", 30])
    assert [q.key for q in read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows})).questions] == ["rows:Year 3"]


def test_a_row_without_the_identity_that_all_others_have(tmp_path: Path) -> None:
    head: list[object] = ["UPN", "Name", "Gender", "Reading Dec 10"]
    rows: Rows = [head, *([f"A82699990700{n}", f"Oak{'abcd'[n]} Wren", "F", 15] for n in range(4))]
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": [*rows, [None, "Lark Finch", None, 40]]})
    assert [q.key for q in read(path).questions] == ["rows:Year 3"]
    newcomer = [*rows, [None, "Lark Finch", "M", 20]]  # one who has no UPN yet
    assert readings(tmp_path, newcomer, sheet="Year 3") == {DECEMBER: 16.0}


def test_a_pupil_without_upn_named_like_the_others_counts(tmp_path: Path) -> None:
    head: list[object] = ["UPN", "Name", "Reading Dec 10"]
    rows: Rows = [head, *([f"A82699990700{n}", f"Oak{'abcd'[n]}, Wren", 15] for n in range(4))]
    assert readings(tmp_path, [*rows, [None, "Finch, Lark", 20]], sheet="Year 3") == {DECEMBER: 16.0}
    found = read(xlsx(tmp_path / "b.xlsx", {"Year 3": [*rows, [None, "Finches", 20]]}))
    assert [q.key for q in found.questions] == ["rows:Year 3"]


def test_ordinary_pupils_raise_no_doubt(tmp_path: Path) -> None:
    """The same results, a mean by chance between others, anonymous names, fractions of P levels."""
    for values in ([15, 15, 15, 15, 15], [15, 17, 19, 17, 27], [15, 17, 0.5, 27, 21]):
        rows = named(*([f"Pupil {n}", value] for n, value in enumerate(values)))
        found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}), {"slips": "count"} if min(values) < 1 else {})
        assert grid(found) == {("reading", 3, DECEMBER): (pytest.approx(sum(values) / 5), 5)}
    assert readings(tmp_path, people([15], [17], [19], [21])) == {DECEMBER: 18.0}


@pytest.mark.parametrize("words", [["T", "A"], ["Goal", "Now"], ["Zig", None]])
@pytest.mark.parametrize("merges", [("B1:C1",), ("A1:A2", "B1:C1"), ()])
def test_words_below_a_merged_heading_are_asked_about(
    tmp_path: Path, words: list[object], merges: tuple[str, ...]
) -> None:
    """2b and 2c are 14, 3a and 3b are 22; which of them counts nobody can tell."""
    rows: Rows = [["Name", "Reading Dec 10"], [None, *words], ["Ann A", "3a", "2b"], ["Bob B", "3b", "2c"]]
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": rows}, merges)
    found = read(path)
    assert not found.grid
    key = "column:Year 3:reading:2010-12"
    bare = ["means:Year 3!C"] if not merges and not words[1] else []  # it holds levels under no heading at all
    assert [q.key for q in found.questions] == [*bare, key]
    if words[1]:
        assert found.questions[0].choices == ["B", "C", "leave out"]
        assert grid(read(path, {key: "C"})) == {("reading", 3, DECEMBER): (14.0, 2)}
    assert grid(read(path, {key: "B"})) == {("reading", 3, DECEMBER): (22.0, 2)}


def test_a_merge_over_two_columns_lists_both(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Reading Dec 10"], ["Ann A", "2b", 15], ["Bob B", "2c", 13]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}, ("B1:C1",)))
    assert grid(found) == {("reading", 3, DECEMBER): (14.0, 2)}
    assert [c.column for c in found.columns] == ["A", "B", "C"]


def test_known_words_below_a_heading_need_no_question(tmp_path: Path) -> None:
    for words in (["Level", "Points"], ["Level", None], ["Actual", "Target"]):
        rows: Rows = [["Name", "Reading Dec 10"], [None, *words], ["Ann A", "2b", 15], ["Bob B", "2c", 13]]
        assert readings(tmp_path, rows, ("B1:C1",), "Year 3") == {DECEMBER: 14.0}


def test_bare_numbers_among_sublevels_too_high_for_the_year(tmp_path: Path) -> None:
    """In Year 1, 6 and 7 beside 1c and P8 are hardly levels 6 and 7."""
    rows = named(["Ann", 6], ["Bob", "1c"], ["Cy", "P8"], ["Di", 7])
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 1": rows}))
    assert not found.grid
    assert [q.key for q in found.questions] == ["notation:Year 1!B"]
    assert readings(tmp_path, named(["Ann", "2b"], ["Bob", 3]), sheet="Year 3") == {DECEMBER: 18.0}


@pytest.mark.parametrize("heading", ["Sub", None])
def test_sublevels_in_the_next_column(tmp_path: Path, heading: str | None) -> None:
    """4b and 4a are 27 and 29: 28; two bare 4s are 27."""
    rows: Rows = [["Name", "Reading Dec 10", heading], ["Ann A", 4, "b"], ["Bob B", 4, "a"]]
    path = xlsx(tmp_path / "a.xlsx", {"Year 5": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["sublevels:Year 5!C"]
    told = {c: read(path, {"sublevels:Year 5!C": c}).grid[0].aps for c in found.questions[0].choices}
    assert told == {"part of the level": 28.0, "something else": 27.0}


def test_sublevels_under_a_merged_heading(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Reading Dec 10"], ["Ann A", 4, "b"], ["Bob B", 4, "a"]]
    path = xlsx(tmp_path / "a.xlsx", {"Year 5": rows}, ("B1:C1",))
    assert [q.key for q in read(path).questions] == ["sublevels:Year 5!C"]
    assert read(path, {"sublevels:Year 5!C": "part of the level"}).grid[0].aps == 28.0


def test_columns_without_a_heading_are_listed(tmp_path: Path) -> None:
    rows: Rows = [["Name", None, "Reading Dec 10"], ["Ann A", "x", 15, 3], ["Bob B", None, 17, 4]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}))
    assert grid(found) == {("reading", 3, DECEMBER): (16.0, 2)}
    assert [(c.column, c.means) for c in found.columns if not c.heading] == [
        ("B", "no heading (left out)"),
        ("D", "no heading (left out)"),
    ]


def test_pupils_repeated_to_the_right_without_headings_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Reading Dec 10"], ["Ann A", 15, None, "Cy C", 27], ["Bob B", 17, None, "Di D", 29]]
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["beside:Year 3"]
    assert grid(read(path, {"beside:Year 3": "leave out"})) == {("reading", 3, DECEMBER): (16.0, 2)}


def test_an_expectation_above_the_names_is_asked_about(tmp_path: Path) -> None:
    rows = named(["Expected", "2b"], ["Ann", "2c"], ["Bob", "2a"])
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["rows:Year 3"]
    assert grid(read(path, {"rows:Year 3": "pupils"})) == {("reading", 3, DECEMBER): (15.0, 2)}


def test_decimal_commas_in_points(tmp_path: Path) -> None:
    """15.5 and 17 and 18 and 21.5 are 72, so 18."""
    rows = people(["15,5"], [17], [18], ["21,5"], head=("Reading Dec 10 Points",))
    assert readings(tmp_path, rows) == {DECEMBER: 18.0}


@pytest.mark.parametrize("cell", ["2b?", "2b (PSA)", "2b*"])
def test_levels_with_a_remark_may_count_as_the_level(tmp_path: Path, cell: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": people([cell], ["2a"])})
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [("remarks", ["as the level", "leave out"])]
    assert grid(read(path, {"remarks": "as the level"})) == {("reading", 3, DECEMBER): (16.0, 2)}
    assert grid(read(path, {"remarks": "leave out"})) == {("reading", 3, DECEMBER): (17.0, 1)}
