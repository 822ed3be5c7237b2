"""How alike SIPs judge, with how many each number rests on."""

import json

from siptui.framework import Framework
from siptui.reports.consistency import consistency
from siptui.rules.caseload.judged_how import judged_how
from siptui.store.store import Store
from support.shell import Shell


def record(framework: Framework, sip: str, ratings: dict[str, str], words: str = "") -> dict[str, str]:
    """A school whose visits gave one rating to each indicator, by the visit's key, with these words or none."""
    roles = framework.roles
    column = next(
        f.key for f in framework.register.judgement if any(v.colour for v in framework.scales[f.scale].values)
    )
    found = {roles.sip: sip, roles.name: "Ashwell"}
    for visit in framework.visits:
        for row in visit.rows if visit.key in ratings else ():
            here = f"{visit.judged_at}/{row.kip}"
            found |= {f"{here}/{column}": ratings[visit.key], f"{here}/{roles.current}": "2"}
            found |= {f"{here}/{roles.evaluation}": words} if words else {}
    return found


def test_a_rating_that_moves_is_counted_with_whether_it_has_words(framework: Framework) -> None:
    first, second, _ = framework.visits
    both = {row.kip for row in first.rows} & {row.kip for row in second.rows}
    silent = judged_how(framework, record(framework, "AB", {first.key: "red", second.key: "green"}))
    assert silent.moved == [False] * len(both)
    assert (silent.visits, silent.unsent, silent.days) == (2, 2, [])
    said = judged_how(framework, record(framework, "AB", {first.key: "red", second.key: "green"}, "Two words"))
    assert said.moved == [True] * len(both)
    assert set(said.words) == {2}
    same = judged_how(framework, record(framework, "AB", {first.key: "red", second.key: "red"}))
    assert same.moved == []


def test_days_from_the_visit_to_the_note(framework: Framework) -> None:
    first, roles = framework.visits[0], framework.roles
    school = record(framework, "AB", {first.key: "green"})
    school |= {f"{first.at}/{roles.visit_date}": "2010-10-12", f"{first.at}/{roles.sent}": "2010-10-19"}
    found = judged_how(framework, school)
    assert (found.days, found.unsent) == ([7], 0)


def test_who_is_unlike_all_is_remarked_where_there_is_enough_to_say_so(framework: Framework) -> None:
    first = framework.visits[0].key
    schools = [record(framework, "AB", {first: "red"}, "a b c d e f") for _ in range(3)]
    schools += [record(framework, "CD", {first: "green"}, "a") for _ in range(3)]
    schools += [record(framework, "EF", {}, "")]
    found = {each.sip: each for each in consistency(framework, schools)}
    rows = len(framework.visits[0].rows)
    assert (found["AB"].schools, found["AB"].reds, found["AB"].words) == (3, 3 * rows, 6)
    assert found["AB"].remarks == ["unsent"]
    assert found["CD"].remarks == ["never_red", "shortest", "unsent"]
    assert (found["EF"].ratings, found["EF"].words, found["EF"].remarks) == (0, None, [])
    assert (found[""].ratings, found[""].reds) == (6 * rows, 3 * rows)


def test_on_the_command_line(store: Store, ashwell: str) -> None:
    shell = Shell(store.folder)
    told = json.loads(shell("quality", "--json"))
    assert [(each["sip"], each["schools"]) for each in told] == [("AB", 1), ("", 1)]
    assert "all" in shell("quality")
