"""A school as one line of the caseload, and what Part D's comments could say."""

import pytest

from siptui.framework import Framework
from siptui.rules.caseload_row import caseload_row
from siptui.rules.progress import aps, increase, shown
from siptui.rules.suggested_comments import Made, Span, compared, overall, since_key_stage_1


def test_a_school_of_which_nothing_is_known(framework: Framework) -> None:
    row = caseload_row(framework, "ashwell", {})
    assert (row.name, row.category, row.reds, row.next_visit) == ("ashwell", "", 0, "")
    assert [v.started for v in row.visits] == [False] * 3


def test_the_latest_category_that_a_visit_agreed_else_the_front_sheet_s(framework: Framework) -> None:
    record = {"front/la_category": "1"}
    assert caseload_row(framework, "a", record).category == "1"
    record |= {"visits/autumn/category_current": "2", "visits/spring/category_current": "3"}
    assert caseload_row(framework, "a", record).category == "3"


def test_a_red_that_was_put_right_later_no_longer_counts(framework: Framework) -> None:
    in_both = next(
        r.kip for r in framework.visit("autumn").rows if any(s.kip == r.kip for s in framework.visit("summer").rows)
    )
    record = {f"visits/autumn/judgements/{in_both}/{column}": "red" for column in ("agreement", "progress")}
    assert caseload_row(framework, "a", record).reds == 2
    record[f"visits/summer/judgements/{in_both}/progress"] = "green"
    assert caseload_row(framework, "a", record).reds == 1


def test_the_next_visit_is_the_first_neither_judged_nor_sent(framework: Framework) -> None:
    code = framework.visit("autumn").rows[0].kip
    record = {"visits/autumn/date": "2010-10-12", "visits/autumn/next_date": "2011-02-01"}
    assert caseload_row(framework, "a", record).next_visit == "2010-10-12"
    record[f"visits/autumn/judgements/{code}/current"] = "2"
    assert caseload_row(framework, "a", record).next_visit == "2011-02-01"
    record["visits/spring/date"] = "2011-02-03"  # its own date wins over what was announced
    assert caseload_row(framework, "a", record).next_visit == "2011-02-03"


# -- progress in words and figures


def test_the_increase_needs_both_ends(framework: Framework) -> None:
    record = {"progress/reading/3/2010-07": 15.1}
    assert increase(framework, record, "reading", 3) is None
    record["progress/reading/3/2011-07"] = 18.4
    assert increase(framework, record, "reading", 3) == 3.3  # and not 3.3000000000000007
    assert aps(framework, record, "reading", 3, "2010-12") is None


@pytest.mark.parametrize(("number", "text"), [(2.25, "2.3"), (2.24, "2.2"), (-0.04, "0.0"), (None, ""), (15, "15.0")])
def test_halves_are_rounded_up_as_people_do(number: float | None, text: str) -> None:
    assert shown(number) == text


def test_sentences_for_the_comments() -> None:
    span = Span("reading", 4, "July 2010", "March 2011")
    girls, boys = Made("girls", 2.25, 12), Made("boys", 1.0, 11)
    assert overall(span, girls) == (
        "Year 4 made 2.3 points in reading from July 2010 to March 2011 (12 pupils with both results)."
    )
    assert compared(span, girls, boys) == (
        "Year 4 girls made 2.3 points in reading from July 2010 to March 2011, boys 1.0 (12 and 11 pupils with both "
        "results)."
    )
    assert since_key_stage_1(Span("reading", 6, "Key Stage 1", "March 2011"), Made("", 12.0, 20), 15, 5) == (
        "In reading in March 2011, 15 of 20 Year 6 pupils are two whole levels or more above their Key Stage 1 result; "
        "on average they have made 12.0 points since."
    )


@pytest.mark.parametrize(
    ("two", "said"), [(0, "0 of 20"), (1, "fewer than 5 of 20"), (4, "fewer than 5 of 20"), (5, "5 of 20")]
)
def test_so_few_pupils_that_they_could_be_told_are_not_counted_out(two: int, said: str) -> None:
    span = Span("reading", 6, "Key Stage 1", "March 2011")
    assert f" {said} Year 6 pupils" in since_key_stage_1(span, Made("", 12.0, 20), two, 5)
