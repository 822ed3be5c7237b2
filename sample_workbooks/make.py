"""Makes the sample workbooks again: `python sample_workbooks/make.py [FOLDER]`, or `make samples`.

Everything in them is invented, from a fixed seed. Run twice, it makes the same files byte for byte, so that a change in
one of them is a change in what makes it.
"""

import os
import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # before openpyxl is imported: it writes otherwise where lxml happens to be

HERE = Path(__file__).resolve().parent
FRAMEWORK = "milton_keynes_2010_11"
SEED = 2010
HANDED_OUT, HANDED_IN = date(2010, 9, 1), date(2011, 7, 8)
MADE = b"2010-09-01T09:00:00Z"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def whole_school(path: Path) -> None:
    import tracking

    tracking.whole_school(path)


def sheet_per_year(path: Path) -> None:
    import tracking

    tracking.sheet_per_year(path)


def teacher_assessment_2025_26(path: Path) -> None:
    import today

    today.teacher_assessment(path)


def ks2_results_2026(path: Path) -> None:
    import today

    today.ks2_results(path)


def progress_grid_blank(path: Path) -> None:
    from siptui.framework import load
    from siptui.workbooks.ours.progress import write_progress

    write_progress(load(FRAMEWORK), path, today=HANDED_OUT)


def targets_2012_blank(path: Path) -> None:
    from siptui.framework import load
    from siptui.workbooks.ours.targets import write_targets

    write_targets(load(FRAMEWORK), "primary", path, today=HANDED_OUT)


def part_f_blank(path: Path) -> None:
    from siptui.framework import load
    from siptui.workbooks.ours.summary import write_summary

    write_summary(load(FRAMEWORK), {}, "", 0, path, today=HANDED_OUT)


def part_f_filled(path: Path) -> None:
    from siptui.framework import load
    from siptui.workbooks.ours.summary import write_summary

    write_summary(load(FRAMEWORK), invented_record(), "cowslip-lane", 1, path, today=HANDED_IN)


def invented_record() -> dict[str, str]:
    """A school that there is not, judged on everything in its three visits."""
    from siptui.framework import load

    framework = load(FRAMEWORK)
    chance = random.Random(SEED)
    grades = [value.value for value in framework.scales["kip_category"].values]

    def judge(place: str) -> None:
        current = chance.choice([0, 1, 1, 1, 2, 2])
        record[f"{place}/current"] = grades[current]
        record[f"{place}/target"] = grades[max(0, current - 1)]

    record = {
        "school/name": "Cowslip Lane Primary School",
        "school/phase": "primary",
        "school/sip": "KT",
        "school/headteacher": "Ms J. Harrow",
        "school/chair": "Mr T. Penfold",
    }
    for visit, day in zip(framework.visits, ("2010-10-14", "2011-02-10", "2011-06-23"), strict=True):
        record[f"visits/{visit.key}/date"] = day
        for row in visit.rows:
            judge(f"visits/{visit.key}/judgements/{row.kip}")
    judged = {row.kip for visit in framework.visits for row in visit.rows}
    for kip in framework.register.kips:
        if kip.section and kip.code not in judged and not kip.optional:
            judge(f"summary/{kip.code}")
            record[f"summary/{kip.code}/date"] = "2011-06-23"
    return record


SAMPLES: dict[str, Callable[[Path], None]] = {
    "tracking_whole_school.xlsx": whole_school,
    "tracking_sheet_per_year.xlsx": sheet_per_year,
    "teacher_assessment_2025_26.xlsx": teacher_assessment_2025_26,
    "ks2_results_2026.xlsx": ks2_results_2026,
    "progress_grid_blank.xlsx": progress_grid_blank,
    "targets_2012_blank.xlsx": targets_2012_blank,
    "part_f_blank.xlsx": part_f_blank,
    "part_f_filled.xlsx": part_f_filled,
}


def make(folder: Path, names: Iterable[str] = SAMPLES) -> None:
    """Make the samples of those names in `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            fresh = Path(scratch) / name
            SAMPLES[name](fresh)
            settle(fresh, folder / name)


def settle(made: Path, target: Path) -> None:
    """Copy a workbook without what differs each time it is made: the times in its zip and in its properties."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + MADE + rb"\g<3>", content)
            entry = zipfile.ZipInfo(part.filename)  # of 1 January 1980, as zips date what has no date
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            copy.writestr(entry, content)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE, sys.argv[2:] or SAMPLES)
