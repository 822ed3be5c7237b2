"""Tables kept as text, whatever their characters and separators."""

import pytest

from siptui.sheets.limits import MOST_COLUMNS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.text_table import decoded, text_sheet

TEXT = "Élan,Year\nWren,3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_characters_however_they_are_kept(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    rows = [["Name", "Read, Dec 10"], ["O'Oak; W", "2b"], ["Ash", "2a"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert text_sheet("T", text.encode()).rows == rows


def test_dates_and_names_do_not_mislead() -> None:
    text = "Name;Born\nOak, Wren;1/9/2003\nAsh, Teal;2/9/2003\n"
    assert text_sheet("T", text.encode()).rows[1] == ["Oak, Wren", "1/9/2003"]


def test_a_line_that_names_the_separator_is_a_blank_row() -> None:
    assert text_sheet("T", b"sep=|\r\na,b|c\r\n").rows == [[], ["a,b", "c"]]


def test_a_line_break_within_a_cell() -> None:
    assert text_sheet("T", b'"a\nb",c\n').rows == [["a\nb", "c"]]


def test_a_row_too_wide_is_refused() -> None:
    with pytest.raises(Unreadable):
        text_sheet("T", b"," * (MOST_COLUMNS + 1))
