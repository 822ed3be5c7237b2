"""Part F and what its reader would send back, reckoned from records of a few fields."""

from datetime import date

from msgspec import structs

from siptui.framework import Framework
from siptui.records.fields import fields_of
from siptui.rules.findings import by_path, findings
from siptui.rules.summary import SummaryRow, part_f, text, undated
from support.stores.judged_year import judged

S1 = "judgements/S1.1"


def row(framework: Framework, record: dict[str, str], code: str) -> SummaryRow:
    return next(r for section in part_f(framework, record) for r in section.rows if r.code == code)


def test_every_indicator_has_one_row(framework: Framework) -> None:
    codes = [r.code for section in part_f(framework, {}) for r in section.rows]
    asked = {section.key for section in framework.register.sections}
    assert codes == [kip.code for kip in framework.register.kips if kip.section in asked]
    assert len(codes) == len(set(codes)) == 32


def test_a_row_holds_the_latest_judgement_and_its_visit_s_date(framework: Framework) -> None:
    record = {f"visits/autumn/{S1}/current": "3", "visits/autumn/date": "2010-10-12"}
    assert row(framework, record, "S1.1").current == "3"
    record |= {f"visits/summer/{S1}/current": "2", "visits/summer/date": "2011-06-21"}
    found = row(framework, record, "S1.1")
    in_summer = any(r.kip == "S1.1" for r in framework.visit("summer").rows)
    assert (found.current, found.date) == (("2", "2011-06-21") if in_summer else ("3", "2010-10-12"))


def test_a_later_visit_without_a_target_leaves_the_one_before_standing(framework: Framework) -> None:
    code = next(
        r.kip for r in framework.visit("autumn").rows if any(s.kip == r.kip for s in framework.visit("summer").rows)
    )
    record = {f"visits/autumn/judgements/{code}/target": "1", f"visits/summer/judgements/{code}/current": "2"}
    found = row(framework, record, code)
    assert (found.current, found.target, found.visit) == ("2", "1", "summer")


def test_a_row_that_no_visit_judges_is_edited_where_it_stands(framework: Framework) -> None:
    found = row(framework, {"summary/E13/current": "3"}, "E13")
    assert (found.path, found.current, found.visit) == ("summary/E13", "3", "")


def found_in(framework: Framework, record: dict[str, str]) -> dict[str, str]:
    """What is found where a framework has no rule of its own about it."""
    without_rules = structs.replace(framework, rules=[])
    return by_path(findings(fields_of(without_rules), record, date(2011, 7, 1)))


def test_a_judgement_without_a_date_is_found_where_it_is_mended(framework: Framework) -> None:
    said = "judged, but without a date"
    assert found_in(framework, {f"visits/autumn/{S1}/current": "3"}) == {"visits/autumn/date": said}
    assert found_in(framework, {"summary/E13/current": "3"}) == {"summary/E13/date": said}
    assert found_in(framework, judged()) == {}
    assert undated([r for s in part_f(framework, judged()) for r in s.rows]) == []


def test_what_is_not_there_is_no_text() -> None:
    assert [text({"a": 2.5, "b": ""}, path) for path in "abc"] == ["2.5", "", ""]
