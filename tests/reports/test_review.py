"""The manager's table, line by line."""

from datetime import date

import pytest

from siptui.framework import Framework
from siptui.reports.review import (
    NUMBERS,
    days_left,
    days_left_in_words,
    headings,
    line,
    select,
    totals,
    visit_state,
)
from siptui.reports.review_data import as_data
from siptui.rules.caseload_row import CaseloadRow, VisitState, caseload_row

TODAY = date(2010, 10, 21)


def school(framework: Framework, name: str, sip: str, **more: str) -> CaseloadRow:
    fields = {key.replace("__", "/"): value for key, value in more.items()}
    return caseload_row(framework, name.casefold(), {"school/name": name, "school/sip": sip, **fields})


@pytest.mark.parametrize(
    ("state", "cell"),
    [
        (VisitState("", "", 0, 11), ""),
        (VisitState("2010-10-12", "", 0, 11), date(2010, 10, 12)),
        (VisitState("2010-10-12", "", 3, 11), "3 of 11"),
        (VisitState("", "", 11, 11), "judged"),
        (VisitState("2010-10-12", "2010-10-20", 11, 11), "sent"),
        (VisitState("some day", "", 0, 11), "some day"),
    ],
)
def test_how_far_a_visit_has_got(state: VisitState, cell: str | date) -> None:
    assert visit_state(state) == cell


def test_a_line_has_a_cell_under_every_heading(framework: Framework) -> None:
    row = school(framework, "Ashwell", "AB", front__la_category="2", visits__autumn__date="2010-10-12")
    cells = dict(zip(headings(framework), line(framework, row), strict=True))
    assert (cells["School"], cells["SIP"], cells["Reds"]) == ("Ashwell", "AB", "")
    assert cells["Next visit"] == date(2010, 10, 12)
    assert set(NUMBERS) <= cells.keys()


def test_the_schools_of_one_sip_whatever_the_case_of_the_initials(framework: Framework) -> None:
    rows = [school(framework, "Ashwell", "AB"), school(framework, "Zebra", "CD")]
    assert [r.name for r in select(rows, "cd", date.today())] == ["Zebra"]
    assert select(rows, None, date.today()) == rows


def test_the_caseload_in_a_sentence(framework: Framework) -> None:
    code = framework.visit("autumn").rows[0].kip
    one = caseload_row(framework, "a", {f"visits/autumn/judgements/{code}/current": "2"})
    assert totals(framework, [one], TODAY).startswith("1 school · judged: autumn 1, spring 0")
    assert totals(framework, [], TODAY).startswith("0 schools")


def test_the_same_as_data(framework: Framework) -> None:
    (found,) = as_data(framework, [school(framework, "Ashwell", "AB", visits__spring__date="2011-02-03")], TODAY)
    assert (found["id"], found["name"], found["reds"]) == ("ashwell", "Ashwell", 0)
    assert found["visits"]["spring"]["date"] == "2011-02-03"
    assert found["visits"]["spring"]["of"] == len(framework.visit("spring").rows)


def test_days_left_are_told_in_six_letters_and_in_words() -> None:
    assert [days_left(n) for n in (3, 1, 0, -2, -9, -12)] == ["3 left", "1 left", "today", "late 2", "late 9", "late"]
    assert [days_left_in_words(n) for n in (3, 1, 0, -1, -12)] == [
        "3 days left",
        "1 day left",
        "due today",
        "1 day late",
        "12 days late",
    ]


def test_answers_that_are_due_are_counted_and_in_the_data(framework: Framework) -> None:
    visit = framework.visits[0]
    if not framework.form(visit.key).deadlines:
        pytest.skip("this framework waits for no comments")
    key = f"{visit.at}/{framework.roles.sent}".replace("/", "__")
    rows = [school(framework, "Ashwell", "AB", **{key: sent}) for sent in ("2010-10-20", "2010-10-01")]
    assert "answers due: 2, 1 late" in totals(framework, rows, TODAY)
    assert as_data(framework, rows, TODAY)[0]["waited_for"] == [
        {"path": visit.at, "deadline": "comments", "on": "2010-10-23"}
    ]
