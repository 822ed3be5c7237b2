"""Key Stage results that are those of a point in time of Part D: asked about, for the year groups whose they are."""

import pytest

from support.spreadsheets.rows_read import figures, keys, read_rows

KS1 = ["Surname", "Forename", "Year", "Reading KS1", "Reading Dec 10"]
PUPILS = [["Oak", "Wren", 3, "2c", "2b"], ["Ash", "Teal", 3, "2b", "2a"]]


@pytest.mark.parametrize(
    "heading", ["Reading KS1", "KS1 Reading", "End KS1 Reading", "KS1 SATs Reading", "KS1 TA Reading"]
)
def test_key_stage_1_of_year_3_is_last_july(heading: str) -> None:
    rows = [[*KS1[:3], heading, KS1[4]], *PUPILS]
    found = read_rows(*rows)
    assert keys(found) == ["stage:T!D"]
    assert figures(found) == {"reading 3 2010-12": (16.0, 2)}
    assert "July 2010" in found.questions[0].asks
    assert figures(read_rows(*rows, answers={"stage:T!D": "count"})) == {
        "reading 3 2010-07": (14.0, 2),
        "reading 3 2010-12": (16.0, 2),
    }
    assert figures(read_rows(*rows, answers={"stage:T!D": "leave out"})) == {"reading 3 2010-12": (16.0, 2)}


def test_of_year_2_it_is_next_july_and_key_stage_2_of_year_6_too() -> None:
    year_2 = [[*KS1[:3], "KS1 TA Reading 2011", KS1[4]], ["Oak", "Wren", 2, "2c", "2b"]]
    assert figures(read_rows(*year_2, answers={"stage:T!D": "count"}))["reading 2 2011-07"] == (13.0, 1)
    year_6 = [[*KS1[:3], "KS2 Reading", KS1[4]], ["Oak", "Wren", 6, "4", "4b"]]
    assert figures(read_rows(*year_6, answers={"stage:T!D": "count"}))["reading 6 2011-07"] == (27.0, 1)


def test_of_the_others_it_is_earlier_and_nothing_is_asked() -> None:
    rows = [KS1, ["Oak", "Wren", 5, "2c", "3b"], ["Ash", "Teal", 6, "2b", "4b"]]
    assert not keys(read_rows(*rows))
    mixed = read_rows(KS1, *PUPILS, ["Elm", "Kite", 5, "5c", "3b"], answers={"stage:T!D": "count"})
    assert figures(mixed)["reading 3 2010-07"] == (14.0, 2)
    assert not any(key.startswith("reading 5 2010-07") for key in figures(mixed))


def test_nothing_is_asked_where_july_has_a_column_of_its_own_or_the_heading_another_year() -> None:
    assert not keys(read_rows([*KS1, "Reading Jul 10"], *([*p, "2b"] for p in PUPILS)))
    assert not keys(read_rows([*KS1[:3], "Reading KS1 2008", KS1[4]], *PUPILS))
