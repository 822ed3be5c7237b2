"""Vulnerable groups: who belongs to which, and averages of exactly the results that are in the grid."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.vocabulary.group_table import group_table
from support.places import SAMPLES
from support.spreadsheets.sample_figures import SUBJECTS, TIMES, averages, worth
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

DECEMBER = "2010-12"


def in_reading(found: TrackingProposal) -> dict[str, tuple[float, int]]:
    """Year 3's groups in reading in December."""
    return {
        g.group: (g.aps, g.pupils) for g in found.groups if (g.subject, g.year, g.point) == ("reading", 3, DECEMBER)
    }


def with_column(heading: str, values: list[object]) -> Rows:
    """A pupil for each value: the first at 2c (13 points), then 2b (15), 2a, 3c … two points more each."""
    levels = ["2c", "2b", "2a", "3c", "3b", "3a", "4c", "4b", "4a", "5c", "5b", "5a"]
    rows: Rows = [["Surname", "Forename", "Year", heading, "Reading Dec 10"]]
    return rows + [[f"Oak{n}", f"Wren{n}", 3, value, levels[n]] for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("heading", "values", "expected"),
    [
        ("Gender", ["M", "f", "Boy", "Girls", ""], {"Boys": (15.0, 2), "Girls": (17.0, 2)}),
        ("M/F", ["b", "G"], {"Boys": (13.0, 1), "Girls": (15.0, 1)}),
        ("FSM", ["T", "F", "t"], {"Free school meals": (15.0, 2)}),
        ("Eligible for free meals", ["Y", "N", None, 1, 0], {"Free school meals": (16.0, 2)}),
        ("FSM", [True, False, True], {"Free school meals": (15.0, 2)}),
        ("EAL", ["ENG", "PNJ", "Urdu", "ENB", "Y", "n"], {"English as an additional language": (53 / 3, 3)}),
        ("In LEA Care", ["F", "F", "T"], {"Children in care": (17.0, 1)}),
        ("G&T", ["", "G&T", "N"], {"Gifted and talented": (15.0, 1)}),
        ("Ethnicity", ["WBRI", "APKN", "wrom", "MWBC", "AIND"], {
            "White British": (13.0, 1), "Asian": (18.0, 2), "Gypsy, Roma and Traveller": (17.0, 1), "Mixed": (19.0, 1),
        }),
    ],
)  # fmt: skip
def test_who_belongs(
    tmp_path: Path, heading: str, values: list[object], expected: dict[str, tuple[float, int]]
) -> None:
    found = read(xlsx(tmp_path / "a.xlsx", {"T": with_column(heading, values)}))
    assert in_reading(found) == expected
    assert found.notes == []


def test_sen_is_everybody_at_any_stage_and_each_stage(tmp_path: Path) -> None:
    values = ["N", "A", "P", "S", None, "School Action Plus", "SA+"]
    assert in_reading(read(xlsx(tmp_path / "a.xlsx", {"T": with_column("SEN", values)}))) == {
        "Special educational needs": (19.8, 5),  # 15 + 17 + 19 + 23 + 25
        "School Action": (15.0, 1),
        "School Action Plus": (65 / 3, 3),
        "Statement": (19.0, 1),
    }


def test_what_is_not_understood_is_said_once_a_column_and_guessed_nowhere(tmp_path: Path) -> None:
    """K came in after 2014, and F alone under FSM may be "free"."""
    rows = with_column("SEN", ["K", "A", "K", "E", "zz", "?"])
    rows[0].append("FSM")
    for row in rows[1:]:
        row.append("F")
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert in_reading(found) == {"Special educational needs": (15.0, 1), "School Action": (15.0, 1)}
    fsm, sen = sorted(found.notes)
    assert sen.startswith("special educational needs: 'k', 'e', 'zz' not understood (first in T!D2; pupils: 4)")
    assert fsm.startswith("free school meals: 'f' not understood (first in T!F2; pupils: 6)")


def test_columns_that_contradict_each_other_say_nothing(tmp_path: Path) -> None:
    rows = with_column("Mother tongue", ["ENG", "URD", "URD"])
    for row, value in zip(rows, ["EAL", "N", "Y", "N"], strict=True):
        row.append(value)
    assert in_reading(read(xlsx(tmp_path / "a.xlsx", {"T": rows}))) == {"English as an additional language": (15.0, 1)}


def test_sheets_that_contradict_each_other_say_nothing_and_one_that_is_silent_takes_the_others(tmp_path: Path) -> None:
    """A pupil is known by the UPN: on the second sheet, whose pupils have no gender, and the third."""
    upns = ["A826999907001", "B826999907002", "C826999907003"]

    def sheet(heading: str, values: list[str], result: str) -> Rows:
        head: list[object] = ["UPN", "Surname", "Year", heading, result]
        return [head, *([u, "Oak", 3, v, "2b"] for u, v in zip(upns, values, strict=True))]

    path = xlsx(
        tmp_path / "a.xlsx",
        {
            "R": sheet("Gender", ["M", "F", "F"], "Reading Dec 10"),
            "W": sheet("Class", ["Oak", "Oak", "Oak"], "Writing Dec 10"),
            "M": sheet("Gender", ["M", "F", "M"], "Maths Dec 10"),
        },
    )
    found = {(g.subject, g.group): g.pupils for g in read(path).groups}
    assert found == {(s, g): 1 for s in SUBJECTS for g in ("Boys", "Girls")}


def test_a_group_counts_what_the_grid_counts(tmp_path: Path) -> None:
    """An absent boy, a boy of no year group and a girl whose cell was left out are in neither."""
    rows: Rows = [["Surname", "Forename", "Year", "Gender", "Reading Dec 10"]]
    rows += [["Oak", "A", 3, "M", "2b"], ["Ash", "B", 3, "M", "A"], ["Elm", "C", "", "M", "4a"]]
    rows += [["Fir", "D", 3, "F", "zzz"], ["Yew", "E", 3, "F", "3c"], ["Bay", "F", 4, "F", "W"]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert read(path).groups == [c for c in read(path).groups if c.year == 4]  # Year 3 waits for an answer
    found = read(path, {"unknown": "leave out", "year:T:4": "leave out"})
    assert in_reading(found) == {"Boys": (15.0, 1), "Girls": (19.0, 1)}
    assert grid(found)["reading", 3, DECEMBER] == (17.0, 2)


def test_the_sample_as_reckoned_by_hand() -> None:
    sheet = load_workbook(SAMPLES / "tracking_whole_school.xlsx")["Tracking 2010-11"]
    headings = {str(c.value): c.coordinate.strip("0123456789") for row in (4, 5) for c in sheet[row][:20]}
    columns = [headings[h] for h in ("Gender", "Eligible for free meals", "SEN Status code")]
    first = {"reading": "W", "writing": "AH", "mathematics": "AS"}
    held: dict[tuple[str, int, str], dict[str, list[Fraction]]] = {}
    for y in range(6, 6 + 420):
        gender, fsm, sen = (str(sheet[f"{x}{y}"].value) for x in columns)
        mine = {"M": "Boys", "F": "Girls"}[gender], fsm == "T" and "Free school meals"
        stage = {"A": "School Action", "P": "School Action Plus", "S": "Statement"}.get(sen)
        for subject in SUBJECTS:
            for time, step in zip(TIMES, (0, 2, 3, 4), strict=True):
                points = worth(sheet.cell(y, sheet[f"{first[subject]}{y}"].column + step).value)
                for group in (*mine, stage, stage and "Special educational needs"):
                    if points is not None and group and (year := str(sheet[f"F{y}"].value)[-1]) != "R":
                        held.setdefault((subject, int(year), time), {}).setdefault(group, []).append(points)
    expected = {(group, *place): figure for place, by in held.items() for group, figure in averages_of(by).items()}
    found = read(SAMPLES / "tracking_whole_school.xlsx")
    names = {group for group, *_ in expected}
    assert len(names) == 7
    assert {
        (g.group, g.subject, g.year, g.point): (g.aps, g.pupils) for g in found.groups if g.group in names
    } == expected


def averages_of(by: dict[str, list[Fraction]]) -> dict[str, tuple[float, int]]:
    return {key[0]: figure for key, figure in averages({(g, 0, ""): points for g, points in by.items()}).items()}


def test_few_pupils_are_shown_and_not_kept(tmp_path: Path) -> None:
    fewest = group_table().fewest
    values: list[object] = ["M"] * fewest + ["F"] * (fewest - 1)
    found = read(xlsx(tmp_path / "a.xlsx", {"T": with_column("Gender", values)}))
    assert in_reading(found)["Girls"][1] == fewest - 1
    assert found.provenance is not None
    kept = found.provenance.figures["progress/reading/3/2010-12"].groups
    assert {name: (g.aps, g.pupils) for name, g in kept.items()} == {"Boys": in_reading(found)["Boys"]}


def test_no_value_means_two_groups_of_one_column() -> None:
    for column in group_table().columns:
        values = [v.casefold() for g in column.groups for v in g.values]
        assert len(set(values)) == len(values), column.column
        assert not set(values) & {v.casefold() for v in column.no}
        names = {g.name for g in column.groups}
        assert all(set(g.includes) <= names - {g.name} for g in column.groups)
