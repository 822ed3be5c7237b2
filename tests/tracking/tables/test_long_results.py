"""A date and a time a row make no heading of each row: different texts are reckoned once."""

import pytest

from siptui.tracking.vocabulary.headings import Headings, Meaning
from support.spreadsheets.rows_read import figures, read_rows

HEAD = ["UPN", "Surname", "Forename", "Year", "Subject", "Date", "Level"]


def test_times_of_day_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    real = Headings._read

    def counted(self: Headings, text: str) -> Meaning:
        read.add(text)
        return real(self, text)

    monkeypatch.setattr(Headings, "_read", counted)
    rows = [
        [
            f"H{n:012}",
            f"Oak{n}",
            "Wren",
            3,
            "Reading",
            f"{8 + n % 2}/12/2010 {8 + n % 9:02}:{n % 60:02}:{n % 59:02}",
            "2b",
        ]
        for n in range(400)
    ]
    found = read_rows(HEAD, *rows)
    assert figures(found) == {"reading 3 2010-12": (15.0, 400)}
    assert len([text for text in read if "2010" in text]) < 20
