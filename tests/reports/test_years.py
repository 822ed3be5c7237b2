"""Years beside each other: each figure is what that year's own review says."""

from siptui.framework import Framework
from siptui.reports.years import Year, as_data, columns_of_all, columns_of_school
from siptui.rules.caseload_row import caseload_row


def year(framework: Framework, name: str, *records: dict[str, object]) -> Year:
    common = {"school/name": "Ashwell", "school/phase": "junior", "school/sip": "AB"}
    return Year(
        name,
        framework,
        [caseload_row(framework, f"s{n}", {**common, **record}) for n, record in enumerate(records)],  # type: ignore[dict-item]
    )


BETTER = {"front/la_category": "3", "visits/autumn/category_current": "2"}
WORSE = {"front/la_category": "1", "visits/autumn/category_current": "2", "visits/autumn/actions/1/what": "Visit"}
RED = {"visits/autumn/judgements/S1.1/agreement": "red", "visits/autumn/judgements/S1.2/agreement": "amber"}
GAIN = {"progress/reading/3/2010-07": 15.0, "progress/reading/3/2011-07": 19.0}
LESS = {"progress/reading/3/2010-07": 15.0, "progress/reading/3/2011-07": 17.0}


def test_of_all_schools_categories_are_counted_and_gains_averaged_school_by_school(framework: Framework) -> None:
    found = year(framework, "2010-11", {**BETTER, **GAIN}, {**WORSE, **LESS}, RED)
    [told] = as_data(columns_of_all(framework), [found])
    assert {key: told[key] for key in ("year", "schools", "category_2", "category_1", "better", "worse")} == {
        "year": "2010-11",
        "schools": "3",
        "category_2": "2",
        "category_1": "0",
        "better": "1",
        "worse": "1",
    }
    assert (told["reds"], told["ambers"], told["actions"], told["gain_reading"]) == ("1", "1", "1", "+3.0*")


def test_of_one_school_its_category_moves_and_a_year_without_it_says_nothing(framework: Framework) -> None:
    found = [year(framework, "2010-11", {**WORSE, **RED, **GAIN}), year(framework, "2009-10")]
    now, before = as_data(columns_of_school(framework), found)
    assert (now["category"], now["reds"], now["gain_reading"]) == ("2▼", "1", "+4.0*")
    assert set(before.values()) == {"2009-10", ""}
