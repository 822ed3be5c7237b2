"""A file's sheets in, a Proposal out: what it rests on, and what holds a figure back."""

from pathlib import Path

import pytest
from msgspec import structs

from siptui.framework.model import ProgressBlock
from siptui.records.problem import Refused
from siptui.records.values import Value
from siptui.sheets.cells import Cell
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.reading import propose
from support.spreadsheets.rows_read import FIELDS, MILTON_KEYNES, figures, keys, read_rows, read_sheets, sheet

HEAD: list[Cell | None] = ["Surname", "Forename", "Year", "Reading Dec 10", "Maths Dec 10"]
OAK: list[Cell | None] = ["Oak", "Wren", 3, "2b", "2a"]
ASH: list[Cell | None] = ["Ash", "Teal", 3, "2a", "3c"]
GRID = next(f for f in MILTON_KEYNES.forms if any(isinstance(b, ProgressBlock) for b in f.blocks))
BLOCKS = GRID.blocks
READING, MATHS = "progress/reading/3/2010-12", "progress/mathematics/3/2010-12"


def under(record: dict[str, Value], *rows: list[Cell | None], **about: object) -> TrackingProposal:
    return propose(Path("t.xlsx"), [sheet(HEAD, *rows)], MILTON_KEYNES, FIELDS, record, {}, **about)  # type: ignore[arg-type]


def test_a_grid_without_averages_or_kinds_of_result_takes_no_tracking_file() -> None:
    bare = [b if not isinstance(b, ProgressBlock) else structs.replace(b, average=False) for b in BLOCKS]
    none = structs.replace(MILTON_KEYNES, forms=[structs.replace(GRID, blocks=bare)])
    with pytest.raises(Refused) as refused:
        propose(Path("t.xlsx"), [sheet(HEAD, OAK)], none, FIELDS, {}, {})
    assert refused.value.problems[0].code == "no_averages_wanted"


def test_changes_are_only_what_differs_from_the_record() -> None:
    assert {c.path: (c.old, c.new) for c in under({READING: 16.0}, OAK, ASH).changes} == {MATHS: (None, 18.0)}
    assert not under({READING: 16.0, MATHS: 18.0}, OAK, ASH).changes


def test_what_is_not_in_the_file_is_not_taken_out_of_the_record() -> None:
    assert READING not in {c.path for c in under({READING: 14.0}, [*OAK[:3], None, "2a"]).changes}


def test_a_cell_that_is_no_level_holds_back_its_own_average_alone() -> None:
    rows = [HEAD, OAK, ["Ash", "Teal", 3, "3x", "3c"]]
    found = read_rows(*rows)
    assert keys(found) == ["unknown"]
    assert figures(found) == {"mathematics 3 2010-12": (18.0, 2)}
    told = read_rows(*rows, answers={"unknown": "leave out"})
    assert figures(told) == {"reading 3 2010-12": (15.0, 1), "mathematics 3 2010-12": (18.0, 2)}
    assert {cell.subject: cell.left_out for cell in told.grid} == {"reading": 1, "mathematics": 0}


def test_an_answer_to_what_is_not_asked_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_rows(HEAD, OAK, answers={"decimals": ".0 is c, .3 is b, .7 is a"})
    assert refused.value.problems[0].code == "no_such_question"


def test_a_file_without_pupils_is_refused_and_one_without_anything_too() -> None:
    for sheets in ([sheet(HEAD)], [sheet()], []):
        with pytest.raises(Refused):
            read_sheets(*sheets)


def test_pupils_in_no_year_group_of_part_d_alone_make_no_figure() -> None:
    with pytest.raises(Refused) as refused:
        read_rows(HEAD, ["Oak", "Wren", 7, "4b", "4a"])
    assert refused.value.problems[0].code == "no_year_of_part_d"


def test_another_schools_file_waits_for_a_word() -> None:
    rows = [["Birchwood Primary School"], HEAD, OAK]
    record: dict[str, Value] = {"school/name": "Ashwell Primary", "school/phase": "primary"}
    about = (MILTON_KEYNES, FIELDS, record)
    found = propose(Path("t.xlsx"), [sheet(*rows)], *about, {}, others=["Birchwood Primary School"])
    assert keys(found) == ["school"]
    assert not found.grid
    found = propose(
        Path("t.xlsx"), [sheet(*rows)], *about, {"school": "of this school"}, others=["Birchwood Primary School"]
    )
    assert figures(found) == {"reading 3 2010-12": (15.0, 1), "mathematics 3 2010-12": (17.0, 1)}


def test_upns_are_kept_as_hashes_under_the_stores_key_alone() -> None:
    rows = [["UPN", *HEAD], ["A803200009001", *OAK]]
    about = (MILTON_KEYNES, FIELDS, {}, {})
    kept = propose(Path("t.xlsx"), [sheet(*rows)], *about, pupil_key=bytes(32)).provenance
    assert kept is not None
    assert [*kept.pupils] == ["3"]
    assert "A803200009001" not in str(kept)
    bare = propose(Path("t.xlsx"), [sheet(*rows)], *about).provenance
    assert bare is not None
    assert not bare.pupils
