"""The workbook of a visit in which everything is answered."""

from pathlib import Path

import pytest

from siptui.framework import Framework
from siptui.records.fields import Fields, fields_of
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import written


@pytest.fixture
def fields(framework: Framework) -> Fields:
    return fields_of(framework)


@pytest.fixture
def file(fields: Fields, tmp_path: Path) -> Path:
    return written(fields, whole_year(fields), "visits/autumn", tmp_path / "autumn.xlsx")
