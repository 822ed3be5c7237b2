"""What no siptui can have put into a record is found where it enters; what merely does not fit is kept."""

import pytest

from siptui.framework import Framework
from siptui.records.fields import fields_of
from siptui.records.record_validity import what_is_wrong


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("visits/autumn/date", "2010-13-45", "no date"),
        ("visits/autumn/date", "20101012", "no date"),
        ("visits/autumn/date", 20101012, "a number where a text belongs"),
        ("visits/autumn/date", "", "no date"),
        ("progress/reading/3/2010-12", "lots", "a text where a number belongs"),
        ("progress/reading/3/2010-12", 10**40, "out of all range"),
        ("progress/reading/3/2010-12", float("nan"), "out of all range"),
        ("progress/reading/3/2010-12", True, "no value"),
        ("school/name", 7, "a number where a text belongs"),
        ("school/name", None, "no value"),
        ("school/name", ["a"], "no value"),
        ("no/such/field", {"a": 1}, "no value"),
        ("no/such/field", 10**400, "out of all range"),
    ],
)
def test_what_is_wrong(framework: Framework, path: str, value: object, says: str) -> None:
    why = what_is_wrong({"school/phase": "primary", path: value}, fields_of(framework))
    assert says in why
    assert why.startswith(path)
    assert len(why) < 300


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("visits/autumn/date", "2010-10-12"),
        ("visits/autumn/judgements/S1.1/current", "9"),
        ("progress/reading/3/2010-12", 99.5),
        ("progress/reading/3/2010-12", 15),
        ("school/name", "\x1b[31m \u202e"),
        ("no/such/field", "once"),
        ("no/such/field", 7),
    ],
)
def test_what_is_kept_and_shown(framework: Framework, path: str, value: object) -> None:
    assert what_is_wrong({path: value}, fields_of(framework)) == ""
