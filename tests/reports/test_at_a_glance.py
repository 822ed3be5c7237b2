"""A school and a form at a glance: what is there has a line, what is not has none, and no line is wider than asked."""

from datetime import date
from pathlib import Path

import pytest

from siptui.cli.commands.invented_caseload import demo_store
from siptui.framework import Framework, load, names
from siptui.records.change import Record
from siptui.records.fields import fields_of
from siptui.reports.form_at_a_glance import NOTHING_YET, form_at_a_glance, heat_of_year
from siptui.reports.pictures import Picture
from siptui.reports.school_at_a_glance import school_at_a_glance
from siptui.rules.caseload_row import caseload_row

TODAY = date(2011, 2, 1)
WIDTH = 40


def glance(framework: Framework, record: Record) -> list[Picture]:
    return school_at_a_glance(framework, caseload_row(framework, "ashwell", record), record, TODAY, WIDTH, "Ann Bell")


def told(lines: list[Picture]) -> str:
    return "\n".join(line.text for line in lines)


@pytest.mark.parametrize("name", names())
def test_an_empty_school_of_any_framework_has_its_name_and_no_empty_headings(name: str) -> None:
    framework = load(name)
    lines = glance(framework, {framework.roles.name: "Ashwell Primary", framework.roles.phase: "primary"})
    assert lines[0].text == "Ashwell Primary"
    assert not any(word in told(lines) for word in ("Open actions", "Last words", "Amber", "Red "))


@pytest.mark.parametrize("name", names())
def test_every_form_of_any_framework_says_that_nothing_is_in_it_yet(name: str) -> None:
    framework = load(name)
    fields = fields_of(framework)
    for form in fields.forms:
        place = form.place.replace("#", "1")
        lines = form_at_a_glance(fields, {}, form, place, WIDTH)
        assert lines[-1].text == NOTHING_YET, form.key
        assert all(len(line.text) <= WIDTH for line in lines)


def test_what_is_in_the_record_is_in_the_glance(framework: Framework) -> None:
    visit = framework.visit("autumn")
    actions = f"{visit.at}/{framework.roles.actions}/1"
    record: dict[str, str] = {
        framework.roles.name: "Ashwell Primary",
        framework.roles.sip: "AB",
        f"{visit.at}/{framework.roles.visit_date}": "2010-10-12",
        f"{visit.judged_at}/{visit.rows[0].kip}/agreement": "red",
        f"{visit.judged_at}/{visit.rows[0].kip}/{framework.roles.evaluation}": "Writing was weak.",
        f"{actions}/what": "Moderate writing",
        f"{actions}/by": "2011-01-31",
    }
    said = told(glance(framework, record))
    assert "AB Ann Bell" in said
    assert "1 late" in said
    assert "1 Moderate writing – by 31 Jan 11, late" in said.replace("\n  ", " ")
    assert f"{visit.rows[0].kip}: Writing was weak." in said
    assert "S O N D" in said
    assert "▲" in said
    red = next(line for line in glance(framework, record) if line.text.startswith("Red"))
    assert visit.rows[0].kip in red.text
    heat = heat_of_year(framework, record)
    assert [line.text.strip()[:6] for line in heat[1:]] == ["Autumn"]


def test_no_line_is_wider_than_asked_and_what_a_terminal_would_obey_is_shown(framework: Framework) -> None:
    visit = framework.visit("autumn")
    long = "pneumonoultramicroscopic " * 40 + "\x1b[2J\u202e"
    record = {
        framework.roles.headteacher: long,
        f"{visit.at}/{framework.roles.actions}/1/what": long,
        f"{visit.judged_at}/{visit.rows[0].kip}/{framework.roles.evaluation}": long,
        f"{visit.at}/present": long,
    }
    lines = [*glance(framework, record)]
    form = framework.form(visit.key)
    lines += form_at_a_glance(fields_of(framework), record, form, visit.at, WIDTH)
    assert not any(sign in line.text for line in lines for sign in ("\x1b", "\u202e", "\n"))
    assert max(len(line.text) for line in lines) <= WIDTH


def test_the_invented_schools_fit_beside_a_caseload(tmp_path: Path) -> None:
    store = demo_store(tmp_path / "s", "tester", 6)
    for school in store.subjects():
        lines = glance(store.framework, store.load(school).values)
        assert max(len(line.text) for line in lines) <= WIDTH
        assert len(lines) <= 36
        assert any("▁" in line.text for line in lines) or "Infant" in told(lines)


def test_a_visit_shows_how_much_is_judged_and_each_that_is(framework: Framework) -> None:
    visit = framework.visit("autumn")
    code = visit.rows[0].kip
    record = {
        f"{visit.judged_at}/{code}/{framework.roles.current}": "2",
        f"{visit.judged_at}/{code}/{framework.roles.target}": "1",
        f"{visit.judged_at}/{code}/agreement": "green",
    }
    said = told(form_at_a_glance(fields_of(framework), record, framework.form(visit.key), visit.at, WIDTH))
    assert f"1 of {len(visit.rows)}" in said
    assert f"{code} 2→1 G" in said
