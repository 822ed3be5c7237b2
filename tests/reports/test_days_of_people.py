"""Days that each SIP has used, and is to have."""

import json
from datetime import date

from siptui.framework import Framework
from siptui.reports.days_of_people import days_of_people
from siptui.rules.caseload_row import CaseloadRow, caseload_row
from siptui.store.store import Store
from support.shell import Shell

SUMMER = date(2011, 6, 1)


def school(framework: Framework, name: str, sip: str, **more: str) -> CaseloadRow:
    return caseload_row(framework, name, {framework.roles.name: name, framework.roles.sip: sip, **more})


def test_five_and_a_half_days_a_school_and_four_for_training(framework: Framework) -> None:
    first = framework.visits[0].at
    held = school(framework, "a", "AB", **{f"{first}/date": "2010-10-12", "htpm_visit/date": "2010-11-09"})
    begun = school(framework, "b", "AB", **{"forms/familiarisation/1/date": "2010-09-20"})
    found = days_of_people(framework, [held, begun, school(framework, "c", "CD")], SUMMER)
    assert (found["AB"].schools, found["AB"].used, found["AB"].planned) == (2, 2.5 + 0.25, 5.5 + 5.75)
    assert (found["CD"].used, found["CD"].planned) == (0, 5.5)
    assert (found["AB"].training, found["AB"].training_planned) == (3, 4)
    assert found["AB"].words == "5.75/15.25"


def test_they_stand_beside_everybody(store: Store, ashwell: str) -> None:
    shell = Shell(store.folder)
    shell("add-person", "AB", "Ann Bell")
    shell("add-person", "CD", "Cy Dale")
    told = {each["initials"]: each["days"] for each in json.loads(shell("people", "--json"))}
    assert told["AB"]["schools"] == 1
    assert told["CD"] == {"schools": 0}
