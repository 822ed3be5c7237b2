"""Forms of quite other kinds, from public ones: each is data alone, and what follows from its answers is reckoned."""

from datetime import date
from pathlib import Path

import pytest

from siptui.framework import load
from siptui.framework.load import names
from siptui.framework.model import RubricBlock
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.records.values import BadValue, parse
from siptui.rules.computed import Reckoned, reckoned
from siptui.rules.needed import shown_places

HERE = Path(__file__).parent / "small_frameworks"
TODAY = date(2025, 11, 11)


def fields(name: str) -> Fields:
    return fields_of(load(name, HERE))


def value(of: Fields, record: Record, path: str) -> Reckoned:
    return reckoned(of, record, of[path], TODAY)


def test_each_of_them_loads() -> None:
    assert names(HERE) == ["field_visit", "siams_2023", "trust_rubric", "wales_2017_18"]
    for name in names(HERE):
        assert len(fields(name)) >= 3


@pytest.mark.parametrize(
    ("standards", "capacity", "support"),
    [("1", "A", "green"), ("1", "D", "amber"), ("2", "B", "yellow"), ("3", "C", "amber"), ("4", "D", "red")],
)
def test_wales_support_is_looked_up_from_standards_and_capacity(standards: str, capacity: str, support: str) -> None:
    wales = fields("wales_2017_18")
    record: Record = {"categorisation/standards": standards, "categorisation/capacity": capacity}
    assert value(wales, record, "categorisation/support").value == support
    del record["categorisation/capacity"]
    assert value(wales, record, "categorisation/support").value is None


def test_wales_chain_of_approvals_and_a_form_without_a_grade() -> None:
    wales = load("wales_2017_18", HERE)
    way = wales.ways[wales.form("categorisation").way]
    assert [state.key for state in way.states] == ["draft", "agreed", "moderated", "verified"]
    forward = {step.start[0]: step.to for step in way.steps if not step.reason}
    assert forward == {"draft": "agreed", "agreed": "moderated", "moderated": "verified"}
    assert not [f for f in fields("wales_2017_18").of_form(wales.form("visit")).values() if f.scale]


def test_a_trusts_rubric_has_a_text_for_every_area_and_word_and_the_worst_is_overall() -> None:
    trust = fields("trust_rubric")
    form = trust.framework.form("stage")
    rubric = next(block for block in form.blocks if isinstance(block, RubricBlock))
    words = {value.value for value in trust.framework.scales["stage"].values}
    assert [set(row.texts) for row in rubric.rows] == [words] * 9
    areas = [f"visits/stage/areas/{row.key}/grade" for row in rubric.rows]
    record: Record = dict.fromkeys(areas, "strong")
    assert value(trust, record, "visits/stage/overall").value == "strong"
    record[areas[4]] = "attention"
    assert value(trust, record, "visits/stage/overall").value == "attention"
    del record[areas[0]]
    overall = value(trust, record, "visits/stage/overall")
    assert (overall.value, overall.counted, overall.of) == ("attention", 8, 9)
    assert value(trust, record, "visits/stage/so_far").value == "some judged"


def test_the_seventh_question_of_siams_is_for_aided_schools_alone() -> None:
    siams = fields("siams_2023")
    form = siams.framework.form("inspection")

    def questions(status: str) -> list[str]:
        shown = shown_places(siams, form, form.place, {"school/phase": status})
        return [field.path for field in shown if field.kind == "text"]

    assert len(questions("aided")) == 7
    assert questions("controlled") == questions("aided")[:6]


def test_siams_has_two_judgements_and_the_four_of_before_are_kept_apart() -> None:
    field = fields("siams_2023")["inspection/judgement"]
    assert [parse(field, said) for said in ("J1", "2")] == ["J1", "J2"]
    with pytest.raises(BadValue, match="is not on the scale"):
        parse(field, "Good")
    assert field.scale
    assert field.scale.find("good")
    assert field.scale.place("good") is None


def test_an_observation_of_nineteen_parameters_has_45_marks() -> None:
    visit = fields("field_visit")
    at = "forms/observation/1"
    parameters = [f"{at}/parameters/p{number}" for number in range(1, 20)]
    assert all(f"{path}_remark" in visit for path in parameters)
    best: Record = {path: "always" if number < 7 else "fully" for number, path in enumerate(parameters)}
    assert value(visit, best, f"{at}/marks").value == 45
    assert value(visit, best, f"{at}/percent").value == 100


def test_what_was_not_seen_is_no_nought_and_takes_nothing_from_the_share() -> None:
    visit = fields("field_visit")
    at = "forms/observation/1"
    record: Record = {
        f"{at}/parameters/p1": "mostly",
        f"{at}/parameters/p2": "not_seen",
        f"{at}/parameters/p8": "no",
        f"{at}/parameters/p1_remark": "Twice.",
    }
    marks = value(visit, record, f"{at}/marks")
    assert (marks.value, marks.counted) == (2, 2)
    assert value(visit, record, f"{at}/percent").value == pytest.approx(40)


def test_yes_or_no_has_a_remark_beside_it() -> None:
    visit = fields("field_visit")
    assert parse(visit["forms/principal/1/library"], "n") == "no"
    assert visit["forms/principal/1/library_remark"].kind == "text"
