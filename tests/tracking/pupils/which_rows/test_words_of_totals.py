"""A word such as Average or Target makes no row of totals by itself: what the row is does."""

from pathlib import Path

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10"]
DECEMBER = "reading 3 2010-12"
ALL = {DECEMBER: (15.0, 6)}
NAMES = [("Oak", "Wren"), ("Ash", "Teal"), ("Elm", "Robin"), ("Yew", "Kite"), ("Fir", "Jay"), ("Bay", "Lark")]
LEVELS = ["2b", "2c", "2a", "2b", "2a", "2c"]  # 15, 13, 17, 15, 17, 13: the mean is 15


@pytest.mark.parametrize("heading", ["Ability", "Group", "Set", "House", "Class", "SEN", "Intervention", "Band"])
@pytest.mark.parametrize(
    "word", ["Average", "Target", "Expected", "National", "Mean", "Above average", "Total support"]
)
def test_an_ordinary_column_may_stand_first(heading: str, word: str) -> None:
    rows = [
        [word if n % 2 else "Higher", *who, 3, level] for n, (who, level) in enumerate(zip(NAMES, LEVELS, strict=True))
    ]
    assert figures(read_rows([heading, *HEAD], *rows)) == ALL


@pytest.mark.parametrize(
    "said", ["(target child)", "- expected to leave", "(total communication)", "(national flag club)"]
)
def test_words_beside_a_name(said: str) -> None:
    rows = [
        [f"{a} {said}" if n == 2 else a, b, 3, level]
        for n, ((a, b), level) in enumerate(zip(NAMES, LEVELS, strict=True))
    ]
    assert figures(read_rows(HEAD, *rows)) == ALL
    full = [["Name", "Year", "Reading Dec 10"], *([f"{b} {a}", y, level] for a, b, y, level in rows)]
    assert figures(read_rows(*full)) == ALL


@pytest.mark.parametrize("surname", ["Av", "Mean", "Tot", "Count", "Target", "National"])
def test_a_family_may_be_called_so(surname: str) -> None:
    rows = [
        [surname if n == 2 else a, b, 3, level] for n, ((a, b), level) in enumerate(zip(NAMES, LEVELS, strict=True))
    ]
    assert figures(read_rows(HEAD, *rows)) == ALL


@pytest.mark.parametrize(("heading", "mark"), [("DOB", "3/5/2003"), ("Gender", "F"), ("Gender", "M")])
def test_a_date_of_birth_or_a_gender_make_a_pupil(heading: str, mark: str) -> None:
    rows = [
        ["Mean" if n == 2 else b, mark, 3, level] for n, ((_, b), level) in enumerate(zip(NAMES, LEVELS, strict=True))
    ]
    assert figures(read_rows(["Name", heading, "Year", "Reading Dec 10"], *rows)) == ALL


def test_where_both_are_possible_it_is_asked() -> None:
    """A row between pupils that is the mean of those above and has a name too."""
    rows = [[a, b, 3, level] for (a, b), level in zip(NAMES, LEVELS, strict=True)]
    rows.insert(3, ["Mean", "Jo", 3, 15])
    found = read_rows(HEAD, *rows)
    assert keys(found) == ["rows:T:5"]
    assert not found.grid


@pytest.mark.parametrize("label", ["Average", "National average", "Year 3 average", "Boys' average", "Expected level"])
@pytest.mark.parametrize("at", [3, 6])
def test_a_row_of_totals_is_none_of_the_pupils(label: str, at: int) -> None:
    rows = [[a, b, 3, level] for (a, b), level in zip(NAMES, LEVELS, strict=True)]
    rows.insert(at, [label, None, 3, "2a"])
    assert figures(read_rows(HEAD, *rows)) == ALL


@pytest.mark.parametrize("label", ["On track", "Below expectations", "2b or above"])
def test_counts_below_the_pupils_are_no_pupils(label: str) -> None:
    rows = [[b, level, level] for (_, b), level in zip(NAMES, LEVELS, strict=True)]
    found = read_rows(["Name", "Reading Dec 10", "Writing Dec 10"], *rows, [label, 3, 4], name="Year 3")
    assert figures(found) == {DECEMBER: (15.0, 6), "writing 3 2010-12": (15.0, 6)} or keys(found) == ["rows:Year 3"]
    assert figures(read_rows(["Name", "Reading Dec 10"], *(r[:2] for r in rows), name="Year 3")) == ALL


@pytest.mark.parametrize("name", ["Clove Madeup (target child)", "Clove Mean", "Madeup, Clove - expected to leave"])
def test_a_name_beside_a_word_of_totals_is_never_left_out_unasked(tmp_path: Path, name: str) -> None:
    rows: Rows = [
        ["Name", "Reading Dec 10"],
        ["Ash Testcase", 23],
        ["Bay Sample", 23],
        [name, 21],
        ["Dill Pretend", 25],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 5": rows}))
    assert found.questions or grid(found) == {("reading", 5, "2010-12"): (23.0, 4)}


def test_a_label_with_one_number_below_lettered_levels_is_no_pupil(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Reading Dec 10", "Maths Dec 10"], ["Ash Testcase", "2b", "2b"], ["Bay Sample", "2b", "2a"]]
    path = xlsx(tmp_path / "a.xlsx", {"Year 3": [*rows, ["At risk", 3]]})
    assert [q.key for q in read(path).questions] == ["rows:Year 3"]
    found = read(path, {"rows:Year 3": "no pupils"})
    assert grid(found)["reading", 3, "2010-12"] == (15.0, 2)


def test_a_word_under_upn_and_no_name_below_one_pupil_is_asked_about(tmp_path: Path) -> None:
    """Above: 3.0, 4.0 counted as sublevels 3c and 4c."""
    rows: Rows = [["UPN", "Surname", "Forename", "Reading Dec 10", "Maths Dec 10"]]
    rows += [["E826999905005", "Examplar", "Elder", 3.33, 3.66], [], ["Above", None, None, 3.0, 4.0]]
    told = {"decimals": ".0 is c, .33 is b, .66 is a"}
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 5": rows}), told)
    assert [q.key for q in found.questions] == ["rows:Year 5"] or grid(found)["reading", 5, "2010-12"] == (21.0, 1)


def test_a_fraction_beside_lettered_levels_makes_no_total_of_a_pupil_called_average(tmp_path: Path) -> None:
    """Her row was left out unasked, and the one below it as standing below the totals."""
    rows: Rows = [["Pupil Name", "Reading Dec 10", "Maths Dec 10"], ["Inventson, Dill", "2b", 8.1]]
    rows += [["Average, Elder", "1a", 8.8], ["Fictley, Fern", "2c", 9.5]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Year 3": rows}))
    assert [q.key for q in found.questions if q.key.startswith("rows")] or grid(found)["reading", 3, "2010-12"][1] == 3
