"""What a record begins a new year with: what the framework keeps, what is open, and nothing of last year's visits."""

import pytest

from siptui.framework import Framework, load
from siptui.framework.folders import Places
from siptui.framework.own_folders import new_folder
from siptui.records.fields import Fields, fields_of
from siptui.rules.years.first_values import first_values

SCHOOL = {
    "school/name": "Ashwell Primary",
    "school/phase": "primary",
    "school/sip": "AB",
    "front/context": "Two forms of entry.",
    "front/la_category": "3",
    "front/significant_changes": "A new hall.",
    "deployment/allocations/1/sip": "AB",
    "deployment/allocations/1/since": "2010-09-01",
}


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory, framework: Framework) -> Fields:
    """The fields of the year after, under the same forms with their dates moved."""
    places = Places(settings=False)
    home = places.find(framework.name)
    assert home
    folder = tmp_path_factory.mktemp("frameworks")
    new_folder.copy(home, folder, "mk_2011_12", 1)
    return fields_of(load("mk_2011_12", folder))


def test_who_a_school_is_stays_and_its_visits_do_not(framework: Framework, after: Fields) -> None:
    record = {**SCHOOL, "visits/autumn/date": "2010-10-12", "visits/autumn/judgements/S1.1/current": "2"}
    assert first_values(framework, record, after) == {
        path: value for path, value in SCHOOL.items() if path != "front/significant_changes"
    }


def test_the_category_agreed_last_is_last_years(framework: Framework, after: Fields) -> None:
    record = {**SCHOOL, "visits/autumn/category_current": "2", "visits/autumn/category_target": "1"}
    found = first_values(framework, record, after)
    assert found["front/la_category"] == "2"
    assert not [path for path in found if path.startswith("visits/")]


def test_priorities_and_actions_that_are_open_go_on_and_say_of_which_year_they_are(
    framework: Framework, after: Fields
) -> None:
    record = {
        **SCHOOL,
        "visits/autumn/priorities/1": "Writing in Year 2",
        "visits/autumn/priorities/2": "Marking",
        "visits/autumn/actions/1/what": "Moderate writing",
        "visits/autumn/actions/2/what": "Visit a school",
        "visits/autumn/actions/2/by": "30/06/2011",
        "visits/spring/previous/1/progress": "done",
        "visits/spring/previous/2/progress": "under_way",
    }
    found = first_values(framework, record, after)
    assert {path: value for path, value in found.items() if path.startswith("last_year/")} == {
        "last_year/year": "2010-11",
        "last_year/priorities/1": "Writing in Year 2",
        "last_year/priorities/2": "Marking",
        "last_year/actions/1/what": "Visit a school",
        "last_year/actions/1/by": "30/06/2011",
    }


def test_what_was_brought_goes_on_once_more_until_it_is_done(framework: Framework, after: Fields) -> None:
    brought = {**SCHOOL, "last_year/year": "2009-10", "last_year/actions/1/what": "Moderate writing"}
    assert first_values(framework, brought, after)["last_year/actions/1/what"] == "Moderate writing"
    done = {**brought, "last_year/done/1/progress": "done"}
    assert "last_year/actions/1/what" not in first_values(framework, done, after)


def test_an_alert_that_is_open_stays_whole_and_one_that_is_closed_is_last_years(
    framework: Framework, after: Fields
) -> None:
    record = {
        **SCHOOL,
        "forms/alert/1/raised_on": "2011-05-03",
        "forms/alert/1/concern": "Attendance.",
        "forms/alert/1/state": "closed",
        "forms/alert/2/raised_on": "2011-06-03",
        "forms/alert/2/concern": "Mathematics.",
        "forms/alert/2/state": "with_head",
    }
    found = {p: v for p, v in first_values(framework, record, after).items() if p.startswith("forms/")}
    assert found == {p: v for p, v in record.items() if p.startswith("forms/alert/2/")}


def test_pupils_move_up_by_a_year_from_the_day_that_both_years_measure(framework: Framework, after: Fields) -> None:
    record = {
        **SCHOOL,
        "progress/reading/3/2010-12": 17.5,
        "progress/reading/3/2011-07": 18.5,
        "progress/reading/6/2011-07": 28.0,
    }
    found = first_values(framework, record, after)
    assert {p: v for p, v in found.items() if p.startswith("progress/")} == {"progress/reading/4/2011-07": 18.5}


def test_of_a_year_that_measures_on_the_very_same_days_no_pupil_moves_up(framework: Framework) -> None:
    record = {**SCHOOL, "progress/reading/3/2011-07": 18.5}
    assert "progress/reading/4/2011-07" not in first_values(framework, record, fields_of(framework))


def test_a_target_that_was_agreed_is_the_one_already_set(framework: Framework, after: Fields) -> None:
    measure = framework.targets.measures[0].key
    record = {**SCHOOL, f"targets/{measure}/agreed": 82.0, f"targets/{measure}/actual_2010": 79.0}
    found = first_values(framework, record, after)
    assert {p: v for p, v in found.items() if p.startswith("targets/")} == {f"targets/{measure}/target_2012": 82.0}


def test_when_a_sip_was_shadowed_goes_on_and_what_was_said_in_a_review_does_not(
    framework: Framework, after: Fields
) -> None:
    record = {
        "person/name": "Pippa Thistle",
        "person/appointed": "2009-09-01",
        "forms/shadowing/1/date": "2010-11-02",
        "forms/shadowing/1/state": "given",
        "forms/school_evaluation/1/comments": "Always on time.",
    }
    found = first_values(framework, record, after)
    assert found == {p: v for p, v in record.items() if "school_evaluation" not in p}


def test_what_does_not_fit_the_new_forms_stays_behind(framework: Framework, after: Fields) -> None:
    found = first_values(framework, {**SCHOOL, "school/phase": "no phase of ours", "school/dog": "Rex"}, after)
    assert found == {
        path: value for path, value in SCHOOL.items() if path not in ("school/phase", "front/significant_changes")
    }
