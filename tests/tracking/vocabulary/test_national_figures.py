"""England's figures stand beside a school's with their date and source, and nothing where none is known."""

from pathlib import Path

from siptui.tracking.vocabulary.national_figures import national_figures
from support.spreadsheets.todays_read import figure, read

FILES = Path(__file__).parents[1] / "todays_results" / "files"


def test_the_latest_that_is_known_by_then() -> None:
    national = national_figures("standards")
    assert national.latest("combined", 6, "2026-07", "expected") == (62, "2025-07")
    assert national.latest("combined", 6, "2024-07", "expected") == (61, "2024-07")
    assert national.latest("combined", 6, "2023-07", "expected") is None
    assert national.latest("combined", 5, "2026-07", "expected") is None
    assert national_figures("").figures == []


def test_beside_a_schools_results_of_the_summer_alone() -> None:
    ks2 = figure(read(FILES / "01_ks2_scaled_wide.xlsx", {"unknown": "leave out"}), "reading 6 2026-07 expected")
    assert (ks2.national, ks2.national_of) == (75, "2025-07")
    assert ks2.source
    spring = figure(read(FILES / "02_ta_by_term.xlsx"), "reading 6 2026-03 expected")
    assert spring.national is None
