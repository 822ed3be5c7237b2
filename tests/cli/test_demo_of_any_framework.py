"""An invented caseload is made of whatever framework: its own fields, scales, terms and phases."""

from pathlib import Path

import pytest

from siptui.cli.commands.invented_caseload import demo_store
from siptui.framework import names


@pytest.mark.parametrize("framework", names())
def test_the_invented_caseload_fits_its_framework(framework: str, tmp_path: Path) -> None:
    store = demo_store(tmp_path / "demo", "tester", 4, framework)
    terms = {term.key: term for term in store.framework.calendar.terms}
    roles = store.framework.roles
    judged = 0
    for school_id in store.subjects():
        record = store.load(school_id).values
        assert not [path for path in record if path not in store.fields]
        assert record[roles.headteacher]
        assert record[roles.category_before]
        for visit in store.framework.visits[:2]:
            term = terms[visit.term]
            assert str(term.first) <= str(record[f"{visit.at}/{roles.visit_date}"]) <= str(term.last)
        judged += sum(1 for path in record if path.endswith(f"/{roles.current}"))
    assert judged
