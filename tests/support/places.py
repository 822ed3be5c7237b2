"""Where the house and its sample workbooks are."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_workbooks"
WHOLE_SCHOOL = SAMPLES / "tracking_whole_school.xlsx"
SHEET_PER_YEAR = SAMPLES / "tracking_sheet_per_year.xlsx"
