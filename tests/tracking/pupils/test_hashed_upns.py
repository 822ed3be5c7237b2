"""Pupils known again by a keyed hash of the UPN; the UPN's check letter."""

from pathlib import Path

import msgspec
import pytest

from siptui.intake.read_in_child import read_tracking
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.vocabulary.upns import wrong_ones
from support.spreadsheets.small_tables import FIELDS, FRAMEWORK, Rows, grid, xlsx

KEY = bytes(range(32))
VALID = """B801200005001 P207000016049 K826200010001 Z826200010002 J826231707015 Y926210009123 J82620001001A
V82620001001Z""".split()


@pytest.mark.parametrize("upn", VALID)
def test_check_letters_of_known_upns(upn: str) -> None:
    assert wrong_ones([upn.casefold()]) == []


@pytest.mark.parametrize("upn", ["A801200005001", "Q207000016049", "J82620001001B"])
def test_wrong_check_letters(upn: str) -> None:
    assert wrong_ones([upn.casefold()]) == [0]


def rows(*upns: str, year: int = 3) -> Rows:
    return [["UPN", "Surname", "Year", "Reading Dec 10"], *([u, "Oak", year, "2b"] for u in upns)]


def read(path: Path, key: bytes = KEY, **sheets: Rows) -> TrackingProposal:
    return read_tracking(xlsx(path / "a.xlsx", sheets), FRAMEWORK, FIELDS, {}, pupil_key=key)


def kept(found: TrackingProposal) -> dict[str, list[str]]:
    assert found.provenance is not None
    return found.provenance.pupils


def test_a_wrong_check_letter_is_said_and_its_pupil_counts(tmp_path: Path) -> None:
    found = read(tmp_path, T=rows(*VALID, "A801200005001", "Q207000016049", "826200010001", "I826200010001"))
    assert found.notes == [
        "UPN: 2 have a wrong check letter (first in T!A10); their results count all the same",
        "UPN: 2 are no UPN (first in T!A12); their results count all the same",
    ]
    assert not found.problems
    assert grid(found)["reading", 3, "2010-12"] == (15.0, 12)
    assert sum(map(len, kept(found).values())) == 10


def test_hashes_by_year_group_under_the_stores_key_alone(tmp_path: Path) -> None:
    sheets = {"T": rows(VALID[0], VALID[1].lower()), "U": rows(f"{VALID[2]} ", year=4), "R": rows(VALID[3], year=0)}
    found = kept(read(tmp_path, **sheets))
    assert {year: len(hashes) for year, hashes in found.items()} == {"0": 1, "3": 2, "4": 1}
    assert found == kept(read(tmp_path, **sheets))
    other = kept(read(tmp_path, bytes(32), **sheets))
    assert not {h for hs in found.values() for h in hs} & {h for hs in other.values() for h in hs}
    assert kept(read(tmp_path, b"", **sheets)) == {}


def test_nothing_that_is_kept_names_a_pupil(tmp_path: Path) -> None:
    """Neither UPN nor name, not even one that was typed where a level should be."""
    table: Rows = [
        ["UPN", "Surname", "Year", "Gender", "Reading Dec 10"],
        [VALID[0], "Oakapple", 3, "M", "2b"],
        [VALID[1], "Wrensong", 3, "Girl Wrensong", "Wrensong"],
    ]
    path = xlsx(tmp_path / "a.xlsx", {"T": table})
    found = read_tracking(path, FRAMEWORK, FIELDS, {}, {"unknown": "leave out"}, pupil_key=KEY)
    text = msgspec.json.encode(found.provenance).decode()
    assert '"no level that is understood":1' in text
    for secret in ("Oakapple", "Wrensong", *VALID):
        assert secret.casefold() not in text.casefold()


def test_a_store_has_a_key_of_its_own_and_an_older_one_none(tmp_path: Path) -> None:
    one, other = (Store.create(tmp_path / name, "ab").pupil_key for name in ("a", "b"))
    assert len(one) == len(other) == 32
    assert one != other
    assert Store(tmp_path / "a", "cd").pupil_key == one
