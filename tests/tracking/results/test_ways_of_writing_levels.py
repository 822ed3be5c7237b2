"""Ways in which schools write levels: a true answer is always among the choices."""

from pathlib import Path

import pytest

from siptui.sheets.cells import Cell
from siptui.sheets.open_file import open_sheets
from support.spreadsheets.rows_read import figures, keys, read_rows, read_sheets

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10"]
NAMES = [("Oak", "Wren"), ("Ash", "Teal"), ("Elm", "Robin"), ("Yew", "Kite"), ("Fir", "Jay"), ("Bay", "Lark")]


def rows(*results: Cell) -> list[list[Cell | None]]:
    return [[a, b, 3, result] for (a, b), result in zip(NAMES, results, strict=False)]


@pytest.mark.parametrize(
    "written",
    [
        ("2 (low)", "2 (secure)", "2 (high)"),
        ("Low 2", "Secure 2", "High 2"),
        ("2 low", "2 secure", "2 high"),
        ("2L", "2S", "2H"),
    ],
)
def test_low_secure_and_high(written: tuple[str, ...]) -> None:
    table = [HEAD, *rows(*written, written[2])]
    found = read_rows(*table)
    assert keys(found) == ["grades"]
    low_secure_high, as_level, out = found.questions[0].choices
    assert figures(read_rows(*table, answers={"grades": low_secure_high})) == {"reading 3 2010-12": (15.5, 4)}
    assert figures(read_rows(*table, answers={"grades": as_level})) == {"reading 3 2010-12": (15.0, 4)}
    assert not figures(read_rows(*table, answers={"grades": out}))


def test_signs_may_be_sublevels() -> None:
    table = [HEAD, *rows("2-", "2", "2+", "2+")]
    found = read_rows(*table)
    assert keys(found) == ["plus"]
    two = next(c for c in found.questions[0].choices if c.startswith("two points"))
    assert figures(read_rows(*table, answers={"plus": two})) == {"reading 3 2010-12": (15.5, 4)}


@pytest.mark.parametrize(
    ("written", "scheme"),
    [
        ((2.25, 2.5, 2.75, 3.25), ".25 is c, .5 is b, .75 is a"),
        ((2.0, 2.33, 2.66, 3.0), ".0 is c, .33 is b, .66 is a"),
        ((2.0, 2.33, 2.67, 3.0), ".0 is c, .33 is b, .66 is a"),
        ((2.0, 2.3, 2.6, 3.0), ".0 is c, .3 is b, .6 is a"),
        ((2.17, 2.5, 2.83, 3.17), ".17 is c, .5 is b, .83 is a"),
        ((2.2, 2.4, 2.6, 3.2), ".2 is c, .4 is b, .6 is a"),
    ],
)
def test_decimals_of_every_kind(written: tuple[float, ...], scheme: str) -> None:
    """2c, 2b, 2a and 3c are 13, 15, 17 and 19: the mean is 16."""
    table = [HEAD, *rows(*written)]
    found = read_rows(*table)
    assert keys(found) == ["decimals"]
    assert found.questions[0].choices[0] == scheme or scheme in found.questions[0].choices[:3]
    assert figures(read_rows(*table, answers={"decimals": scheme})) == {"reading 3 2010-12": (16.0, 4)}


@pytest.mark.parametrize("written", ['="{}"', "'{}", "\x1f{}"])
def test_texts_that_are_to_stay_as_they_are(tmp_path: Path, written: str) -> None:
    path = tmp_path / "t.csv"
    lines = [",".join([a, b, "3", written.format(level)]) for (a, b), level in zip(NAMES, ("2b", "2a"), strict=False)]
    path.write_text("\n".join([",".join(HEAD), *lines]))
    assert figures(read_sheets(*open_sheets(path))) == {"reading 3 2010-12": (16.0, 2)}


def test_where_nothing_is_understood_each_column_is_asked_about() -> None:
    head = ["Surname", "Forename", "Au", "Sp", "Su"]
    table = [head, ["Oak", "Wren", "2c", "2b", "2a"], ["Ash", "Teal", "2b", "2a", "3c"]]
    found = read_rows(*table, name="Year 3")
    assert keys(found) == ["means:Year 3!C", "means:Year 3!D", "means:Year 3!E"]
    answers = {"means:Year 3!C": "reading 2010-12", "means:Year 3!D": "leave out", "means:Year 3!E": "leave out"}
    assert figures(read_rows(*table, name="Year 3", answers=answers)) == {"reading 3 2010-12": (14.0, 2)}


def test_a_column_may_mean_what_another_gives_already() -> None:
    head = ["Surname", "Forename", "Year", "Reading TA", "Reading SAT"]
    table = [head, ["Oak", "Wren", 3, "2b", "2a"], ["Ash", "Teal", 3, "2a", "3c"]]
    found = read_rows(*table, name="December 2010")
    (question,) = found.questions
    assert question.choices == ["reading 2010-07", "reading 2010-12", "reading 2011-03", "reading 2011-07", "leave out"]
    again = read_rows(*table, name="December 2010", answers={question.key: "reading 2010-12"})
    assert [q.code for q in again.questions] == ["which_column"]
