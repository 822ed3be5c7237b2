"""Files of levels give no figure under today's framework: what they hold is no result of any of its kinds."""

import ast
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.tracking.vocabulary.kind_table import kind_table
from support.places import SAMPLES
from support.spreadsheets.todays_read import read

ROOM = Path(__file__).parents[3]
LEVELS = {
    "letters": "UPN,Surname,Forename,Year,Reading Aut 2025,Maths Spr 2026\n"
    + "".join(f"A{n},Oak{n},Ann,3,{level},{level}\n" for n, level in enumerate(("2b", "2a", "3c", "W", "2c", "P6"))),
    "points": "Surname,Forename,Year,Reading Dec 2025\n"
    + "".join(f"Oak{n},Ann,4,{points}\n" for n, points in enumerate((15, 17, 21, 13, 19, 23))),
}


def figures(path: Path) -> list[object]:
    try:
        found = read(path)
    except Refused:
        return []
    return [*found.grid, *found.measured]


@pytest.mark.parametrize("name", ["tracking_whole_school.xlsx", "tracking_sheet_per_year.xlsx"])
def test_a_school_of_2010(name: str) -> None:
    assert figures(SAMPLES / name) == []


@pytest.mark.parametrize("kind", LEVELS)
def test_levels_and_points_with_todays_dates(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "levels.csv"
    path.write_text(LEVELS[kind], encoding="utf-8")
    assert figures(path) == []
    assert read(path).questions


def test_nothing_in_python_names_an_outcome_a_code_of_a_goal_or_a_measure_of_today() -> None:
    table = kind_table("standards")
    named = {each.key for kind in table.kinds for each in kind.values if each.key.isupper()} | {*table.profile.goals}
    named |= {kind.key for kind in table.kinds} - {"outcome", "score", "goal", "marks", "tables"}
    said = {}
    for path in [*ROOM.glob("siptui/**/*.py"), *ROOM.glob("screens/**/*.py")]:
        constants = (
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        )
        found = named.intersection(text for text in constants if isinstance(text, str))
        if found:
            said[str(path.relative_to(ROOM))] = found
    assert said == {}
