"""`export note --all`: every school's note in one command."""

import sys
from pathlib import Path

from siptui.cli.commands.invented_caseload import demo_store
from support.bench.spent_by_command import spent

FEW, MANY = 12, 48
MOST_MORE = 15  # megabytes; kept until the end, the documents of so many more schools would be 290


def megabytes(folder: Path, schools: int) -> float:
    store, out = folder / f"store of {schools}", folder / f"notes of {schools}"
    demo_store(store, "tester", schools)
    siptui = str(Path(sys.executable).with_name("siptui"))
    _, most = spent([siptui, "--store", str(store), "--as", "tester", "export", "note", "--all", "--out", str(out)])
    assert len(list(out.iterdir())) == schools
    return most


def test_more_schools_take_no_more_memory(tmp_path: Path) -> None:
    few, many = megabytes(tmp_path, FEW), megabytes(tmp_path, MANY)
    assert many <= few + MOST_MORE
