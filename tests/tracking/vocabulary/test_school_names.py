"""Whether a file's name or a text within names another school of the caseload."""

import pytest

from siptui.tracking.vocabulary.school_names import another_named
from support.spreadsheets.tables_found import HEADINGS

OWN = "Blackthorn Primary School"
OTHERS = [
    "Ashwell CE Primary School",
    "Cold Larch Infant School",
    "Blackthorn Nursery School",
    "Reading Primary School",
]
COMMON = ["primary", "school", "ce", "infant", "nursery"]


@pytest.mark.parametrize(
    ("file", "texts", "named"),
    [
        ("Ashwell levels", [], "Ashwell CE Primary School"),
        ("Cold_Larch_tracking", [], "Cold Larch Infant School"),
        ("levels", ["Ashwell Primary: Year 3"], "Ashwell CE Primary School"),
        ("levels", ["Ashwell class"], ""),  # a teacher's or a class's name, within the file
        ("larch levels", [], ""),  # one word of two
        ("Reading levels", [], ""),  # a subject
        ("Blackthorn levels", [], ""),
        ("Blackthorn and Ashwell", [], ""),
        ("Blackthorn Nursery", [], "Blackthorn Nursery School"),
        ("levels", [], ""),
    ],
)
def test_another_school_is_named(file: str, texts: list[str], named: str) -> None:
    found = another_named(file, texts, OWN, OTHERS, COMMON, HEADINGS)
    assert (found.school if found else "") == named
