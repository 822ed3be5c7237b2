"""What is waited for: three days, of whichever kind the calendar says, as long as a note is with the school."""

from datetime import date

import pytest
from msgspec import structs

from siptui.framework import Framework, load
from siptui.framework.model import Calendar, Deadline, Term
from siptui.records.values import Value
from siptui.rules.caseload_row import caseload_row
from siptui.rules.forms.deadlines import Due, due_on, still_waited_for, waited_for

MK = load("milton_keynes_2010_11")
SPRING = "visits/spring"


def three(unit: str, side: str = "after", count: int = 3) -> Deadline:
    return Deadline("comments", "Comments", count=count, unit=unit, side=side)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "sent", "due"),
    [
        ("day", date(2010, 10, 15), date(2010, 10, 18)),  # a Friday, and the Monday after it
        ("working day", date(2010, 10, 15), date(2010, 10, 20)),
        ("school day", date(2010, 10, 15), date(2010, 10, 20)),
        ("day", date(2010, 10, 22), date(2010, 10, 25)),  # before the half-term holiday, which is no bank holiday
        ("working day", date(2010, 10, 22), date(2010, 10, 27)),
        ("school day", date(2010, 10, 22), date(2010, 11, 3)),
        ("working day", date(2010, 12, 23), date(2010, 12, 30)),  # 27 and 28 December instead of the weekend
        ("working day", date(2011, 4, 20), date(2011, 4, 27)),  # Good Friday, Easter Monday
        ("working day", date(2011, 4, 27), date(2011, 5, 4)),  # a royal wedding, and May Day
        ("school day", date(2011, 4, 7), date(2011, 5, 4)),  # over the Easter holiday
        ("week", date(2010, 10, 15), date(2010, 11, 5)),
        ("term", date(2010, 10, 15), None),
        ("month", date(2010, 11, 30), date(2011, 2, 28)),
        ("year", date(2010, 10, 15), date(2013, 10, 15)),
    ],
)
def test_three_days_after_a_note_was_sent(unit: str, sent: date, due: date | None) -> None:
    assert due_on(MK.calendar, three(unit), sent) == due


def test_days_before_at_once_and_on_a_fixed_day() -> None:
    sent = date(2010, 10, 18)
    assert due_on(MK.calendar, three("working day", "before"), sent) == date(2010, 10, 13)
    assert due_on(MK.calendar, three("day", "at once"), sent) == sent
    assert due_on(MK.calendar, Deadline("x", "X", on=date(2010, 12, 31)), sent) == date(2010, 12, 31)


def test_the_calendar_says_what_a_day_is() -> None:
    working = structs.replace(MK.calendar, days="working day")
    assert due_on(working, three("day"), date(2010, 10, 15)) == date(2010, 10, 20)
    nowhere = structs.replace(working, bank_holidays="")
    assert due_on(nowhere, three("day"), date(2010, 12, 23)) == date(2010, 12, 28)


def test_without_a_term_no_school_day_comes_and_nothing_hangs() -> None:
    assert due_on(Calendar(terms=[]), three("school day"), date(2010, 10, 15)) is None
    short = Calendar(terms=[Term("a", "A", date(2010, 9, 1), date(2010, 9, 2))])
    assert due_on(short, three("school day"), date(2010, 9, 1)) is None


def test_an_answer_is_waited_for_from_sending_until_the_next_step() -> None:
    record: dict[str, Value] = {f"{SPRING}/sent": "2011-03-04"}
    assert waited_for(MK, record) == [Due(SPRING, "comments", "2011-03-07")]
    record[f"{SPRING}/state"] = "sent"
    assert waited_for(MK, record) == [Due(SPRING, "comments", "2011-03-07")]
    for state in ("draft", "issues", "amended", "discussed", "final", "filed", "monitored"):
        assert waited_for(MK, record | {f"{SPRING}/state": state}) == [], state
    assert waited_for(MK, {f"{SPRING}/state": "sent"}) == []
    assert waited_for(MK, {f"{SPRING}/state": "sent", f"{SPRING}/sent": "9999-12-31"}) == []


def test_forms_that_occur_many_times_wait_each_by_itself_the_first_first() -> None:
    record = {
        f"{SPRING}/sent": "2011-03-04",
        "forms/additional/1/sent": "2011-03-01",
        "forms/additional/2/sent": "2011-03-09",
        "forms/additional/1/state": "sent",
        "forms/additional/2/state": "final",
    }
    found = waited_for(MK, record)
    assert [due.place for due in found] == ["forms/additional/1", SPRING]
    assert [due.left(date(2011, 3, 5)) for due in found] == [-1, 2]


def test_in_the_records_of_a_year_that_is_over_nobody_waits() -> None:
    found = [Due(SPRING, "comments", "2011-03-07")]
    assert still_waited_for(MK.calendar, found, date(2011, 8, 1)) == found
    assert still_waited_for(MK.calendar, found, date(2012, 1, 1)) == []
    assert still_waited_for(Calendar(), found, date(2012, 1, 1)) == found


def test_the_caseload_s_line_knows_what_is_waited_for(framework: Framework) -> None:
    visit = framework.visits[0]
    if not framework.form(visit.key).deadlines:
        pytest.skip("this framework waits for no comments")
    sent = {f"{visit.at}/{framework.roles.sent}": "2010-10-15"}
    assert [due.place for due in caseload_row(framework, "a", sent).waited_for] == [visit.at]
    assert caseload_row(framework, "a", {}).waited_for == []
