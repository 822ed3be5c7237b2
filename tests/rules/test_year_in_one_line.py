"""A KIP's judgements of the year in one line."""

from siptui.framework import load
from siptui.records.values import Value
from siptui.rules.summary import year_in_one_line, year_of

MK = load("milton_keynes_2010_11")


def judged(visit: str, code: str, **columns: str) -> dict[str, Value]:
    return {f"visits/{visit}/judgements/{code}/{key}": value for key, value in columns.items()}


YEAR = {
    **judged("autumn", "Q5", current="2", target="1", agreement="amber", progress="red"),
    **judged("spring", "Q5", current="2", target="1", agreement="green", progress="amber"),
    **judged("summer", "Q5", current="1", progress="green", evaluation="Better."),
}


def line(record: dict[str, Value], code: str, before: str = "") -> str:
    return year_in_one_line(MK, year_of(MK, record, code, before))


def test_each_visit_that_judged_it_stands_there_with_categories_and_ratings() -> None:
    assert line(YEAR, "Q5") == "autumn 2→1 A/R · spring 2→1 G/A · summer 1 ·/G"
    assert line(YEAR, "Q6") == ""


def test_at_a_visit_only_those_before_it_are_told() -> None:
    assert line(YEAR, "Q5", "summer") == "autumn 2→1 A/R · spring 2→1 G/A"
    assert line(YEAR, "Q5", "autumn") == ""


def test_what_is_only_written_is_no_judgement_and_what_lacks_a_category_says_so() -> None:
    assert line(judged("autumn", "Q5", evaluation="Words."), "Q5") == ""
    assert line(judged("autumn", "Q5", agreement="red", target="1"), "Q5") == "autumn ·→1 R/·"
    assert line(judged("autumn", "Q5", current="2"), "Q5") == "autumn 2"
    assert line(judged("autumn", "Q5", current="9"), "Q5") == "autumn 9"  # of a scale that was another once
