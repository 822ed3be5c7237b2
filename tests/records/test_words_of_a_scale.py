"""What is typed for a value of a scale: its value first, then its key, name or mark, however it is spaced."""

import pytest

from siptui.framework.model import Scale, ScaleValue
from siptui.framework.places import Field
from siptui.records.values import BadValue, parse


def _field(*values: ScaleValue) -> Field:
    return Field("a/b", "Grade", "scale", Scale("Grade", list(values)))


def test_the_value_goes_before_another_values_name() -> None:
    field = _field(ScaleValue(value="1", name="2"), ScaleValue(value="2", name="Two"))
    assert parse(field, "2") == "2"


@pytest.mark.parametrize("said", ["Needs  attention", " needs attention ", "NEEDS\u00a0ATTENTION"])
def test_spaces_and_capitals_are_all_one(said: str) -> None:
    field = _field(ScaleValue(value="attention", name="Needs attention"))
    assert parse(field, said) == "attention"
    with pytest.raises(BadValue, match="is not on the scale"):
        parse(field, "Needs")
