"""Every form of a subject: what it is called, where it stands, what is filled and what is still needed."""

from datetime import date

import pytest
from msgspec import structs

from siptui.framework import Framework
from siptui.framework.model import FieldsBlock, Form, FormField, TableBlock
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.rules.findings import findings
from siptui.rules.how_far import how_far, so_far, title_of

PLAN = Form(
    "Plan of support",
    [
        FieldsBlock(
            fields=[
                FormField("on", "Day", kind="date", needed=["always"]),
                FormField("why", "Why", needed_when={"how": ["yes"]}),
                FormField("how", "How", kind="scale", scale="yes_no"),
                FormField("aims", "Aims", slots=3, needed=["always"]),
                FormField("signed", "Signed", kind="signature", needed=["always"]),
            ]
        ),
        TableBlock(key="steps", slots=4, columns=[FormField("what", "What", needed=["always"]), FormField("by", "By")]),
    ],
    key="plan",
    name="Plan",
    occurs="many",
    dated="on",
    titled="Plan {number}, {date}: {how}",
)


@pytest.fixture(scope="module")
def fields(framework: Framework) -> Fields:
    return fields_of(structs.replace(framework, forms=[*framework.forms, PLAN]))


def plans(fields: Fields, record: Record) -> list[tuple[str, str, int, int]]:
    return [(f.path, f.title, f.filled, f.missing) for f in how_far(fields, record) if f.form == "plan"]


def test_each_of_many_is_listed_by_its_number(fields: Fields) -> None:
    record = {"forms/plan/10/state": "begun", "forms/plan/2/state": "begun", "forms/plan/2/on": "2011-02-03"}
    assert plans(fields, record) == [
        ("forms/plan/2", "Plan 2, 3 Feb 11", 1, 2),
        ("forms/plan/10", "Plan 10", 0, 3),
    ]


def test_what_is_needed_is_counted_once_and_only_where_it_is_asked(fields: Fields) -> None:
    at = "forms/plan/1"
    record = {f"{at}/on": "2011-02-03", f"{at}/aims/2": "one is enough", f"{at}/signed": "A. Hornbeam"}
    assert plans(fields, record) == [(at, "Plan 1, 3 Feb 11", 3, 0)]
    assert plans(fields, record | {f"{at}/how": "yes"})[0][1:] == ("Plan 1, 3 Feb 11: Yes", 4, 1)
    assert plans(fields, record | {f"{at}/steps/3/by": "June"})[0][3] == 1  # of the row that was begun


def test_a_title_stays_on_a_line(fields: Fields) -> None:
    long = structs.replace(PLAN, titled="{why}")
    assert title_of(fields, long, "forms/plan/1", {"forms/plan/1/why": "a\nb " * 80}).startswith("a b a b")
    assert len(title_of(fields, long, "forms/plan/1", {"forms/plan/1/why": "word " * 80})) <= 80
    assert title_of(fields, structs.replace(PLAN, titled=""), "forms/plan/3", {}) == "Plan of support 3"


@pytest.mark.parametrize("number", ["0", "07", "9" * 5000, "９", "x", ""])
def test_what_is_no_number_of_siptuis_is_no_form(fields: Fields, number: str) -> None:
    record = {f"forms/plan/{number}/why": "out of a bad file", f"forms/plan/1/steps/{number}/what": "the same"}
    assert [path for path, _, _, _ in plans(fields, record)] == ["forms/plan/1"]
    assert findings(fields, record, date(2011, 1, 1)) == []


def test_a_visit_counts_what_is_filled_and_part_f_its_rows(fields: Fields) -> None:
    base = "visits/autumn"
    record = {f"{base}/judgements/S1.1/current": "2", f"{base}/date": "2010-11-26", f"{base}/state": "sent"}
    found = {each.path: each for each in how_far(fields, record)}
    assert (found[base].state, found[base].filled) == ("sent", 2)
    assert found["summary"].filled == 1
    assert found["visits/spring"].state == "draft"


@pytest.mark.parametrize(
    ("more", "said"),
    [({}, "arranged"), ({"visits/autumn/present": "The head"}, "0 of"), ({"visits/autumn/state": "sent"}, "0 of")],
)
def test_a_visit_is_arranged_until_more_is_written_than_its_date(framework: Framework, more: Record, said: str) -> None:
    record = {"visits/autumn/date": "2010-10-12", "school/phase": "primary", **more}
    assert so_far(fields_of(framework), framework.form("autumn"), record).startswith(said)
