"""Texts that are not saved, written to a file of their writer's own."""

from datetime import datetime
from pathlib import Path

import pytest

from siptui.desk.rescued_to_file import write_out
from siptui.desk.unsaved_text import NotSaved
from siptui.desk.write_queue import Outcome
from siptui.records.change import Change
from siptui.records.problem import Problem

NOW = datetime(2026, 11, 30, 14, 5)


def texts(*values: str | None) -> list[NotSaved]:
    gone = (Problem("ashwell", "there is no such school", code="no_such_school"),)
    return [NotSaved(Outcome("ashwell", "typed"), Change("front/context", each), "refused", gone) for each in values]


def test_every_text_is_there_whole_with_its_place_and_its_reason(tmp_path: Path) -> None:
    path = write_out(texts("one\ntwo é", "x" * 30_000, None), lambda t: f"{t.school_id} · context", tmp_path, NOW)
    said = path.read_text(encoding="utf-8")
    assert path.name == "siptui not saved 2026-11-30 14.05.txt"
    assert "ashwell · context\n(the store did not take it: ashwell: there is no such school)\n\none\ntwo é\n" in said
    assert "x" * 30_000 in said
    assert "(cleared)" in said
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    paths = [write_out(texts(each), lambda t: "x", tmp_path, NOW) for each in ("first", "second", "third")]
    assert len({*paths}) == 3
    assert "first" in paths[0].read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_out(texts("x"), lambda t: "x", tmp_path / "nowhere", NOW)
