"""What was said before of what a field asks: at the visit before, in the form of the number before, or in another."""

import pytest
from msgspec import structs

from siptui.framework import Framework
from siptui.framework.places import Field
from siptui.records.fields import Fields, fields_of
from siptui.rules.carried import carried
from support.frameworks.form_of_every_kind import KEY, with_every_kind


def asking(framework: Framework, path: str, source: list[str]) -> Fields:
    """Fields in which the one at a path is carried from these sources."""
    fields = fields_of(framework)
    found = fields[path]
    assert found.asked
    asked = structs.replace(found.asked, carried_from=source)

    class Asking(Fields):
        def find(self, wanted: str) -> Field | None:
            return structs.replace(found, asked=asked) if wanted == path else super().find(wanted)

    return Asking(framework)


def test_of_the_visits_before_the_last_that_holds_anything(framework: Framework) -> None:
    first, second, third = framework.visits[:3]
    kip = next(row.kip for row in third.rows if row.kip in {r.kip for r in first.rows})
    evaluation = framework.roles.evaluation
    path = f"{third.judged_at}/{kip}/{evaluation}"
    fields = asking(framework, path, [f"{{before}}/judgements/{{row}}/{evaluation}"])
    asked = fields[path]
    assert carried(fields, {}, asked) is None
    early = {f"{first.judged_at}/{kip}/{evaluation}": "Autumn's words"}
    found = carried(fields, early, asked)
    assert found
    assert (found.form, found.words, found.value) == (first.key, "Autumn's words", "Autumn's words")
    if kip in {row.kip for row in second.rows}:
        later = carried(fields, early | {f"{second.judged_at}/{kip}/{evaluation}": "Spring's"}, asked)
        assert later
        assert later.form == second.key


def test_several_places_are_one_text_and_a_later_source_serves_where_the_first_is_empty(framework: Framework) -> None:
    first, second = framework.visits[:2]
    path = f"{second.at}/activities"
    fields = asking(framework, path, ["front/no_such", f"{first.at}/priorities/*"])
    record = {f"{first.at}/priorities/1": "Writing", f"{first.at}/priorities/3": "Marking"}
    found = carried(fields, record, fields[path])
    assert found
    assert found.words == "Writing\nMarking"
    assert found.paths == list(record)


def test_of_a_form_that_occurs_many_times_the_one_with_the_number_before(framework: Framework) -> None:
    whole = with_every_kind(framework)
    path = f"forms/{KEY}/3/people/2/who"
    fields = asking(whole, path, ["{before}/people/{row}/who"])
    record = {f"forms/{KEY}/{n}/people/2/who": f"Person {n}" for n in (1, 2, 4)}
    found = carried(fields, record, fields[path])
    assert found
    assert found.value == "Person 2"


@pytest.mark.parametrize("source", [[], ["{before}/date"]])
def test_a_field_that_is_carried_from_nowhere(framework: Framework, source: list[str]) -> None:
    path = f"{framework.visits[0].at}/date"
    fields = asking(framework, path, source)
    assert carried(fields, {}, fields[path]) is None
