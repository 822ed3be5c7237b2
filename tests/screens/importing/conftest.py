"""What the tests of importing share."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from screens.importing import reading_file
from siptui.intake.read_in_child import read_tracking
from siptui.records.problem import Problem, Refused
from siptui.tracking.proposal_types import TrackingProposal
from support.import_read import TABLE

OVERRIDES = ("means:", "sheet:", "value:")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "tracking.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The answers of every reading; those that are given without being asked do not reach the reader."""
    found: list[dict[str, str]] = []

    def read(
        path: Path, framework: Any, fields: Any, record: Any, answers: Mapping[str, str], **_: object
    ) -> TrackingProposal:
        found.append(dict(answers))
        if "value:A" in answers and answers["value:A"] == "1c":
            raise Refused(
                Problem("tracking.csv", "'1c' is no answer to value:A", "answer one of: " + "2b, " * 40, code="refused")
            )
        asked = {k: v for k, v in answers.items() if not k.startswith(OVERRIDES)}
        return read_tracking(path, framework, fields, record, asked)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    return found
