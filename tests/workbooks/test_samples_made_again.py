"""The sample workbooks are those that their script makes, each time the same."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support.places import SAMPLES

FORMS = ["progress_grid_blank.xlsx", "targets_2012_blank.xlsx", "part_f_blank.xlsx", "part_f_filled.xlsx"]
TRACKING = ["tracking_whole_school.xlsx", "tracking_sheet_per_year.xlsx"]
TODAY = ["teacher_assessment_2025_26.xlsx", "ks2_results_2026.xlsx"]


def make(folder: Path) -> Path:
    folder.mkdir()
    subprocess.run([sys.executable, SAMPLES / "make.py", folder], check=True, cwd=SAMPLES.parent)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    scratch = tmp_path_factory.mktemp("samples")
    return make(scratch / "one"), make(scratch / "two")


@pytest.mark.parametrize("name", [*FORMS, *TRACKING, *TODAY])
def test_made_twice_they_are_the_same_byte_for_byte(made: tuple[Path, Path], name: str) -> None:
    assert (made[0] / name).read_bytes() == (made[1] / name).read_bytes()


@pytest.mark.parametrize("name", [*FORMS, *TRACKING, *TODAY])
def test_those_in_the_repository_are_what_the_script_makes(made: tuple[Path, Path], name: str) -> None:
    # Part by part and not byte by byte: Pythons differ in how hard they press.
    with zipfile.ZipFile(made[0] / name) as fresh, zipfile.ZipFile(SAMPLES / name) as kept:
        assert fresh.namelist() == kept.namelist()
        for part in fresh.namelist():
            assert fresh.read(part) == kept.read(part), f"{part} differs; run `make samples`"
